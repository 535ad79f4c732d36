import { describe, expect, test } from 'vitest';
import type { Existing, Files } from '../../../src/runtime/files.ts';
import { isOwnFolder, OPEN, readOwnFile } from '../../../src/runtime/own-folder.ts';
import { untouchable } from '../support/context.ts';

const [ME, RUNNER, OTHER] = [1000, 1001, 666];
const FOLDER = '/temp/alicloud-credentials-1';

/** A folder in RUNNER_TEMP, which the runner's user owns, and a file in it. */
function world(folder: Partial<Existing>, file: Partial<Existing> = {}, platform: NodeJS.Platform = 'linux') {
  const files: Files = {
    ...untouchable<Files>('files'),
    resolve: (target) => target,
    look: (target) =>
      target === '/temp'
        ? { kind: 'folder', uid: RUNNER, gid: 0, mode: 0o755 }
        : 'kind' in folder && folder.kind === undefined
          ? undefined
          : { kind: 'folder', uid: ME, gid: 0, mode: 0o700, ...folder },
    readOwn: (_, isOurs) => {
      if (!isOurs({ uid: ME, mode: 0o600, ...file })) throw new Error('not ours');
      return 'text';
    },
  };
  return { files, user: platform === 'win32' ? undefined : ME, platform };
}

describe('a private folder is ours', () => {
  test.each([
    ['of this user', {}, true],
    ['of the owner of RUNNER_TEMP', { uid: RUNNER }, true],
    ['of somebody else', { uid: OTHER }, false],
    ['that is a link', { kind: 'symlink' }, false],
    ['that is a file', { kind: 'file' }, false],
    ['that is not there', { kind: undefined as never }, false],
  ] as const)('%s: %j → %s', (_, folder, own) => {
    expect(isOwnFolder(world(folder), FOLDER)).toBe(own);
  });
});

describe('a file in it is read', () => {
  const read =
    (file: Partial<Existing>, folder = FOLDER, platform?: NodeJS.Platform) =>
    () =>
      readOwnFile(world({}, file, platform), folder, 'login.json');

  test('by its owner, and where nobody else may write to it', () => {
    for (const file of [{}, { uid: RUNNER }, { mode: 0o644 }, { mode: 0o755 }])
      expect(read(file)()).toBe('text');
    for (const file of [{ uid: OTHER }, { mode: 0o620 }, { mode: 0o602 }, { mode: 0o666 }])
      expect(read(file)).toThrow('not ours');
  });

  test('whatever its mode is where none is kept, but not another user’s', () => {
    const open = `${FOLDER}${OPEN}`;
    expect(read({ mode: 0o777 }, open)()).toBe('text');
    expect(read({ mode: 0o666, uid: RUNNER }, FOLDER, 'win32')()).toBe('text');
    expect(read({ uid: OTHER }, open)).toThrow('not ours');
  });
});
