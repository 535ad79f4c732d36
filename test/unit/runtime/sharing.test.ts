import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { filesOn } from '../../../src/runtime/files.ts';
import { type FileSystem, PATIENCE, sharing } from '../../../src/runtime/sharing.ts';
import { makeWorld } from '../support/world.ts';

let root: string;
const at = (...parts: string[]): string => path.join(root, ...parts);

beforeEach(() => {
  root = makeWorld().home;
});

/**
 * Another program's hold on files, as Windows enforces it: what names a held path fails. The hold ends when as much
 * time has been waited.
 */
function heldFor(milliseconds: number, held: (file: string) => boolean, code = 'EPERM') {
  let waited = 0;
  const refusing =
    (name: keyof FileSystem) =>
    (...values: unknown[]): unknown => {
      const named = values.slice(0, ['renameSync', 'linkSync'].includes(name) ? 2 : 1);
      if (waited < milliseconds && named.some((value) => typeof value === 'string' && held(value)))
        throw Object.assign(new Error(code), { code });
      return (fs[name] as (...values: unknown[]) => unknown)(...values);
    };
  const calls = ['appendFileSync', 'linkSync', 'openSync', 'renameSync', 'rmSync', 'rmdirSync', 'unlinkSync'];
  const disk = {
    ...fs,
    ...Object.fromEntries(calls.map((name) => [name, refusing(name as keyof FileSystem)])),
  };
  const pause = (by: number): void => {
    waited += by;
  };
  return { files: filesOn(sharing(disk, pause)), impatient: filesOn(disk), waited: () => waited };
}

describe.each(['EPERM', 'EACCES', 'EBUSY'])('a file that another program holds open (%s)', (code) => {
  const isFile = (file: string): boolean => path.basename(file) === 'file';

  test.each<[string, (files: ReturnType<typeof filesOn>) => unknown]>([
    ['read', (files) => files.read(at('file'))],
    ['replaced', (files) => files.replace(at('file'), at('file.tmp'), 'new')],
    ['appended to', (files) => files.append(at('file'), 'more')],
    ['removed', (files) => files.remove(at('file'))],
    ['removed with its folder', (files) => files.removeFolder(at('file'))],
  ])('is %s when it is let go', (_, act) => {
    fs.writeFileSync(at('file'), 'old');
    const others = heldFor(PATIENCE / 2, isFile, code);
    expect(() => act(others.impatient)).toThrow(at('file'));
    act(others.files);
    expect(others.waited()).toBeGreaterThanOrEqual(PATIENCE / 2);
    expect(others.waited()).toBeLessThan(PATIENCE);
  });

  test('for ever is an error that names it, after some seconds', () => {
    fs.writeFileSync(at('file'), 'old');
    const others = heldFor(Number.POSITIVE_INFINITY, isFile, code);
    expect(() => others.files.read(at('file'))).toThrow(`Cannot read ${at('file')}`);
    expect(others.waited()).toBeGreaterThanOrEqual(PATIENCE);
    expect(others.waited()).toBeLessThan(PATIENCE + 200);
    expect(fs.readdirSync(root)).toEqual(['file']);
  });
});

test('what is not there, or there already, is told at once', () => {
  const others = heldFor(0, () => false);
  fs.mkdirSync(at('full', 'inner'), { recursive: true });
  expect(others.files.read(at('nothing'))).toBeUndefined();
  expect(() => others.files.create(at('full'), '')).toThrow('something is already there');
  others.files.removeEmptyFolder(at('full'));
  expect(others.waited()).toBe(0);
});

test('a file that is marked read-only is replaced all the same', () => {
  fs.writeFileSync(at('file'), 'old', { mode: 0o444 });
  const disk = {
    ...fs,
    renameSync: (from: string, to: string): void => {
      if ((fs.statSync(to).mode & 0o200) === 0) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      fs.renameSync(from, to);
    },
  } as FileSystem;
  filesOn(sharing(disk, () => {})).replace(at('file'), at('file.tmp'), 'new');
  expect(fs.readFileSync(at('file'), 'utf8')).toBe('new');
});
