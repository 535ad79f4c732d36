import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Files, filesOn, nodeFiles } from '../../../src/runtime/files.ts';
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
const disks: [string, () => Files, () => string][] = [
  ['a plain disk, by its own name', () => nodeFiles, () => at('workspace')],
  ['a plain disk, by a detour', () => nodeFiles, () => `${at('elsewhere')}/../workspace/`],
  [
    'a plain disk, by a link',
    () => {
      fs.symlinkSync(at('workspace'), at('link'));
      return nodeFiles;
    },
    () => at('link'),
  ],
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

describe.each(disks)('on %s', (_, files, alias) => {
  test.each([
    ['the folder itself', []],
    ['a file in it that is there', ['sub', 'config.json']],
    ['a file in it that is not there yet', ['new', 'folder', 'x.ini']],
    ['a name that begins with two dots', ['..x', 'x.ini']],
  ])('%s is within it, and the same by both names', (_name, rest) => {
    const disk = files();
    const [named, other] = [at('workspace', ...rest), path.join(alias(), ...rest)];
    expect(disk.isWithin(other, at('workspace'))).toBe(true);
    expect(disk.isWithin(named, alias())).toBe(true);
    expect(disk.isSame(other, named)).toBe(true);
    expect(disk.isSame(named, other)).toBe(true);
  });

  test('what lies beside it is not within it, nor the same', () => {
    const disk = files();
    for (const beside of [at('elsewhere', 'sub', 'config.json'), at('Workspace-2', 'x'), root]) {
      expect(disk.isWithin(beside, alias())).toBe(false);
      expect(disk.isSame(beside, path.join(alias(), 'sub', 'config.json'))).toBe(false);
    }
    expect(disk.isSame(path.join(alias(), 'a'), path.join(alias(), 'b'))).toBe(false);
  });
});

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

test.skipIf(!canMount)('a folder that is mounted twice is one (needs root and unshare)', () => {
  const program = `
    import { nodeFiles } from ${JSON.stringify(path.resolve('src/runtime/files.ts'))};
    const [folder, mount] = process.argv.slice(1);
    console.log(JSON.stringify([
      nodeFiles.isWithin(mount + '/new/x.ini', folder),
      nodeFiles.isSame(mount + '/sub/config.json', folder + '/sub/config.json'),
      nodeFiles.isSame(mount + '/new/config.json', folder + '/new/config.json'),
    ]));
  `;
  const script = 'mount --bind "$3" "$4" && exec "$1" --input-type=module --eval "$2" "$3" "$4"';
  const { stdout, stderr } = spawnSync(
    'unshare',
    [...UNSHARE, 'sh', '-c', script, 'sh', process.execPath, program, at('workspace'), at('elsewhere')],
    { encoding: 'utf8' },
  );
  expect(stdout, stderr).toBe('[true,true,true]\n');
});
