import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileError, InputError } from '../../../../src/errors.ts';
import { profilePlaces } from '../../../../src/export/profile/paths.ts';
import type { Files } from '../../../../src/runtime/files.ts';
import { filesOn } from '../../../../src/runtime/files.ts';
import { has } from '../../../platform.ts';
import { fakeContext } from '../../support/context.ts';
import { looseDisk } from '../../support/loose-disk.ts';
import { makeWorld } from '../../support/world.ts';

/** Places are only compared here, and by name. */
const byName = {
  isSame: (one: string, other: string) => path.win32.relative(one, other) === '',
  isPathInside: (file: string, folder: string) => file.startsWith(`${folder}\\`),
  look: (): ReturnType<Files['look']> => undefined,
} satisfies Partial<Files> as Partial<Files> as Files;

function onWindows(env: Record<string, string> = {}, home: string | undefined = 'C:\\Users\\me') {
  const context = fakeContext({
    platform: 'win32',
    env: { GITHUB_WORKSPACE: 'D:\\a\\repo\\repo', USERPROFILE: 'C:\\Users\\me', ...env },
    files: byName,
  });
  // The model's home folder; `path` is that of the machine that tests.
  return { ...context, home: () => home };
}

describe('on Windows', () => {
  test.each([
    ['C:\\Users\\me\\keys.ini', 'C:\\Users\\me\\keys.ini'],
    ['C:/Users/me/../me/keys.ini', 'C:\\Users\\me\\keys.ini'],
    ['~\\keys.ini', 'C:\\Users\\me\\keys.ini'],
    ['~/a/keys.ini', 'C:\\Users\\me\\a\\keys.ini'],
    ['\\\\server\\share\\keys.ini', '\\\\server\\share\\keys.ini'],
  ])('credentials-file: %s is %s', (given, file) => {
    expect(profilePlaces(onWindows(), given).credentialsFile).toBe(file);
  });

  test.each([
    ['/c/Users/x.ini', 'does not begin with a drive or a share'],
    ['\\keys.ini', 'does not begin with a drive or a share'],
    ['C:\\a\\NUL.ini', 'which is a device name'],
    ['C:\\a\\b?.ini', 'has ? in it'],
    ['~\\keys.ini.', 'ends with a dot'],
    ['keys.ini', 'is not an absolute path'],
    ['C:keys.ini', 'is not an absolute path'],
  ])('credentials-file: %s is refused by name', (given, why) => {
    expect(() => profilePlaces(onWindows(), given)).toThrow(InputError);
    expect(() => profilePlaces(onWindows(), given)).toThrow(`credentials-file: “${given}” `);
    expect(() => profilePlaces(onWindows(), given)).toThrow(why);
  });

  test('a missing home folder is told by the variable of Windows', () => {
    const homeless = { ...onWindows(), home: () => undefined };
    expect(() => profilePlaces(homeless, undefined)).toThrow(FileError);
    expect(() => profilePlaces(homeless, undefined)).toThrow('USERPROFILE is not');
  });

  test('the aliyun CLI, which goes by HOMEDRIVE and HOMEPATH, is named where it looks elsewhere', () => {
    const context = onWindows({ HOMEDRIVE: 'H:', HOMEPATH: '\\me' });
    profilePlaces(context, undefined);
    expect(context.lines.join('')).toMatch(
      /^::warning::The aliyun CLI will not find .*H:\\me\\\.aliyun\\config\.json/,
    );
  });

  test.each([
    [{}],
    [{ HOMEDRIVE: 'C:', HOMEPATH: '\\Users\\me' }],
    [{ HOMEDRIVE: 'c:', HOMEPATH: '\\users\\ME' }],
  ])('no word is lost where it looks there too: %j', (env) => {
    const context = onWindows(env);
    profilePlaces(context, undefined);
    expect(context.lines).toEqual([]);
  });
});

test('elsewhere, HOMEDRIVE and HOMEPATH mean nothing', () => {
  const context = fakeContext({
    platform: 'linux',
    env: { HOME: '/home/runner', HOMEDRIVE: 'H:', HOMEPATH: '\\me' },
    files: byName,
  });
  profilePlaces(context, undefined);
  expect(context.lines).toEqual([]);
});

describe.skipIf(!has.posixPaths).each([
  ['where letter case makes no difference', { caseless: true }, '.ALIYUN', 'WORKSPACE'],
  ['by 8.3 names', { short: { 'ALIYUN~1': '.aliyun', 'WORKSP~1': 'workspace' } }, 'ALIYUN~1', 'WORKSP~1'],
])('another name, %s (needs POSIX paths),', (_, looseness, aliyun, workspace) => {
  const scene = () => {
    const world = makeWorld();
    const files = filesOn(looseDisk(looseness));
    return { world, step: { ...world.step({ files }), platform: 'linux' as const } };
  };

  test('of the workspace is the workspace', () => {
    const { world, step } = scene();
    expect(() => profilePlaces(step, path.join(world.root, workspace, 'x', 'keys.ini'))).toThrow(
      'credentials-file is in the workspace',
    );
  });

  test('of config.json is config.json', () => {
    const { world, step } = scene();
    fs.mkdirSync(path.join(world.home, '.aliyun'));
    expect(() => profilePlaces(step, path.join(world.home, aliyun, 'config.json'))).toThrow(
      'credentials-file is the aliyun CLI’s config.json',
    );
  });
});

test.skipIf(!has.posixPaths).each([
  ['letter case', { caseless: true }, 'KEYS.INI'],
  ['8.3 names', { short: { 'KEYS~1.INI': 'keys.ini' } }, 'KEYS~1.INI'],
])(
  'a file has one lock and one list of logins, whatever it is called: %s (needs POSIX paths)',
  (_, looseness, other) => {
    const world = makeWorld();
    const step = { ...world.step({ files: filesOn(looseDisk(looseness)) }), platform: 'linux' as const };
    const file = path.join(world.home, 'keys.ini');
    fs.writeFileSync(file, '');
    expect(profilePlaces(step, path.join(world.home, other)).credentialsFile).toBe(file);
  },
);

test.skipIf(!has.symbolicLinks)(
  'a link is not followed, for no secret is written through one (needs symbolic links)',
  () => {
    const world = makeWorld();
    const [file, link] = ['keys.ini', 'link.ini'].map((name) => path.join(world.home, name));
    fs.writeFileSync(file ?? '', '');
    fs.symlinkSync(file ?? '', link ?? '');
    expect(profilePlaces(world.step(), link).credentialsFile).toBe(link);
  },
);
