import fs from 'node:fs';

const STDOUT = 1;

/**
 * To standard output, at once: a mask is with the runner before anything that follows it happens. (`process.stdout` is
 * asynchronous on some systems, and loads Node's network streams for a pipe.)
 */
export function printLine(line: string): void {
  let rest = Buffer.from(line);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(STDOUT, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return; // Nobody reads any more.
      // The runner has not yet read what is in a pipe that does not block.
      if (code !== 'EAGAIN') throw error;
    }
  }
}
