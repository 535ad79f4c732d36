/**
 * Loaded before the action: something happens right before its n-th change to the file system.
 *
 *     SABOTAGE='SIGKILL 7'     the process sends itself this signal
 *     SABOTAGE='ENOSPC 7'      from the 7th change that needs space on, every one fails as on a full disk
 *     SABOTAGE='count'         nothing; how many changes there were is written to SABOTAGE_REPORT
 */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [what = '', at = '0'] = (process.env['SABOTAGE'] ?? '').split(' ');
const report = process.env['SABOTAGE_REPORT'];
const appendReport = fs.writeFileSync;
let changes = 0;

/** Those that need space come first. */
const GROWING = [
  'appendFile',
  'copyFile',
  'mkdir',
  'mkdtemp',
  'open',
  'symlink',
  'link',
  'write',
  'writeFile',
  'writev',
];
const OTHER = [
  'chmod',
  'chown',
  'fchmod',
  'fchown',
  'fdatasync',
  'fsync',
  'ftruncate',
  'lchown',
  'rename',
  'rm',
  'rmdir',
  'truncate',
  'unlink',
  'utimes',
];

type Callable = (...parameters: unknown[]) => unknown;

/** Files that were opened to be overwritten in place: that needs no space. */
const inPlace = new Set<unknown>();

/** Whether a file is opened as it is: neither made nor emptied. */
function keeps(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_CREAT | fs.constants.O_TRUNC)) === 0;
  return flags === 'r+' || flags === 'rs+';
}

/** Whether a file is opened for writing. */
function writes(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  return typeof flags === 'string' && flags !== 'r' && flags !== 'rs';
}

/** Counts a change. An error is what the change fails with. */
function meet(name: string, parameters: readonly unknown[]): NodeJS.ErrnoException | undefined {
  if (name === 'open' && !writes(parameters[1])) return undefined;
  // What is said is no file.
  if (parameters[0] === 1 || parameters[0] === 2) return undefined;
  const needsSpace = GROWING.includes(name);
  if (what === 'ENOSPC') {
    if (!needsSpace || inPlace.has(parameters[0]) || (name === 'open' && keeps(parameters[1])))
      return undefined;
    changes += 1;
    if (changes < Number(at)) return undefined;
    return Object.assign(new Error('ENOSPC: no space left on device'), {
      code: 'ENOSPC',
      errno: -28,
      syscall: name,
    });
  }
  changes += 1;
  if (what !== 'count' && changes === Number(at)) process.kill(process.pid, what as NodeJS.Signals);
  return undefined;
}

for (const name of [...GROWING, ...OTHER]) {
  const sync = (fs as unknown as Record<string, Callable>)[`${name}Sync`];
  const later = (fs as unknown as Record<string, Callable>)[name];
  const promised = (fs.promises as unknown as Record<string, Callable>)[name];
  if (sync) {
    Object.assign(fs, {
      [`${name}Sync`]: (...parameters: unknown[]) => {
        const error = meet(name, parameters);
        if (error) throw error;
        const result = sync(...parameters);
        if (name === 'open') inPlace[keeps(parameters[1]) ? 'add' : 'delete'](result);
        return result;
      },
    });
  }
  if (later) {
    Object.assign(fs, {
      [name]: (...parameters: unknown[]) => {
        const error = meet(name, parameters);
        const callback = parameters.at(-1);
        if (error && typeof callback === 'function') return process.nextTick(callback as Callable, error);
        return later(...parameters);
      },
    });
  }
  if (promised) {
    Object.assign(fs.promises, {
      [name]: async (...parameters: unknown[]) => {
        const error = meet(name, parameters);
        if (error) throw error;
        return promised(...parameters);
      },
    });
  }
}
syncBuiltinESMExports();

if (report) process.on('exit', () => appendReport(report, String(changes)));
