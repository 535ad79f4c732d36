import type fs from 'node:fs';

/**
 * On Windows a file that another program (a virus scanner, an indexer, another job) has open without sharing it cannot
 * be renamed, removed or, often, read. The program closes it after a moment. Until then Node reports EPERM, EACCES or
 * EBUSY, and ENOTEMPTY for a folder whose last file is being removed.
 */

/** Node's own file system, or one that behaves like it. */
export type FileSystem = typeof fs;

/** Milliseconds; the longest that a call waits for other programs to close a file. */
export const PATIENCE = 8_000;
const LONGEST_PAUSE = 100;

const CALLS = [
  'appendFileSync',
  'chmodSync',
  'linkSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
] as const;
const HELD = ['EPERM', 'EACCES', 'EBUSY'];

/**
 * The file system of Windows, whose calls wait until other programs close a file. Windows does not replace a read-only
 * file, so it loses that attribute.
 * @param pause waits this many milliseconds and blocks: the calls are synchronous
 */
export function sharing(disk: FileSystem, pause: (milliseconds: number) => void = sleep): FileSystem {
  const patient =
    (name: (typeof CALLS)[number]) =>
    (...values: unknown[]): unknown => {
      const call = disk[name] as (...values: unknown[]) => unknown;
      const passing = name === 'rmSync' ? [...HELD, 'ENOTEMPTY'] : HELD;
      for (let waited = 0, next = 5; ; next = Math.min(2 * next, LONGEST_PAUSE)) {
        try {
          return call(...values);
        } catch (error) {
          if (!passing.includes(codeOf(error)) || waited >= PATIENCE) throw error;
          if (name === 'renameSync') makeWritable(disk, String(values[1]));
          pause(next);
          waited += next;
        }
      }
    };
  return { ...disk, ...Object.fromEntries(CALLS.map((name) => [name, patient(name)])) };
}

function makeWritable(disk: FileSystem, file: string): void {
  const stat = disk.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() && (stat.mode & 0o200) === 0) disk.chmodSync(file, stat.mode | 0o200);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
