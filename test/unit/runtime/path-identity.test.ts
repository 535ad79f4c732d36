import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Files, filesOn, nodeFiles } from '../../../src/runtime/files.ts';
import type { FileSystem } from '../../../src/runtime/sharing.ts';
import { has } from '../../platform.ts';
import { looseDisk } from '../support/loose-disk.ts';
import { makeWorld } from '../support/world.ts';

let root: string;
const at = (...parts: string[]): string => path.join(root, ...parts);

beforeEach(() => {
  root = makeWorld().home;
  for (const folder of ['workspace', 'elsewhere', 'Workspace-2']) fs.mkdirSync(at(folder));
  fs.mkdirSync(at('workspace', 'sub'));
  fs.writeFileSync(at('workspace', 'sub', 'config.json'), '{}');
});

/** Disks, with another name of the workspace on each. */
type Disk = [name: string, files: () => Files, alias: () => string];
const linked: Disk[] = [
  [
    'a plain disk, by a link',
    () => {
      fs.symlinkSync(at('workspace'), at('link'));
      return nodeFiles;
    },
    () => at('link'),
  ],
];
const disks: Disk[] = [
  ['a plain disk, by its own name', () => nodeFiles, () => at('workspace')],
  ['a plain disk, by a detour', () => nodeFiles, () => `${at('elsewhere')}/../workspace/`],
  ['a disk without letter case', () => filesOn(looseDisk({ caseless: true })), () => at('WorkSpace')],
  [
    'a disk with 8.3 names',
    () => filesOn(looseDisk({ short: { 'WORKSP~1': 'workspace' } })),
    () => at('WORKSP~1'),
  ],
  [
    'a disk that is mounted twice',
    () => filesOn(looseDisk({ mounted: { [at('mount')]: at('workspace') } })),
    () => at('mount'),
  ],
];

const isOnePlace = (_: string, files: Disk[1], alias: Disk[2]): void => {
  test.each([
    ['the folder itself', []],
    ['a file in it that is there', ['sub', 'config.json']],
    ['a file in it that is not there yet', ['new', 'folder', 'x.ini']],
    ['a name that begins with two dots', ['..x', 'x.ini']],
  ])('%s is within it, and the same by both names', (_name, rest) => {
    const disk = files();
    const [named, other] = [at('workspace', ...rest), path.join(alias(), ...rest)];
    expect(disk.isPathInside(other, at('workspace'))).toBe(true);
    expect(disk.isPathInside(named, alias())).toBe(true);
    expect(disk.isSame(other, named)).toBe(true);
    expect(disk.isSame(named, other)).toBe(true);
  });

  test('what lies beside it is not within it, nor the same', () => {
    const disk = files();
    for (const beside of [at('elsewhere', 'sub', 'config.json'), at('Workspace-2', 'x'), root]) {
      expect(disk.isPathInside(beside, alias())).toBe(false);
      expect(disk.isSame(beside, path.join(alias(), 'sub', 'config.json'))).toBe(false);
    }
    expect(disk.isSame(path.join(alias(), 'a'), path.join(alias(), 'b'))).toBe(false);
  });
};
describe.each(disks)('on %s', isOnePlace);
describe.skipIf(!has.symbolicLinks).each(linked)('on %s (needs symbolic links)', isOnePlace);

test('a path is given without other names, as far as it exists', () => {
  const files = filesOn(looseDisk({ caseless: true, short: { 'WORKSP~1': 'workspace' } }));
  expect(files.resolve(at('WORKSP~1', 'SUB', 'New.ini'))).toBe(at('workspace', 'sub', 'New.ini'));
});

test('two names of one file (hard links) are the same', () => {
  fs.linkSync(at('workspace', 'sub', 'config.json'), at('elsewhere', 'keys.ini'));
  expect(nodeFiles.isSame(at('workspace', 'sub', 'config.json'), at('elsewhere', 'keys.ini'))).toBe(true);
});

/** Mounts of a namespace of its own, which nobody else sees. */
const UNSHARE = ['--mount', '--propagation', 'private'];
const canMount = process.getuid?.() === 0 && spawnSync('unshare', [...UNSHARE, 'true']).status === 0;

/** Runs a program that knows `nodeFiles` and `at`, after these mounts; gives what it evaluates to. */
function afterMounts(mounts: string, expression: string): unknown {
  const program = `
    import path from 'node:path';
    import { nodeFiles } from ${JSON.stringify(path.resolve('src/runtime/files.ts'))};
    const at = (...parts) => path.join(${JSON.stringify(root)}, ...parts);
    console.log(JSON.stringify(${expression}));
  `;
  const script = `cd "$3" && ${mounts} && exec "$1" --input-type=module --eval "$2"`;
  const { stdout, stderr } = spawnSync(
    'unshare',
    [...UNSHARE, 'sh', '-c', script, 'sh', process.execPath, program, root],
    { encoding: 'utf8' },
  );
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
}

test.skipIf(!canMount)('a folder that is mounted twice is one (needs root and unshare)', () => {
  const both = afterMounts(
    'mount --bind workspace elsewhere',
    `[
      nodeFiles.isPathInside(at('elsewhere/new/x.ini'), at('workspace')),
      nodeFiles.isSame(at('elsewhere/sub/config.json'), at('workspace/sub/config.json')),
      nodeFiles.isSame(at('elsewhere/new/config.json'), at('workspace/new/config.json')),
    ]`,
  );
  expect(both).toEqual([true, true, true]);
});

describe('what others remove at any moment', () => {
  /** Node's file system, on which a file goes between two calls. */
  const fleeting = (file: string): FileSystem => {
    const native = (target: string): string => {
      if (target === file) fs.rmSync(file, { force: true });
      return fs.realpathSync.native(target);
    };
    return { ...fs, realpathSync: Object.assign(native, { native }) } as FileSystem;
  };

  test('is a place as before', () => {
    const file = at('workspace', 'sub', 'config.json');
    const files = filesOn(fleeting(file));
    expect(files.resolve(file)).toBe(path.join(fs.realpathSync(at('workspace', 'sub')), 'config.json'));
    expect(files.isPathInside(file, at('workspace'))).toBe(true);
    expect(files.isSame(file, at('workspace', 'sub', 'other.json'))).toBe(false);
  });

  test('is not taken for what has got its number since', () => {
    const [one, other] = [at('workspace', 'sub', 'config.json'), at('elsewhere', 'new.ini')];
    const found = fs.statSync(one, { bigint: true });
    fs.writeFileSync(other, '');
    const reusing = {
      ...fs,
      statSync: ((target: string, options: { bigint: true }) => {
        if (target === one && fs.existsSync(one)) fs.rmSync(one);
        else if (target === one) return fs.statSync(target, options);
        return found;
      }) as unknown as typeof fs.statSync,
    };
    expect(filesOn(reusing as FileSystem).isSame(one, other)).toBe(false);
  });
});
