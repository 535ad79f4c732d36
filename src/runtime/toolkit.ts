import os from 'node:os';
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import { Context as JobContext } from '../../node_modules/@actions/github/lib/context.js';
import { ActionError } from '../errors.ts';
import type { Env } from './env.ts';
import { type Files, onRunnerFiles } from './files.ts';

/**
 * How an action talks to the runner, through GitHub's own toolkit: workflow commands on standard output, records in
 * files that the runner reads after the step, and facts about the job.
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export { issueCommand, JobContext };

/** Prints one workflow command: `::name key=value,key=value::message`. */
export type IssueCommand = typeof issueCommand;

export interface Runner {
  /**
   * Refuses, before anything is done, a file of the runner's that cannot be written.
   * @throws ActionError, FileError
   */
  check(file: RunnerFile): void;
  /** Sets variables for every later step of the job. A runner can set one to the empty string, never unset it. */
  exportVariables(variables: Readonly<Record<string, string>>): void | Promise<void>;
  setOutputs(outputs: Readonly<Record<string, string>>): void | Promise<void>;
  /** Passes a value of one line to the post step. The last value for a name counts. */
  saveState(name: string, value: string): void;
  /** In the post step: what main saved; empty if it saved nothing. */
  state(name: string): string;
  /** Appends Markdown to the job summary; does nothing if the runner has none. */
  summarize(markdown: string): Promise<void>;
}

type RunnerFile = 'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_STATE';

/**
 * We write all records at once, so that a killed step exports everything or nothing. If a runner offers no file, the
 * toolkit would print the value; here that is an error. We write the summary ourselves, too: the toolkit would block on
 * a pipe.
 */
export function fileCommands(
  env: Env,
  { append, assertCreatable, look }: Pick<Files, 'append' | 'assertCreatable' | 'look'>,
): Runner {
  const pathOf = (file: RunnerFile): string => {
    const path = env.get(file);
    if (path) return path;
    throw new ActionError('file', `The runner gives this step no ${file} file.`, {
      hint: 'This action needs a GitHub Actions runner 2.327.1 or newer, or a program that offers the same files.',
    });
  };
  const record = (
    file: RunnerFile,
    values: Readonly<Record<string, string>>,
    format: typeof ofOneLine,
  ): void => {
    const path = pathOf(file);
    const records = Object.entries(values).map(([name, value]) => `${format(name, value)}${os.EOL}`);
    onRunnerFiles(() => append(path, records.join('')));
  };
  return {
    check: (file) => {
      const path = pathOf(file);
      onRunnerFiles(() => (look(path) ? append(path, '') : assertCreatable(path)));
    },
    exportVariables: async (variables) => {
      record('GITHUB_ENV', variables, await formatOf(variables));
      for (const [name, value] of Object.entries(variables)) env.set(name, value);
    },
    setOutputs: async (outputs) => record('GITHUB_OUTPUT', outputs, await formatOf(outputs)),
    saveState: (name, value) => record('GITHUB_STATE', { [name]: value }, ofOneLine),
    state: (name) => env.get(`STATE_${name}`) ?? '',
    summarize: async (markdown) => {
      const path = env.get('GITHUB_STEP_SUMMARY');
      if (path) append(path, `${markdown}${os.EOL}`);
    },
  };
}

function ofOneLine(name: string, value: string): string {
  return `${name}=${value}`;
}

/** The toolkit formats values of several lines. It needs Node's cryptography, which costs post a fifth of its start. */
async function formatOf(values: Readonly<Record<string, string>>): Promise<typeof ofOneLine> {
  return Object.values(values).some((value) => /[\r\n]/.test(value))
    ? (await import('../../node_modules/@actions/core/lib/file-command.js')).prepareKeyValueMessage
    : ofOneLine;
}
