import type { ProfileDefaults } from '../../../src/plan/plan.ts';
import { Secret } from '../../../src/secrets/secret.ts';
/** The profiles of the aliyun CLI's config.json, read. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { NotConfigured, ProfileDefinition, Reading } from '../../../src/profiles/definition.ts';
import { readConfigProfile } from '../../../src/profiles/read-config-json.ts';

const FILE = '/home/nobody/.aliyun/config.json';
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/ack';
const DEFAULTS: ProfileDefaults = {
  roleSessionName: 'gh-1-2-3',
  durationSeconds: 3600,
  metadataEndpoint: 'http://127.0.0.1:1',
  disableImdsV1: true,
  allowHttp: true,
};

type Profile = Readonly<Record<string, unknown>>;

const fileOf = (profiles: Readonly<Record<string, Profile>>, current?: string): string =>
  JSON.stringify({
    ...(current && { current }),
    profiles: Object.entries(profiles).map(([name, profile]) => ({ name, ...profile })),
  });

const warned: string[] = [];
const READING: Reading = {
  file: FILE,
  defaults: DEFAULTS,
  mask: () => {},
  warn: (message) => void warned.push(message),
  tokenFile: () => undefined,
  now: Date.UTC(2026, 10, 2, 10),
};

const readAny = (
  text: string,
  name: string | undefined,
  reading: Partial<Reading> = {},
): ProfileDefinition | NotConfigured => readConfigProfile(text, name, { ...READING, ...reading });

/** Undefined where nothing is configured. */
const read = (text: string, name: string | undefined = 'work'): ProfileDefinition | undefined => {
  const found = readAny(text, name);
  return 'reason' in found ? undefined : found;
};

const profile = (work: Profile): ProfileDefinition | undefined => read(fileOf({ work }));

function shown(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

const noWarning = (): void => {
  throw new Error('Nobody is to be warned.');
};

const KEY = { access_key_id: 'LTAI-id', access_key_secret: 'key-secret' };
const SOURCE = { accessKeyId: 'LTAI-id', accessKeySecret: 'key-secret' };
const SESSION = { roleSessionName: 'gh-1-2-3', durationSeconds: 3600 };

const MODES: Record<string, [Profile, unknown]> = {
  AK: [KEY, { source: { from: 'access_key', ...SOURCE }, hops: [] }],
  StsToken: [
    { ...KEY, sts_token: 'token' },
    { source: { from: 'sts', ...SOURCE, securityToken: 'token' }, hops: [] },
  ],
  RamRoleArn: [
    { ...KEY, ram_role_arn: ROLE },
    { source: { from: 'access_key', ...SOURCE }, hops: [{ roleArn: ROLE, session: SESSION }] },
  ],
  EcsRamRole: [
    { ram_role_name: 'runner' },
    {
      source: expect.objectContaining({
        from: 'ecs_ram_role',
        endpoint: 'http://127.0.0.1:1',
        roleName: 'runner',
        disableImdsV1: true,
      }),
      hops: [],
    },
  ],
  OIDC: [
    { ram_role_arn: ROLE, oidc_provider_arn: PROVIDER, oidc_token_file: '/token' },
    {
      source: {
        from: 'token-file',
        path: '/token',
        role: { oidcProviderArn: PROVIDER, roleArn: ROLE, session: SESSION },
      },
      hops: [],
    },
  ],
  CredentialsURI: [
    { credentials_uri: 'http://example.com/' },
    {
      source: {
        from: 'credentials_uri',
        uri: 'http://example.com/',
        name: `${FILE}: profile “work”: credentials_uri`,
        allowHttp: true,
      },
      hops: [],
    },
  ],
  BearerToken: [{ bearer_token: 'bearer' }, { source: { from: 'bearer', bearerToken: 'bearer' }, hops: [] }],
};

const OPTIONAL = ['ram_role_name'];

describe('a profile of each mode', () => {
  test.each(Object.keys(MODES))('%s says where the credential comes from', (mode) => {
    const [keys, expected] = MODES[mode] ?? [{}, {}];
    // The CLI writes every field that it knows, empty ones too.
    const filled = {
      sts_token: '',
      ram_session_name: '',
      expired_seconds: 0,
      sts_region: '',
      external_id: '',
    };
    expect(shown(profile({ mode, ...keys }))).toEqual(expected);
    expect(shown(profile({ ...filled, mode, ...keys, region_id: 'cn-x', language: 'en' }))).toEqual(expected);
  });

  test.each(Object.keys(MODES))('%s names the key that is missing or empty, by file and profile', (mode) => {
    const [keys] = MODES[mode] ?? [{}];
    for (const missing of Object.keys(keys).filter((key) => !OPTIONAL.includes(key))) {
      for (const nothing of [undefined, '', null, 0, false])
        expect(() => profile({ mode, ...keys, [missing]: nothing })).toThrow(
          `${FILE}: profile “work” has no ${missing}`,
        );
      for (const nonsense of [{}, ['x'], { a: 1 }])
        expect(() => profile({ mode, ...keys, [missing]: nonsense })).toThrow(
          `${FILE}: profile “work” has a value of ${missing} that is not text`,
        );
    }
  });

  test.each(['', 'ak', 'External', 'RsaKeyPair', 'Anonymous', 'toString', '__proto__'])(
    'is not one of “%s”',
    (mode) => {
      const named = mode === '' ? 'has no mode' : `has a mode “${mode}” that is not one of AK, `;
      expect(() => profile({ mode, ...KEY })).toThrow(`${FILE}: profile “work” ${named}`);
    },
  );
});

test('a key that cannot be sent is named, and nothing of it masked', () => {
  const masks: string[] = [];
  const text = fileOf({ work: { mode: 'AK', ...KEY, access_key_id: 'LTAI\ni\nd' } });
  expect(() => readAny(text, 'work', { mask: (value) => void masks.push(value) })).toThrow(
    `${FILE}: profile “work”: access_key_id contains white space`,
  );
  expect(masks).toEqual([]);
});

describe('a role’s profile', () => {
  const role = { mode: 'RamRoleArn', ...KEY, ram_role_arn: ROLE };

  test('says name, length and external ID of the session, and which STS', () => {
    const said = {
      ram_session_name: 'mine',
      expired_seconds: 900,
      external_id: 'x-1',
      sts_region: 'eu-central-1',
    };
    const found = profile({ ...role, ...said });
    expect(found).toMatchObject({
      hops: [
        { roleArn: ROLE, session: { roleSessionName: 'mine', durationSeconds: 900 }, externalId: 'x-1' },
      ],
    });
    expect(found?.stsHost?.(noWarning)).toBe('sts.eu-central-1.aliyuncs.com');
  });

  test('narrows the session as its policy says, wherever it stands', () => {
    const policy = '{ "Version": "1",\n "Statement": [] }';
    const compact = '{"Version":"1","Statement":[]}';
    const oidc = { mode: 'OIDC', ram_role_arn: ROLE, oidc_provider_arn: PROVIDER, oidc_token_file: '/token' };
    expect(profile({ ...role, policy })?.hops[0]?.session.policy).toBe(compact);
    expect(profile({ ...oidc, policy })?.source).toMatchObject({ role: { session: { policy: compact } } });
    const chain = read(
      fileOf({
        work: { mode: 'ChainableRamRoleArn', source_profile: 'first', ram_role_arn: ROLE, policy },
        first: role,
      }),
    );
    expect(chain?.hops.map(({ session }) => session.policy)).toEqual([undefined, compact]);
    for (const bad of ['{', '[]', 'x', JSON.stringify({ Statement: 'x'.repeat(2048) })])
      expect(() => profile({ ...role, policy: bad })).toThrow(`${FILE}: profile “work” has a policy `);
    expect(() => profile({ ...role, policy: { Version: '1' } })).toThrow(
      'has a value of policy that is not text',
    );
  });

  test('takes its token file from the environment where it names none', () => {
    const oidc = { mode: 'OIDC', ram_role_arn: ROLE, oidc_provider_arn: PROVIDER };
    const found = readAny(fileOf({ work: oidc }), 'work', { tokenFile: () => '/pod/token' });
    expect(found).toMatchObject({ source: { path: '/pod/token' } });
  });

  test.each(['OAuth', 'CloudSSO'])('of mode %s is a session while it lasts, and no longer', (mode) => {
    const session = { mode, ...KEY, sts_token: 'token', oauth_refresh_token: 'x' };
    const seconds = READING.now / 1000;
    expect(shown(profile({ ...session, sts_expiration: seconds + 1 }))).toMatchObject({
      source: { from: 'sts', ...SOURCE, securityToken: 'token' },
    });
    for (const ended of [seconds, seconds - 86_400])
      expect(() => profile({ ...session, sts_expiration: ended })).toThrow(
        'has a session that ended at 2026-1',
      );
    for (const none of [undefined, 0, ''])
      expect(() => profile({ ...session, sts_expiration: none })).toThrow('has no session');
    for (const odd of ['soon', 1.5, -1])
      expect(() => profile({ ...session, sts_expiration: odd })).toThrow('sts_expiration that is not a time');
  });

  test('takes Python’s spelling of the session’s name', () => {
    const nameOf = (said: Profile) => profile({ ...role, ...said })?.hops[0]?.session.roleSessionName;
    expect(nameOf({ role_session_name: 'mine' })).toBe('mine');
    expect(nameOf({ role_session_name: 'mine', ram_session_name: 'mine' })).toBe('mine');
    expect(() => nameOf({ role_session_name: 'mine', ram_session_name: 'cli' })).toThrow(
      'has ram_session_name and role_session_name, which contradict each other',
    );
  });

  test('is refused for an STS that is not known, but only where that STS would be asked', () => {
    const found = profile({ ...role, sts_region: 'cn-atlantis-1' });
    expect(found?.source.from).toBe('access_key');
    expect(() => found?.stsHost?.(noWarning)).toThrow(`${FILE}: profile “work” has a value of sts_region `);
  });

  test('is refused where a value cannot be right', () => {
    const cases: [Profile, string][] = [
      [{ ram_role_arn: 'x' }, 'ram_role_arn'],
      [{ ram_session_name: 'x y' }, 'ram_session_name'],
      [{ expired_seconds: 10 }, 'expired_seconds'],
      [{ expired_seconds: 900.5 }, 'expired_seconds'],
      [{ external_id: 'x y' }, 'external_id'],
    ];
    for (const [keys, name] of cases)
      expect(() => profile({ ...role, ...keys })).toThrow(`${FILE}: profile “work” has a value of ${name} `);
  });

  test('chains to any depth, each link after its source', () => {
    const depth = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(depth, (links) => {
        const profiles: Record<string, Profile> = { p0: { mode: 'AK', ...KEY } };
        for (let index = 1; index <= links; index++) {
          const ram_role_arn = `acs:ram::1234567890123456:role/r${index}`;
          profiles[`p${index}`] = {
            mode: 'ChainableRamRoleArn',
            source_profile: `p${index - 1}`,
            ram_role_arn,
          };
        }
        const chain = read(fileOf(profiles), `p${links}`);
        expect(chain?.source.from).toBe('access_key');
        expect(chain?.hops.map(({ roleArn }) => roleArn.replace(/.*\//, ''))).toEqual(
          Array.from({ length: links }, (_, index) => `r${index + 1}`),
        );
      }),
    );
  });

  test('that is in a circle is refused, wherever the circle begins', () => {
    const links = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(links, (sources) => {
        const profiles = Object.fromEntries(
          sources.map((source, index) => [
            `p${index}`,
            {
              mode: 'ChainableRamRoleArn',
              source_profile: `p${source % sources.length}`,
              ram_role_arn: ROLE,
            },
          ]),
        );
        expect(() => read(fileOf(profiles), 'p0')).toThrow(
          /^\/home.*config\.json: profile “p\d”.*own source/,
        );
      }),
    );
  });

  test('whose source is not there is refused', () => {
    const lonely = { mode: 'ChainableRamRoleArn', source_profile: 'gone', ram_role_arn: ROLE };
    expect(() => profile(lonely)).toThrow(
      `${FILE}: profile “work” has a source_profile that cannot be used: ${FILE} has no profile “gone”`,
    );
  });
});

describe('a file', () => {
  const mine = { mode: 'AK', ...KEY };

  test('has a current profile, or none', () => {
    expect(readAny(fileOf({ mine }, 'mine'), undefined)).toMatchObject({ source: { from: 'access_key' } });
  });

  test('has none where it has no profiles, as the CLI leaves it after deleting the last', () => {
    for (const text of ['{}', '{"current":"mine"}', '{"current":"default","profiles":[]}'])
      expect(readAny(text, undefined)).toEqual({ reason: `${FILE} has no profiles` });
  });

  test('is refused where its current profile is none of those that it has', () => {
    expect(() => readAny(fileOf({ mine }, 'gone'), undefined)).toThrow('current profile “gone” is not in it');
    expect(() => readAny(fileOf({ mine }), undefined)).toThrow('has profiles, but no current one');
  });

  test('is refused where it has the profile twice', () => {
    const twice = JSON.stringify({
      current: 'mine',
      profiles: [
        { name: 'mine', ...mine },
        { name: 'mine', ...mine, access_key_id: 'LTAI-other' },
      ],
    });
    for (const name of [undefined, 'mine'])
      expect(() => readAny(twice, name)).toThrow('profile “mine” is there twice');
  });

  test.each<[string, Profile]>([
    ['a newer CLI', { mode: '', output_format: 'json', language: 'en' }],
    ['an older CLI', { mode: 'AK', access_key_id: '', access_key_secret: '', region_id: 'cn-hangzhou' }],
    [
      'an old CLI, which writes every field',
      { mode: 'AK', access_key_id: '', sts_token: '', ram_role_arn: '', expired_seconds: 0, policy: null },
    ],
    ['nobody', {}],
  ])('has a skeleton, as %s leaves it, that is not configured', (_, skeleton) => {
    const text = fileOf(
      { work: skeleton, role: { mode: 'ChainableRamRoleArn', source_profile: 'work' } },
      'work',
    );
    for (const name of [undefined, 'work'])
      expect(readAny(text, name)).toEqual({ reason: `${FILE}: profile “work” is not configured` });
    expect(() => readAny(text, 'role')).toThrow('has a source_profile that cannot be used');
  });

  test.each<[Profile, string]>([
    [{ mode: '', ...KEY }, 'has no mode, although it has access_key_id'],
    [{ ram_role_name: 'runner' }, 'has no mode, although it has ram_role_name'],
    [{ mode: 'AK', ram_role_arn: ROLE }, 'has no access_key_id'],
    [{ mode: 'AK', access_key_secret: 'x' }, 'has no access_key_id'],
    [{ mode: 'StsToken' }, 'has no access_key_id'],
  ])('takes a profile that is half there for no skeleton: %j', (half, message) => {
    expect(() => profile(half)).toThrow(message);
  });

  test('has a profile by its whole name', () => {
    for (const name of ['min', 'Mine', 'toString', '']) expect(read(fileOf({ mine }), name)).toBeUndefined();
  });

  test('may begin with a byte order mark', () => {
    expect(read(`\ufeff${fileOf({ mine })}`, 'mine')?.source.from).toBe('access_key');
  });

  test('is refused where its profiles are none', () => {
    expect(read(JSON.stringify({ current: 'work', profiles: null }))).toBeUndefined();
    for (const profiles of [{}, 'x', [null, 1, 'x', []], [{ name: 'work', mode: 'AK', ...KEY }, null]])
      expect(() => read(JSON.stringify({ current: 'work', profiles }))).toThrow(
        new RegExp(`^${FILE} has (“profiles” that is not a list|a profile that is not an object)`),
      );
  });

  test('is refused where it is longer than anybody’s, and costs no more than its length', () => {
    expect(() => read(`${fileOf({ mine })}${' '.repeat(1_048_576)}`)).toThrow('is too large');
  });

  test.each(['', 'null', '[]', '"x"', '{"profiles": [{"access_key_secret": "key-secret"'])(
    'that is no JSON object is refused without a word of it: %s',
    (text) => {
      expect(() => read(text)).toThrow(`${FILE} is not a JSON object`);
      expect(() => read(text)).not.toThrow(/key-secret/);
    },
  );
});
