/** Loaded before the action: ends the process with SIGKILL right before its n-th change to the file system. */

import fs from 'node:fs';

let left = Number(process.env['KILL_BEFORE_CHANGE']);

for (const name of [
  'appendFileSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
] as const) {
  const original = fs[name] as (...parameters: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...parameters: unknown[]) => {
      // The outputs are the runner's alone: it reads none of a killed step.
      const harmless = parameters[0] === process.env['GITHUB_OUTPUT'];
      if (!harmless) left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return original(...parameters);
    },
  });
}

// A file that is created exclusively is there, empty, before anything is written to it.
const open = fs.openSync;
fs.openSync = (file, flags, mode) => {
  if (flags === 'wx') left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  return open(file, flags, mode);
};
