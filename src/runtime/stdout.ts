import fs from 'node:fs';

const STDOUT = 1;
const STDERR = 2;

/**
 * To standard output, at once: a mask is with the runner before anything that follows it happens, and a step that is
 * killed has said all that it meant to say.
 */
export function print(text: string): void {
  write(STDOUT, text);
}

/** To standard error, at once. */
export function printError(text: string): void {
  write(STDERR, text);
}

function write(file: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(file, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE' || code === 'EOF') return; // Nobody reads any more.
      if (code !== 'EAGAIN') throw error;
      // The pipe is full and does not block: the runner has yet to read it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/**
 * Has `process.stdout`, by which GitHub's toolkit prints, write in the same way. Node's own is asynchronous for some
 * kinds of output, and loads its network streams for a pipe when it is first touched: 2 to 8 ms.
 */
export function printAtOnce(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, value: { write: print } });
}
