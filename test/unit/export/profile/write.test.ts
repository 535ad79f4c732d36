import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ini from 'ini';
import { describe, expect, test } from 'vitest';
import { accessKey, bearerToken, type Credential, stsCredential } from '../../../../src/credentials.ts';
import { FileError, InputError } from '../../../../src/errors.ts';
import { writeProfile } from '../../../../src/export/profile/write.ts';
import { openJournal } from '../../../../src/record/journal.ts';
import { has } from '../../../platform.ts';
import { plainSecret, profileName } from '../../support/arbitraries.ts';
import type { FakeContext } from '../../support/context.ts';
import { makeWorld, type World } from '../../support/world.ts';

const SECRET = 'theSecretOfTheNewKey0123456789';
const noMask = (): void => {};
const KEY = accessKey('LTAInewKeyId000000', SECRET, noMask);
const SESSION = stsCredential(
  { accessKeyId: 'STS.newKeyId', accessKeySecret: SECRET, securityToken: 'newToken+/==' },
  noMask,
);

interface Write {
  readonly name?: string;
  readonly credential?: Credential;
  readonly region?: string;
  readonly file?: string;
}

async function write(context: FakeContext, options: Write = {}) {
  const journal = openJournal(context);
  const { folder } = journal;
  const { name = 'ci', credential = KEY, region, file } = options;
  const wanted = {
    ...{ env: false, outputs: true, maskAccountId: false, cleanup: true },
    profile: { name, ...(file !== undefined && { credentialsFile: file }) },
    ...(region !== undefined && { region }),
  };
  const files = await writeProfile(context, { wanted, credential, journal, folder });
  return { ...files, credentialsFile: files.credentialsFile ?? '' };
}

const modeOf = (file: string): number => fs.statSync(file).mode & 0o777;

const OWNERS_CONFIG = `{
    "current": "owner",
    "profiles": [
        {
            "name": "owner",
            "mode": "AK",
            "access_key_id": "LTAIowner",
            "access_key_secret": "ownersSecret",
            "unknown": {"kept": [1, 2,3]}
        }
    ],
    "meta_path": ""
}
`;
const OWNERS_INI =
  '# mine\n[owner]\nenable = true\ntype = access_key\naccess_key_id = LTAIowner\naccess_key_secret = s\n';

function withOwnersFiles(world: World): { config: string; file: string } {
  return {
    config: world.write('home/.aliyun/config.json', OWNERS_CONFIG),
    file: world.write('home/.alibabacloud/credentials.ini', OWNERS_INI, 0o640),
  };
}

const withoutClaims = (snapshot: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(snapshot).filter(([name]) => !name.endsWith('.claims')));

/** The same JSON, as another program would write it. */
function reformat(file: string, change: (config: { profiles: { name: string }[] }) => void = () => {}): void {
  const config = JSON.parse(fs.readFileSync(file, 'utf8'));
  change(config);
  fs.writeFileSync(file, JSON.stringify(config));
}

describe('writing a profile', () => {
  test('puts it into a new private credentials.ini and into config.json', async () => {
    const world = makeWorld();
    const written = await write(world.step(), { credential: SESSION, region: 'cn-hangzhou' });
    expect(written.name).toBe('ci');
    expect(written.configFile).toBe(path.join(world.home, '.aliyun', 'config.json'));
    expect(written.credentialsFile.startsWith(`${world.temp}${path.sep}`)).toBe(true);
    expect(ini.parse(fs.readFileSync(written.credentialsFile, 'utf8'))['ci']).toMatchObject({
      type: 'sts',
      access_key_id: 'STS.newKeyId',
      access_key_secret: SECRET,
      security_token: 'newToken+/==',
      sts_token: 'newToken+/==',
    });
    expect(JSON.parse(fs.readFileSync(written.configFile, 'utf8'))).toMatchObject({
      current: 'ci',
      profiles: [
        {
          name: 'ci',
          mode: 'StsToken',
          access_key_secret: SECRET,
          sts_token: 'newToken+/==',
          region_id: 'cn-hangzhou',
        },
      ],
    });
  });

  test.skipIf(!has.permissionBits)(
    'lets nobody but this user read the files and enter the folders it makes (needs permission bits)',
    async () => {
      const world = makeWorld();
      const written = await write(world.step());
      expect(modeOf(written.credentialsFile)).toBe(0o600);
      expect(modeOf(written.configFile)).toBe(0o600);
      expect(modeOf(path.dirname(written.credentialsFile))).toBe(0o700);
      expect(modeOf(path.dirname(written.configFile))).toBe(0o700);
    },
  );

  test.skipIf(!has.permissionBits)(
    'narrows the mode of a file that was there, and gives it back afterwards (needs permission bits)',
    async () => {
      const world = makeWorld();
      const { config, file } = withOwnersFiles(world);
      await write(world.step(), { file });
      expect([modeOf(config), modeOf(file)]).toEqual([0o600, 0o600]);
      await world.post();
      expect([modeOf(config), modeOf(file)]).toEqual([0o644, 0o640]);
    },
  );

  test.skipIf(!has.otherUsers)(
    'keeps the owner of a file that belongs to the folder’s owner (needs root)',
    async () => {
      const world = makeWorld();
      const { config } = withOwnersFiles(world);
      fs.chownSync(config, 1234, 1234);
      fs.chownSync(path.dirname(config), 1234, 1234);
      await write(world.step());
      expect(fs.statSync(config)).toMatchObject({ uid: 1234, gid: 1234 });
      await world.post();
      expect(fs.statSync(config)).toMatchObject({ uid: 1234, gid: 1234 });
    },
  );

  test('adds a second profile to the same files, and each post takes back its own', async () => {
    const world = makeWorld();
    withOwnersFiles(world);
    const before = world.snapshot();
    const first = world.step();
    const one = await write(first, { name: 'one' });
    await first.runner.exportVariables({ ALIBABA_CLOUD_CREDENTIALS_FILE: one.credentialsFile });
    const afterOne = world.snapshot();
    const firstState = world.state();

    const two = await write(world.step(), { name: 'two' });
    expect(two.credentialsFile).toBe(one.credentialsFile);
    const both = ini.parse(fs.readFileSync(one.credentialsFile, 'utf8'));
    expect(Object.keys(both)).toEqual(['one', 'two']);
    await world.post();
    expect(withoutClaims(world.snapshot())).toEqual(withoutClaims(afterOne));

    world.write('commands/state', firstState);
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test.each([
    ['outside of a private folder', 'elsewhere/credentials.ini'],
    ['in a folder of RUNNER_TEMP that is not ours', 'temp/other/credentials.ini'],
  ])('does not write into a standing credentials file %s', async (_, name) => {
    const world = makeWorld();
    const standing = world.write(name, '[someone]\n');
    const written = await write(world.step({ env: { ALIBABA_CLOUD_CREDENTIALS_FILE: standing } }));
    expect(written.credentialsFile).not.toBe(standing);
    expect(fs.readFileSync(standing, 'utf8')).toBe('[someone]\n');
  });

  test('opens a path that begins with ~/ in the home folder', async () => {
    const world = makeWorld();
    const written = await write(world.step(), { file: '~/keys.ini' });
    expect(written.credentialsFile).toBe(path.join(world.home, 'keys.ini'));
  });
});

describe('a profile that cannot be written', () => {
  type Case = [string, (world: World) => string | undefined, RegExp];
  const links: Case[] = [
    [
      'a config.json that is a symbolic link',
      (world) => {
        fs.mkdirSync(path.join(world.home, '.aliyun'));
        fs.symlinkSync(world.write('elsewhere.json', '{}'), path.join(world.home, '.aliyun', 'config.json'));
        return undefined;
      },
      /config\.json is a symbolic link/,
    ],
    [
      'a .aliyun folder that is a symbolic link',
      (world) => {
        fs.mkdirSync(path.join(world.root, 'elsewhere'));
        fs.symlinkSync(path.join(world.root, 'elsewhere'), path.join(world.home, '.aliyun'));
        return undefined;
      },
      /\.aliyun is a symbolic link/,
    ],
  ];
  const others: Case[] = [
    [
      'a .aliyun that is a file',
      (world) => {
        world.write('home/.aliyun', 'a file');
        return undefined;
      },
      /\.aliyun is in the way/,
    ],
    [
      'a config.json that is a folder',
      (world) => {
        fs.mkdirSync(path.join(world.home, '.aliyun', 'config.json'), { recursive: true });
        return undefined;
      },
      /config\.json is in the way/,
    ],
    [
      'a config.json that is not JSON',
      (world) => {
        world.write('home/.aliyun/config.json', '{"current": ');
        return undefined;
      },
      /config\.json is not a JSON object/,
    ],
    [
      'a config.json that is not UTF-8',
      (world) => {
        fs.mkdirSync(path.join(world.home, '.aliyun'));
        fs.writeFileSync(path.join(world.home, '.aliyun', 'config.json'), Buffer.from([0x7b, 0xff, 0x7d]));
        return undefined;
      },
      /config\.json is not UTF-8/,
    ],
    [
      'a credentials file that is not an ini file',
      (world) => world.write('home/keys.ini', 'no ini at all\n'),
      /keys\.ini is not a credentials\.ini/,
    ],
    [
      'a credentials file below a file',
      (world) => path.join(world.write('home/plain', 'a file'), 'keys.ini'),
      /plain/,
    ],
    [
      'a relative credentials file',
      () => 'keys.ini',
      /credentials-file: “keys\.ini” is not an absolute path/,
    ],
    [
      'a credentials file in the workspace',
      (world) => path.join(world.root, 'workspace', 'keys.ini'),
      /credentials-file is in the workspace/,
    ],
    [
      'a credentials file in the workspace by a detour',
      (world) =>
        path
          .join(world.root, 'workspace/../workspace/.keys/k.ini')
          .replace('/workspace/.k', '/workspace/x/../.k'),
      /credentials-file is in the workspace/,
    ],
    [
      'a credentials file in a folder of the workspace whose name begins with two dots',
      (world) => path.join(world.root, 'workspace', '..keys', 'keys.ini'),
      /credentials-file is in the workspace/,
    ],
    ['a credentials file that is the CLI’s config.json', () => '~/.aliyun/config.json', /credentials-file/],
  ];

  const isRefused = async (_: string, prepare: Case[1], message: RegExp): Promise<void> => {
    const world = makeWorld();
    const file = prepare(world);
    const before = world.snapshot();
    const error = await write(world.step(), file === undefined ? {} : { file }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toSatisfy((reason) => reason instanceof FileError || reason instanceof InputError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain(SECRET);
    await world.post();
    expect(world.snapshot()).toEqual(before);
  };
  test.each(others)('is refused for %s, and everything stays as it was', isRefused);
  test.skipIf(!has.symbolicLinks).each(links)(
    'is refused for %s, and everything stays as it was (needs symbolic links)',
    isRefused,
  );

  test('leaves the good file alone when the other cannot be parsed', async () => {
    const world = makeWorld();
    const { file } = withOwnersFiles(world);
    world.write('home/.aliyun/config.json', 'nonsense');
    const before = world.snapshot();
    await expect(write(world.step(), { file })).rejects.toThrow(FileError);
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test('is refused where RUNNER_TEMP is not set', async () => {
    const world = makeWorld();
    await expect(write(world.step({ env: { RUNNER_TEMP: '' } }))).rejects.toThrow(/RUNNER_TEMP/);
  });

  test('is refused where the ini format cannot hold the credential', async () => {
    const world = makeWorld();
    const before = world.snapshot();
    const odd = accessKey('LTAIid', 'half;a secret', noMask);
    const error = await write(world.step(), { credential: odd }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/profile/);
    expect(String(error)).not.toContain('half;a secret');
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });
});

describe('taking a profile back', () => {
  test('removes files and folders that the step made', async () => {
    const world = makeWorld();
    const before = world.snapshot();
    await write(world.step());
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test('keeps a folder that the step made when somebody put something else into it', async () => {
    const world = makeWorld();
    await write(world.step());
    world.write('home/.aliyun/plugins', 'theirs');
    await world.post();
    expect(fs.readdirSync(path.join(world.home, '.aliyun'))).toEqual(['plugins']);
  });

  test.each([
    ['another profile', 'ci'],
    ['a profile of the same name', 'owner'],
  ])('gives back the very bytes of files that held %s', async (_, name) => {
    const world = makeWorld();
    const { file } = withOwnersFiles(world);
    const before = world.snapshot();
    await write(world.step(), { name, file });
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test('takes only its own profile out of a config.json that somebody reformatted', async () => {
    const world = makeWorld();
    const { config } = withOwnersFiles(world);
    await write(world.step());
    reformat(config, (file) => file.profiles.push({ name: 'theirs' }));
    await world.post();
    const { profiles, current } = JSON.parse(fs.readFileSync(config, 'utf8'));
    expect(profiles).toEqual([JSON.parse(OWNERS_CONFIG).profiles[0], { name: 'theirs' }]);
    expect(current).toBe('owner');
    if (has.permissionBits) expect(modeOf(config)).toBe(0o644);
  });

  test('puts the earlier profile back into a config.json that somebody reformatted', async () => {
    const world = makeWorld();
    const { config } = withOwnersFiles(world);
    await write(world.step(), { name: 'owner' });
    reformat(config, (file) => file.profiles.push({ name: 'theirs' }));
    await world.post();
    const { profiles } = JSON.parse(fs.readFileSync(config, 'utf8'));
    expect(profiles).toEqual([JSON.parse(OWNERS_CONFIG).profiles[0], { name: 'theirs' }]);
  });

  test('puts the earlier section back into a credentials.ini that somebody added to', async () => {
    const world = makeWorld();
    const { file } = withOwnersFiles(world);
    await write(world.step(), { name: 'owner', file });
    fs.appendFileSync(file, '[theirs]\ntype = access_key\n');
    await world.post();
    expect(fs.readFileSync(file, 'utf8')).toBe(`${OWNERS_INI}[theirs]\ntype = access_key\n`);
  });

  test('leaves no secret in a config.json that somebody wrote on one line', async () => {
    const world = makeWorld();
    const { config } = withOwnersFiles(world);
    await write(world.step());
    reformat(config);
    const context = await world.post();
    expect(fs.readFileSync(config, 'utf8')).not.toContain(SECRET);
    expect(JSON.parse(fs.readFileSync(config, 'utf8'))).toEqual(JSON.parse(OWNERS_CONFIG));
    expect(context.lines.join('')).not.toMatch(/::warning/);
  });

  test('keeps a file that the step made when somebody added a profile to it', async () => {
    const world = makeWorld();
    const { configFile } = await write(world.step());
    reformat(configFile, (file) => file.profiles.push({ name: 'theirs' }));
    await world.post();
    const { profiles, current } = JSON.parse(fs.readFileSync(configFile, 'utf8'));
    expect(profiles).toEqual([{ name: 'theirs' }]);
    expect(current).toBe('theirs');
  });

  test('removes a file that the step made and somebody only reformatted', async () => {
    const world = makeWorld();
    const before = world.snapshot();
    const { configFile } = await write(world.step());
    reformat(configFile);
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test('leaves a profile alone that somebody gave another secret', async () => {
    const world = makeWorld();
    const { config, file } = withOwnersFiles(world);
    await write(world.step(), { file });
    for (const changed of [config, file]) {
      fs.writeFileSync(changed, fs.readFileSync(changed, 'utf8').replace(SECRET, 'anotherSecret'));
    }
    await world.post();
    expect(fs.readFileSync(config, 'utf8')).toContain('anotherSecret');
    expect(fs.readFileSync(file, 'utf8')).toContain('anotherSecret');
  });

  test('puts back an owner’s files that somebody removed', async () => {
    const world = makeWorld();
    const { config, file } = withOwnersFiles(world);
    const before = world.snapshot();
    await write(world.step(), { file });
    fs.rmSync(config);
    fs.rmSync(file);
    const context = await world.post();
    expect(context.lines.join('')).not.toMatch(/::warning/);
    expect(world.snapshot()).toEqual(before);
  });

  test('keeps the owner’s other profiles when the private copy is lost', async () => {
    const world = makeWorld();
    const { config, file } = withOwnersFiles(world);
    await write(world.step(), { file });
    fs.rmSync(world.temp, { recursive: true });
    fs.mkdirSync(world.temp);
    await world.post();
    expect(JSON.parse(fs.readFileSync(config, 'utf8'))).toEqual(JSON.parse(OWNERS_CONFIG));
    expect(ini.parse(fs.readFileSync(file, 'utf8'))).toEqual(ini.parse(OWNERS_INI));
    expect(fs.readFileSync(file, 'utf8').startsWith(OWNERS_INI)).toBe(true);
  });

  test('warns, leaves the file without our values and undoes the rest when somebody broke config.json', async () => {
    const world = makeWorld();
    const { config, file } = withOwnersFiles(world);
    await write(world.step(), { file });
    const broken = `${fs.readFileSync(config, 'utf8')}broken`;
    fs.writeFileSync(config, broken);
    const context = await world.post();
    expect(context.lines.join('')).toMatch(
      /::warning::.*config\.json is not a JSON object.*kept in .*\.claims/,
    );
    expect(fs.readFileSync(config, 'utf8')).toBe(broken.replaceAll(SECRET, ''));
    expect(JSON.parse(fs.readFileSync(`${config}.claims`, 'utf8')).owner.text).toBe(OWNERS_CONFIG);
    expect(fs.readFileSync(file, 'utf8')).toBe(OWNERS_INI);
    expect(fs.readdirSync(world.temp)).toEqual([]);
  });

  test('takes back a bearer profile as well', async () => {
    const world = makeWorld();
    withOwnersFiles(world);
    const before = world.snapshot();
    await write(world.step(), { credential: bearerToken('bearer-token-0123456789', noMask) });
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });

  test.each([20, 200])('removes %d folders that were missing', async (depth) => {
    const world = makeWorld();
    const before = world.snapshot();
    const HOME = path.join(world.home, 'a/'.repeat(depth), 'home');
    await write({ ...world.step(), home: () => HOME });
    expect(fs.existsSync(path.join(HOME, '.aliyun/config.json'))).toBe(true);
    await world.post();
    expect(world.snapshot()).toEqual(before);
  });
});

describe('the journal of a profile', () => {
  test('never hold a secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        profileName,
        plainSecret,
        plainSecret,
        plainSecret,
        async (name, id, secret, token) => {
          const world = makeWorld();
          const owners = 'ownersSecret';
          const { file } = withOwnersFiles(world);
          const credential = stsCredential(
            { accessKeyId: id, accessKeySecret: secret, securityToken: token },
            noMask,
          );
          await write(world.step(), { name, credential, file });
          const state = world.state();
          for (const text of [id, secret, token, owners]) expect(state).not.toContain(text);
          await world.post();
          fs.rmSync(world.root, { recursive: true });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('are saved before a file is touched, and the file’s path in the state', async () => {
    const world = makeWorld();
    const context = world.step();
    const seen: string[] = [];
    const watched = {
      ...context,
      files: {
        ...context.files,
        replace: (...values: Parameters<typeof context.files.replace>) => {
          const file = JSON.stringify(values[0].replace(/\.claims$/, ''));
          expect(world.state()).toContain(file);
          expect(Object.values(world.snapshot()).join('')).toContain(`${file},"name":"`);
          seen.push(values[0]);
          context.files.replace(...values);
        },
      },
    };
    const written = await write(watched);
    const withClaims = (file: string): string[] => [`${file}.claims`, file];
    expect(seen).toEqual([...withClaims(written.credentialsFile), ...withClaims(written.configFile)]);
  });
});
