import { ActionError } from '../errors.ts';
import type { Env } from './env.ts';

/**
 * How an action speaks to the runner: workflow commands on standard output, and files that the runner reads after
 * the step. Source: docs.github.com, "Workflow commands for GitHub Actions".
 *
 * This is our own and not @actions/core: importing that package loads an HTTP client, which costs the post step
 * more than everything else in it, and where a runner offers no file it falls back to printing the value.
 */
export interface Runner {
  /** Sets variables for every later step of the job. A runner can set one to the empty string, never unset it. */
  exportVariables(variables: Readonly<Record<string, string>>): void;
  setOutputs(outputs: Readonly<Record<string, string>>): void;
  /** Hands a value to the post step. The last value of a name counts. */
  saveState(name: string, value: string): void;
  /** In the post step: what main saved; empty where it saved nothing. */
  state(name: string): string;
  /** Appends Markdown to the job summary; nothing where the runner keeps none. */
  summarize(markdown: string): void;
}

/**
 * @param append adds text to a file in one write, so that a killed step hands on everything or nothing
 * @param uuid makes delimiters that no value can guess
 */
export function fileCommands(
  env: Env,
  append: (path: string, text: string) => void,
  uuid: () => string,
): Runner {
  const record = (file: string, values: Readonly<Record<string, string>>): void => {
    const path = env.get(file);
    if (!path) {
      throw new ActionError('file', `The runner gives this step no ${file} file.`, {
        hint: 'This action needs a GitHub Actions runner 2.327.1 or newer, or a program that offers the same files.',
      });
    }
    const delimiter = `ghadelimiter_${uuid()}`;
    append(
      path,
      Object.entries(values)
        .map(([name, value]) => keyValue(name, value, delimiter))
        .join(''),
    );
  };
  return {
    exportVariables: (variables) => {
      record('GITHUB_ENV', variables);
      for (const [name, value] of Object.entries(variables)) env.set(name, value);
    },
    setOutputs: (outputs) => record('GITHUB_OUTPUT', outputs),
    saveState: (name, value) => record('GITHUB_STATE', { [name]: value }),
    state: (name) => env.get(`STATE_${name}`) ?? '',
    summarize: (markdown) => {
      const path = env.get('GITHUB_STEP_SUMMARY');
      if (path) append(path, `${markdown}\n`);
    },
  };
}

/** One workflow command: `::name key=value,key=value::message`. */
export function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(message)}\n`;
}

/** One record of an environment file. The delimiter must not occur in the value. */
export function keyValue(name: string, value: string, delimiter: string): string {
  if (value.includes(delimiter)) throw new Error('A value contains its own delimiter.');
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
