import type { ProfileDefaults } from '../../../src/plan/plan.ts';
import { Secret } from '../../../src/secrets/secret.ts';
/** The profiles of credentials.ini, read: what each type says, and which errors name what is wrong. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, type Credential, stsCredential } from '../../../src/credentials.ts';
import type { ProfileDefinition, Reading } from '../../../src/profiles/definition.ts';
import { credentialsIni } from '../../../src/profiles/edit-credentials-ini.ts';
import { iniSection, readIniSection } from '../../../src/profiles/read-credentials-ini.ts';
import { plainSecret, profileName } from '../support/arbitraries.ts';
import { written } from '../support/formats.ts';

const FILE = '/home/nobody/.alibabacloud/credentials';
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/ack';
const POLICY = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const DEFAULTS: ProfileDefaults = {
  roleSessionName: 'gh-1-2-3',
  durationSeconds: 3600,
  metadataEndpoint: 'http://127.0.0.1:1',
  allowHttp: false,
};

const masked: string[] = [];
const warned: string[] = [];
const READING: Reading = {
  file: FILE,
  defaults: DEFAULTS,
  mask: (value) => void masked.push(value),
  warn: (message) => void warned.push(message),
  tokenFile: () => undefined,
  now: 0,
};
const read = (text: string, name = 'work', reading: Partial<Reading> = {}): ProfileDefinition | undefined => {
  const section = iniSection(text, FILE, name);
  return section && readIniSection(section, name, { ...READING, ...reading });
};

/** A definition with its secrets in clear. */
function shown(definition: ProfileDefinition | undefined): unknown {
  const clear = (value: unknown): unknown => {
    if (value instanceof Secret) return value.reveal();
    if (Array.isArray(value)) return value.map(clear);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clear(inner)]));
  };
  return clear(definition);
}

const section = (keys: Readonly<Record<string, string>>, name = 'work'): string =>
  `[${name}]\n${Object.entries(keys)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('')}`;

const KEY = { access_key_id: 'LTAI-id', access_key_secret: 'key-secret+/=' };
const SOURCE = { accessKeyId: 'LTAI-id', accessKeySecret: 'key-secret+/=' };
const SESSION = { roleSessionName: 'gh-1-2-3', durationSeconds: 3600 };

const TYPES: Record<string, [Record<string, string>, unknown]> = {
  access_key: [KEY, { source: { from: 'access_key', ...SOURCE }, hops: [] }],
  sts: [
    { ...KEY, security_token: 'token+/==' },
    { source: { from: 'sts', ...SOURCE, securityToken: 'token+/==' }, hops: [] },
  ],
  ecs_ram_role: [
    { role_name: 'runner' },
    {
      source: expect.objectContaining({
        from: 'ecs_ram_role',
        endpoint: 'http://127.0.0.1:1',
        roleName: 'runner',
      }),
      hops: [],
    },
  ],
  ram_role_arn: [
    { ...KEY, role_arn: ROLE },
    { source: { from: 'access_key', ...SOURCE }, hops: [{ roleArn: ROLE, session: SESSION }] },
  ],
  oidc_role_arn: [
    { role_arn: ROLE, oidc_provider_arn: PROVIDER, oidc_token_file_path: '/token' },
    {
      source: {
        from: 'token-file',
        path: '/token',
        role: { oidcProviderArn: PROVIDER, roleArn: ROLE, session: SESSION },
      },
      hops: [],
    },
  ],
  credentials_uri: [
    { credentials_uri: 'http://127.0.0.1/x?y=z' },
    {
      source: {
        from: 'credentials_uri',
        uri: 'http://127.0.0.1/x?y=z',
        name: `${FILE}: [work]: credentials_uri`,
        allowHttp: false,
      },
      hops: [],
    },
  ],
  bearer: [{ bearer_token: 'bearer' }, { source: { from: 'bearer', bearerToken: 'bearer' }, hops: [] }],
};

/** The keys that may be left out. */
const OPTIONAL = ['role_name'];

describe('a section of each type', () => {
  test.each(Object.keys(TYPES))('%s says where the credential comes from', (type) => {
    const [keys, expected] = TYPES[type] ?? [{}, {}];
    expect(shown(read(section({ type, ...keys })))).toEqual(expected);
    expect(shown(read(section({ enable: 'true', ...keys, type, unknown_key: 'x' })))).toEqual(expected);
  });

  test.each(Object.keys(TYPES))('%s names the key that is missing or empty, by file and section', (type) => {
    const keys: Record<string, string> = TYPES[type]?.[0] ?? {};
    for (const missing of Object.keys(keys).filter((key) => !OPTIONAL.includes(key))) {
      const { [missing]: _, ...rest } = keys;
      for (const damaged of [rest, { ...rest, [missing]: '' }, { ...rest, [missing]: '# nothing' }])
        expect(() => read(section({ type, ...damaged }))).toThrow(
          new RegExp(`^${FILE}: \\[work\\] has no .*${missing}`),
        );
    }
  });

  test('masks every secret of its own, and none of another', () => {
    masked.length = 0;
    read(
      `${section({ type: 'sts', ...KEY, sts_token: 'a-token' })}${section({ type: 'bearer', bearer_token: 'b' }, 'other')}`,
    );
    expect(masked.sort()).toEqual(['LTAI-id', 'a-token', 'key-secret+/=']);
    masked.length = 0;
    read(section({ type: 'credentials_uri', credentials_uri: 'https://example.com/secret' }));
    expect(masked).toEqual(['https://example.com/secret']);
  });
});

describe('a role’s section', () => {
  const role = { type: 'ram_role_arn', ...KEY, role_arn: ROLE };
  const hopOf = (keys: Record<string, string>) => read(section({ ...role, ...keys }))?.hops[0];

  test('says name, length and policy of the session', () => {
    const session = { role_session_name: 'a.b@c_d-e', role_session_expiration: '900', policy: POLICY };
    expect(hopOf(session)?.session).toEqual({
      roleSessionName: 'a.b@c_d-e',
      durationSeconds: 900,
      policy: POLICY,
    });
  });

  // In single quotes the parser makes an object of it.
  test.each([POLICY, `'${POLICY}'`, JSON.stringify(POLICY)])(
    'never loses its policy, whatever quotes it stands in: %s',
    (policy) => {
      expect(hopOf({ policy })?.session.policy).toBe(POLICY);
    },
  );

  test('is refused where a value cannot be right, which is not shown', () => {
    const cases: [Record<string, string>, RegExp][] = [
      [{ role_arn: 'deploy-4711' }, /role_arn that is not the ARN of a role/],
      [{ role_session_name: 'x y 4711' }, /role_session_name/],
      [{ role_session_expiration: '899' }, /role_session_expiration/],
      [{ role_session_expiration: '4711h' }, /role_session_expiration/],
    ];
    for (const [keys, says] of cases) {
      expect(() => hopOf(keys)).toThrow(says);
      expect(() => hopOf(keys)).toThrow(new RegExp(`^${FILE}: \\[work\\] `));
      expect(() => hopOf(keys)).not.toThrow(/4711/);
    }
  });

  test('says with its region which STS is asked', () => {
    const warnings: string[] = [];
    const hostOf = (region_id: string) =>
      read(section({ ...role, region_id }))?.stsHost?.((warning) => void warnings.push(warning));
    expect(hostOf('cn-beijing')).toBe('sts.cn-beijing.aliyuncs.com');
    expect(warnings).toEqual([]);
    // Node's SDK does not read the region at all, so one without an STS is no error.
    expect(hostOf('cn-atlantis-4711')).toBe('sts.aliyuncs.com');
    expect(warnings).toEqual([
      expect.stringMatching(/\[work\] has a value of region_id .*sts\.aliyuncs\.com/),
    ]);
    expect(warnings.join()).not.toContain('4711');
    expect(read(section(role))?.stsHost).toBeUndefined();
  });

  test('starts from a temporary key where it has a token', () => {
    for (const name of ['security_token', 'sts_token'])
      expect(shown(read(section({ ...role, [name]: 'a-token' })))).toMatchObject({
        source: { from: 'sts', securityToken: 'a-token' },
      });
  });
});

describe('a section of type oidc_role_arn', () => {
  const role = { type: 'oidc_role_arn', role_arn: ROLE, oidc_provider_arn: PROVIDER };
  const tokenFile = (): string => '/pod/token';

  test('is completed by ALIBABA_CLOUD_OIDC_TOKEN_FILE, and by nothing else', () => {
    expect(read(section(role), 'work', { tokenFile })?.source).toMatchObject({ path: '/pod/token' });
    const own = { ...role, oidc_token_file_path: '/token' };
    expect(read(section(own), 'work', { tokenFile })?.source).toMatchObject({ path: '/token' });
    expect(() => read(section(role))).toThrow(
      `${FILE}: [work] has no oidc_token_file_path, and ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set either`,
    );
    for (const name of ['role_arn', 'oidc_provider_arn'])
      expect(() => read(section({ ...role, [name]: '' }), 'work', { tokenFile })).toThrow(`has no ${name}`);
  });
});

describe('an STS that a section names', () => {
  const role = { type: 'ram_role_arn', ...KEY, role_arn: ROLE };
  const hostOf = (
    keys: Record<string, string>,
  ): { host?: string | undefined; warnings: readonly string[] } => {
    const warnings: string[] = [];
    const warn = (message: string): void => void warnings.push(message);
    const host = read(section({ ...role, ...keys }), 'work', { warn })?.stsHost?.(warn);
    return { host, warnings };
  };

  test.each<[Record<string, string>, string | undefined, RegExp | undefined]>([
    [{ sts_endpoint: 'sts.example.com' }, 'sts.example.com', undefined],
    [{ sts_endpoint: 'HTTPS://sts.Example.com/' }, 'sts.example.com', undefined],
    [{ sts_endpoint: 'https://127.0.0.1:8443' }, '127.0.0.1:8443', undefined],
    [{ sts_region: 'cn-beijing' }, 'sts.cn-beijing.aliyuncs.com', undefined],
    [{ sts_region: 'cn-beijing', enable_vpc: 'true' }, 'sts-vpc.cn-beijing.aliyuncs.com', undefined],
    [{ sts_region: 'cn-beijing', enable_vpc: 'False' }, 'sts.cn-beijing.aliyuncs.com', undefined],
    [{ sts_region: 'cn-beijing', region_id: 'cn-x' }, 'sts.cn-beijing.aliyuncs.com', undefined],
    [{ enable_vpc: 'true' }, undefined, /has enable_vpc and no sts_region, so sts\.aliyuncs\.com is used/],
    [
      { sts_endpoint: 'sts.example.com', sts_region: 'cn-beijing', enable_vpc: 'true' },
      'sts.example.com',
      /sts_endpoint is used, and sts_region, enable_vpc is not used/,
    ],
  ])('by %j is asked', (keys, host, warning) => {
    const asked = hostOf(keys);
    expect(asked.host).toBe(host);
    expect(asked.warnings).toEqual(warning ? [expect.stringMatching(warning)] : []);
  });

  test.each([
    'http://sts.example.com',
    'https://sts.example.com//',
    'sts.example.com/x',
    'a b',
    'u@h',
    'h:99999',
  ])('is no %s', (sts_endpoint) => {
    expect(() => hostOf({ sts_endpoint })).toThrow(
      `${FILE}: [work] has an sts_endpoint that is not a host name`,
    );
  });

  test('is no flag that is neither true nor false', () => {
    expect(() => hostOf({ sts_region: 'cn-beijing', enable_vpc: 'yes' })).toThrow('enable_vpc');
  });
});

describe('a region in a section that asks no STS', () => {
  test('does no harm, whatever region it is', () => {
    for (const region_id of ['cn-north-2-gov-1', 'cn-atlantis-1'])
      expect(read(section({ type: 'access_key', ...KEY, region_id }))?.source.from).toBe('access_key');
  });
});

describe('a file', () => {
  test('may have comments after headers and values, quotes, white space and either line’s end', () => {
    const lines = [
      '# mine',
      '[other] # not this',
      'type = nonsense',
      '  ; indented comment',
      '[work]\t# default ; and more ] of it',
      'type=access_key#the type',
      'access_key_id   =   LTAI-id   ; the ID',
      "access_key_secret = 'key-secret+/='",
      '[third];',
      'access_key_id = x',
    ];
    for (const eol of ['\n', '\r\n'])
      expect(shown(read(lines.join(eol)))).toEqual({ source: { from: 'access_key', ...SOURCE }, hops: [] });
    const escaped = section({ type: 'access_key', access_key_id: 'x', access_key_secret: '"a#b;c"' });
    expect(shown(read(escaped))).toMatchObject({ source: { accessKeySecret: 'a#b;c' } });
  });

  test('has a section or has it not: by its whole name, dots included', () => {
    const file = section({ type: 'access_key', ...KEY }, 'a.b');
    expect(read(file, 'a.b')?.source.from).toBe('access_key');
    for (const name of ['b', 'work', 'A.B', '__proto__', 'constructor', 'toString', 'type'])
      expect(read(file, name), name).toBeUndefined();
    expect(read('', 'work')).toBeUndefined();
  });

  test.each(['false', 'False', 'FALSE', '"false"', 'false # for now'])(
    'may disable a section with enable = %s, which is an error that says so',
    (enable) => {
      expect(() => read(section({ enable, type: 'access_key', ...KEY }))).toThrow(
        `${FILE}: [work] is disabled`,
      );
    },
  );

  test.each(['no', '0', 'yes', '1', 'truthy'])(
    'may not say enable = %s, which some SDKs take for yes',
    (enable) => {
      expect(() => read(section({ enable, type: 'access_key', ...KEY }))).toThrow(
        `${FILE}: [work] has a value of enable that is neither true nor false`,
      );
    },
  );

  test.each<[string, string]>([
    ['[work\ntype = access_key\n', 'line 1 is not a section, a “key = value” pair or a comment'],
    ['[work] type = access_key\n', 'line 1 is not a section'],
    ['[other]\na = b\n\n[work]\ntype\n', 'line 5 is not a section'],
    ['[work]\ntype = access_key\n  and more\n', 'line 3 is not a section'],
    ['[work]\n= access_key\n', 'line 2 is not a section'],
    ['[work]\rtype\r', 'line 2 is not a section'],
    ['<html>', 'line 1 is not a section'],
    ['type = access_key\n[work]\n', 'line 1 comes before the first section'],
    ['[work]\n[other]\n[ work ]\n', 'it has the section [work] twice'],
    [`[work]\n${' '.repeat(1_048_576)}`, 'it is too large to be one'],
  ])('that does not parse is an error, not a file without the section: %j', (text, says) => {
    for (const name of text.includes('twice') ? ['work'] : ['work', 'absent'])
      if (!(says.includes('twice') && name === 'absent'))
        expect(() => read(text, name)).toThrow(`${FILE} is not a credentials.ini: ${says}`);
  });

  test('may not have two values for a key, and may have one twice', () => {
    const twice = (value: string): string =>
      `${section({ type: 'access_key', ...KEY })}access_key_id = ${value}\n`;
    expect(shown(read(twice('LTAI-id # the same')))).toMatchObject({ source: SOURCE });
    expect(() => read(twice('LTAI-other'))).toThrow(`${FILE}: [work] has two values for access_key_id`);
    expect(() => read(twice(''))).toThrow(`${FILE}: [work] has two values for access_key_id`);
  });

  test('with dots in a section’s name says nothing of another section', () => {
    const nested = section({ type: 'access_key', ...KEY }, 'work.access_key_id');
    expect(shown(read(`${section({ type: 'access_key', ...KEY })}${nested}`))).toMatchObject({
      source: SOURCE,
    });
  });

  test.each([
    ['a key', (blanks: string) => `[work]\nx${blanks}x = y`],
    ['a value', (blanks: string) => `[work]\ntype = x${blanks}x`],
    ['a header', (blanks: string) => `[work]${blanks}x`],
    ['a header’s name', (blanks: string) => `[${blanks}x`],
    ['a quoted value', (blanks: string) => `[work]\npolicy = '{"a": "${blanks}"}`],
    ['lines', (blanks: string) => `[work]\n${blanks.replaceAll(' ', '\n')}x`],
    ['comments', (blanks: string) => `[work]\n${blanks.replaceAll(' ', '#')}`],
  ])('of a megabyte of blanks in %s is read in its length', (_, text) => {
    const started = performance.now();
    try {
      read(text(' '.repeat(1_000_000)));
    } catch {
      // Whatever it says.
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each(['rsa_key_pair', 'AccessKey', 'default'])('may not ask for the type %s', (type) => {
    expect(() => read(section({ type, ...KEY }))).toThrow(
      `${FILE}: [work] has a type “${type}” that is not one of access_key`,
    );
  });

  test.each(['two words', 'a.b/c+d', 'x'.repeat(41)])(
    'may not ask for the type %s, which is not shown',
    (type) => {
      expect(() => read(section({ type, ...KEY }))).toThrow(
        `${FILE}: [work] has a type that is not one of access_key`,
      );
    },
  );

  test.each(['access_key_id', 'security_token', 'sts_token'])(
    'names the %s that cannot be sent, and masks nothing of it',
    (name) => {
      for (const value of ['a b', 'clé', '"a\\nb"']) {
        masked.length = 0;
        const keys = {
          type: 'sts',
          ...KEY,
          ...(name === 'access_key_id' && { sts_token: 't' }),
          [name]: value,
        };
        expect(() => read(section(keys))).toThrow(
          new RegExp(`^${FILE}: \\[work\\]: ${name} contains .* cannot be sent`),
        );
        expect(masked).not.toContain(value);
      }
      expect(shown(read(section({ type: 'access_key', ...KEY, access_key_secret: 'a b' })))).toMatchObject({
        source: { accessKeySecret: 'a b' },
      });
    },
  );

  test('that the exporter wrote is read back as it was', () => {
    const mask = (): void => {};
    const credentials: fc.Arbitrary<Credential> = fc
      .tuple(fc.boolean(), plainSecret, plainSecret, plainSecret)
      .map(([temporary, accessKeyId, accessKeySecret, securityToken]) =>
        temporary
          ? stsCredential({ accessKeyId, accessKeySecret, securityToken }, mask)
          : accessKey(accessKeyId, accessKeySecret, mask),
      );
    fc.assert(
      fc.property(profileName, profileName, credentials, credentials, (name, other, credential, second) => {
        fc.pre(name !== other);
        const first = written(credentialsIni, undefined, FILE, { name, credential });
        const file = written(credentialsIni, first, FILE, { name: other, credential: second });
        const { kind, ...fields } = credential;
        expect(shown(read(file, name))).toEqual({
          source: { from: kind, ...(shown({ source: fields } as never) as { source: object }).source },
          hops: [],
        });
      }),
    );
  });

  test('whatever it holds is read, not found, or refused by its name and without its values', () => {
    const value = fc.string({ maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, ''));
    const keys = fc.constantFrom(
      'type',
      'enable',
      'access_key_id',
      'access_key_secret',
      'role_arn',
      'policy',
      'region_id',
      'role_session_name',
    );
    const line = fc.tuple(
      keys,
      fc.oneof(value, fc.constantFrom(...Object.keys(TYPES), 'true', 'false', ROLE)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const secret = 'never-shown-0123456789';
        const text = `[work]\n${lines.map(([key, text]) => `${key} = ${text}\n`).join('')}bearer_token = ${secret}\n`;
        try {
          read(text);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^(file|profile\.unusable)$/);
          expect(String(error)).toMatch(/credentials: \[work\]:? /);
          expect(String(error)).not.toContain(secret);
        }
      }),
    );
  });
});
