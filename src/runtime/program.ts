import { execFile } from 'node:child_process';

/** How a program ended: its exit code, if it ended by itself, and what it printed, which may hold a secret. */
export type Ended = { readonly code: number | undefined; readonly said: string };

/** Characters. */
const LONGEST_OUTPUT = 65_536;

export interface Run {
  readonly parameters: readonly string[];
  /** For its standard input. */
  readonly input: string;
  /** Ends it, and the wait for it. */
  readonly signal: AbortSignal;
  /** Its whole environment, undefined for a variable that it lacks; absent: this step's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs another program, without a shell.
 * @param file an absolute path: Windows would look for a mere name in the workspace first
 */
export function runProgram(file: string, { parameters, input, signal, env }: Run): Promise<Ended> {
  const options = {
    env,
    signal,
    killSignal: 'SIGKILL',
    windowsHide: true,
    maxBuffer: LONGEST_OUTPUT,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(file, parameters, options, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      resolve({ code: typeof code === 'number' ? code : undefined, said: stderr || stdout || String(code) });
    });
    child.stdin?.on('error', () => {}).end(input);
  });
}
