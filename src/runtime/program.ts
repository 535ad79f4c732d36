import { execFile } from 'node:child_process';

/** How a program ended: its exit code, if it ended by itself, and what it printed, which may hold a secret. */
export type Ended = { readonly code: number | undefined; readonly said: string };

/** Characters. */
const LONGEST_OUTPUT = 65_536;

/**
 * Runs another program in this step's environment, without a shell.
 * @param file an absolute path: Windows would look for a mere name in the workspace first
 * @param input for its standard input
 * @param signal ends it, and the wait for it
 */
export function runProgram(
  file: string,
  parameters: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Ended> {
  const options = { signal, killSignal: 'SIGKILL', windowsHide: true, maxBuffer: LONGEST_OUTPUT } as const;
  return new Promise((resolve) => {
    const child = execFile(file, parameters, options, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      resolve({ code: typeof code === 'number' ? code : undefined, said: stderr || stdout || String(code) });
    });
    child.stdin?.on('error', () => {}).end(input);
  });
}
