/** What a later step, another user or a dying disk can make of a file or folder. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const isRoot = process.getuid?.() === 0;

/** Does it to what is at a path, which may be nothing. Throws where it cannot be done to that. */
export const DAMAGES: Readonly<Record<string, (target: string) => void>> = {
  'is removed': clear,
  'is moved away': (target) => fs.renameSync(target, `${target}.moved`),
  'is moved away, a link in its place': (target) => {
    fs.renameSync(target, `${target}.moved`);
    fs.symlinkSync(`${target}.moved`, target);
  },
  'may not be read or written by anybody': (target) => fs.chmodSync(target, 0),
  'may only be read': (target) => fs.chmodSync(target, fs.statSync(target).isDirectory() ? 0o500 : 0o400),
  ...(isRoot && {
    'belongs to another user': (target: string) => {
      fs.chmodSync(target, fs.statSync(target).isDirectory() ? 0o700 : 0o600);
      fs.chownSync(target, 12_345, 12_345);
    },
  }),
  'is not UTF-8': (target) =>
    replace(target, () => fs.writeFileSync(target, Buffer.from([0x5b, 0xff, 0xfe, 0x0a, 0xc3]))),
  'is empty': (target) => replace(target, () => fs.writeFileSync(target, '')),
  'is cut short': (target) => fs.truncateSync(target, Math.floor(fs.statSync(target).size / 2)),
  'is nonsense': (target) =>
    replace(target, () => fs.writeFileSync(target, '{"profiles": {"": [\n[[=]]\u0000')),
  'is JSON 20,000 levels deep': (target) =>
    replace(target, () => fs.writeFileSync(target, '['.repeat(20_000) + ']'.repeat(20_000))),
  'is 200 kB of blanks': (target) => replace(target, () => fs.writeFileSync(target, ' '.repeat(200_000))),
  'has 200 kB of blanks added': (target) => fs.appendFileSync(target, ' '.repeat(200_000)),
  'has a line of 8 kB of blanks added': (target) => fs.appendFileSync(target, `\n${' '.repeat(8_000)}x`),
  'is 64 MB long': (target) =>
    replace(target, () => fs.writeFileSync(target, Buffer.alloc(64 * 1024 * 1024, 'x\n'))),
  'is a folder': (target) => replace(target, () => fs.mkdirSync(target)),
  'is a folder with a file in it': (target) =>
    replace(target, () => {
      fs.mkdirSync(target);
      fs.writeFileSync(path.join(target, 'x'), 'not yours');
    }),
  'is a pipe': (target) => replace(target, () => execFileSync('mkfifo', [target])),
  'is a link to itself': (target) => replace(target, () => fs.symlinkSync(path.basename(target), target)),
  'is a loop of links': (target) =>
    replace(target, () => {
      fs.symlinkSync(`${target}.loop`, target);
      fs.symlinkSync(target, `${target}.loop`);
    }),
  'is a link to nothing': (target) => replace(target, () => fs.symlinkSync('/nonexistent/file', target)),
  'is a link to /dev/zero': (target) => replace(target, () => fs.symlinkSync('/dev/zero', target)),
  'is a link to a file elsewhere': (target) =>
    replace(target, () => {
      fs.writeFileSync(`${target}.elsewhere`, 'not yours');
      fs.symlinkSync(`${target}.elsewhere`, target);
    }),
};

function clear(target: string): void {
  fs.rmSync(target, { recursive: true, force: true });
}

function replace(target: string, make: () => void): void {
  clear(target);
  const folder = path.dirname(target);
  // Whoever plants something is the user whose folder it is.
  const { uid, gid } = fs.statSync(folder);
  make();
  if (isRoot) fs.lchownSync(target, uid, gid);
}
