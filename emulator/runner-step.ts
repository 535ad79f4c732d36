import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Annotation, maskAll, parseFileCommands, readCommands } from './runner-protocol.ts';

/** One step's process, with environment files of its own. */

export interface StepOptions {
  /** Only these and the job's own variables reach the step; nothing of this process's environment does. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the step's process, for example to kill it. */
  readonly onStart?: (process: ChildProcess) => void;
  /**
   * Runs as another user (needs root). Node itself is started as this user, since the other may not be able to reach
   * it.
   */
  readonly uid?: number;
}

export interface StepResult {
  /** Undefined where a signal ended the process. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Standard output as the process wrote it. */
  readonly raw: string;
  readonly stderr: string;
  /** The log as a person sees it: commands carried out, masks applied. */
  readonly log: string;
  /** Error and warning annotations as written, before masks. */
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly exported: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Milliseconds. */
  readonly duration: number;
}

/** What the steps of a job share. */
export interface Shared {
  /** The job's folders are in here. */
  readonly root: string;
  readonly workspace: string;
  readonly masks: Set<string>;
}

/**
 * Runs a program as a step of the job.
 * @param standing the job's variables
 * @param env the step's own, which win over the runner's
 */
export async function runStep(
  { root, workspace, masks }: Shared,
  command: string,
  parameters: readonly string[],
  standing: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  options: StepOptions,
): Promise<StepResult> {
  const commands = Object.fromEntries(
    ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'].map((name) => {
      const file = path.join(root, 'commands', `${name}-${randomUUID()}`);
      fs.writeFileSync(file, '');
      if (options.uid !== undefined) fs.chownSync(file, options.uid, options.uid);
      return [name, file];
    }),
  );
  const started = performance.now();
  const child = spawn(command, parameters, {
    cwd: workspace,
    env: withHomeDrive({ ...standing, ...commands, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.onStart?.(child);
  let raw = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    raw += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, by) => resolve([code, by]));
  });
  const duration = performance.now() - started;

  const read = (name: string): string => {
    const file = commands[name] ?? '';
    const text = fs.readFileSync(file, 'utf8');
    fs.rmSync(file);
    return text;
  };
  const { log, annotations } = readCommands(raw, masks);
  return {
    exitCode: exitCode ?? undefined,
    signal: signal ?? undefined,
    raw,
    stderr,
    log: log + (stderr ? maskAll(stderr, masks) : ''),
    annotations,
    outputs: parseFileCommands(read('GITHUB_OUTPUT')),
    exported: parseFileCommands(read('GITHUB_ENV')),
    state: parseFileCommands(read('GITHUB_STATE')),
    summary: read('GITHUB_STEP_SUMMARY'),
    duration,
  };
}

/** On Windows some programs look for the home folder by its drive and path, and Node passes on its own. */
function withHomeDrive(env: Record<string, string>): Record<string, string> {
  const home = env['USERPROFILE'];
  if (process.platform !== 'win32' || home === undefined || 'HOMEDRIVE' in env) return env;
  const drive = path.parse(home).root.slice(0, 2);
  return { ...env, HOMEDRIVE: drive, HOMEPATH: home.slice(drive.length) };
}
