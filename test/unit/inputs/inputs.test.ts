import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { INPUTS, type InputName, type Inputs, readInputs } from '../../../src/inputs/table.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { anyText, nastySecret } from '../support/arbitraries.ts';
import { type FakeContext, fakeContext } from '../support/context.ts';

/** As the runner hands inputs over: upper-case, dashes kept. */
function variables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function read(inputs: Readonly<Record<string, string>>): Inputs {
  return readInputs(fakeContext({ env: variables(inputs) }));
}

function refusal(inputs: Readonly<Record<string, string>>, context?: FakeContext): InputError {
  try {
    readInputs(context ?? fakeContext({ env: variables(inputs) }));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('The inputs were taken.');
}

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const SECRET_INPUTS = [
  'access-key-id',
  'access-key-secret',
  'security-token',
  'credentials-uri',
  'bearer-token',
];
/** Sent in a header, or a URL: no white space can be in them. */
const HEADER_INPUTS = SECRET_INPUTS.filter((name) => name !== 'access-key-secret');

/** Input, text, value. */
const GOOD: [InputName, string, unknown][] = [
  ['type', 'oidc_role_arn', 'oidc_role_arn'],
  ['type', ' ram_role_arn ', 'ram_role_arn'],
  ['type', 'access_key', 'access_key'],
  ['type', 'sts', 'sts'],
  ['type', 'ecs_ram_role', 'ecs_ram_role'],
  ['type', 'credentials_uri', 'credentials_uri'],
  ['type', 'bearer', 'bearer'],
  ['type', 'profile', 'profile'],
  ['type', 'default', 'default'],
  ['role-to-assume', ROLE, [ROLE]],
  ['role-to-assume', `\n  ${ROLE}\r\n\n${ROLE}2\n`, [ROLE, `${ROLE}2`]],
  ['role-to-assume', 'acs:ram::123456789012:role/a_b.c-d', ['acs:ram::123456789012:role/a_b.c-d']],
  ['oidc-provider-arn', PROVIDER, PROVIDER],
  ['audience', 'https://example.com/a?b', 'https://example.com/a?b'],
  ['oidc-token-file', '/var/run/secrets/token', '/var/run/secrets/token'],
  ['role-name', 'EcsRole-1', 'EcsRole-1'],
  ['disable-imds-v1', 'true', true],
  ['metadata-endpoint', 'http://100.100.100.200', 'http://100.100.100.200'],
  ['metadata-endpoint', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['metadata-endpoint', 'http://169.254.169.254', 'http://169.254.169.254'],
  ['credentials-uri-allow-http', 'true', true],
  ['source-profile', 'my profile', 'my profile'],
  ['role-chaining', 'TRUE', true],
  ['role-chaining', 'False', false],
  ['role-session-name', 'A.b@c_d-1', 'A.b@c_d-1'],
  ['role-session-expiration', '900', 900],
  ['role-session-expiration', ' 43200 ', 43_200],
  ['policy', '{ "Version": "1",\n "Statement": [] }', '{"Version":"1","Statement":[]}'],
  ['external-id', 'ab+=,.@:/-_9', 'ab+=,.@:/-_9'],
  ['source-identity', 'ab+=,.@-_9', 'ab+=,.@-_9'],
  ['allowed-account-ids', '123456789012', ['123456789012']],
  ['allowed-account-ids', '123456789012,\n 1234567890123456 ', ['123456789012', '1234567890123456']],
  ['region', 'cn-hangzhou', 'cn-hangzhou'],
  ['region', 'ap-southeast-1', 'ap-southeast-1'],
  ['sts-region', 'cn-wuhan-lr', 'cn-wuhan-lr'],
  ['sts-endpoint', 'sts.cn-hangzhou.aliyuncs.com', 'sts.cn-hangzhou.aliyuncs.com'],
  ['sts-endpoint', '127.0.0.1:8443', '127.0.0.1:8443'],
  ['sts-endpoint', 'STS.Example.com', 'sts.example.com'],
  ['sts-vpc', 'true', true],
  ['export-env', 'false', false],
  ['summary', 'true', true],
  ['profile', 'ci-1_a', 'ci-1_a'],
  ['profile', 'StsProfile', 'StsProfile'],
  ['profile', 'Default', 'Default'],
  ['credentials-file', '~/keys.ini', '~/keys.ini'],
  ['refresh', 'true', true],
  ['output-credentials', 'false', false],
  ['mask-account-id', 'true', true],
  ['timeout-seconds', '1', 1],
  ['retry-max-attempts', '1', 1],
  ['dry-run', 'true', true],
  ['cleanup', 'false', false],
];

const BAD: [string, string][] = [
  ['type', 'oidc'],
  ['type', 'ACCESS_KEY'],
  ['type', 'constructor'],
  ['role-to-assume', 'deploy'],
  ['role-to-assume', 'acs:ram::1234:role/deploy'],
  ['role-to-assume', 'arn:aws:iam::1234567890123456:role/deploy'],
  ['role-to-assume', `${ROLE} ${ROLE}`],
  ['role-to-assume', `${ROLE}\nnonsense`],
  ['role-to-assume', `acs:ram::1234567890123456:role/${'a'.repeat(65)}`],
  ['oidc-provider-arn', ROLE],
  ['audience', 'with space'],
  ['audience', 'a'.repeat(1025)],
  ['role-name', 'no/slash'],
  ['disable-imds-v1', 'yes'],
  ['metadata-endpoint', 'https://100.100.100.200'],
  ['metadata-endpoint', 'http://example.com'],
  ['metadata-endpoint', 'http://100.100.100.200/latest'],
  ['metadata-endpoint', 'http://user@100.100.100.200'],
  ['metadata-endpoint', '100.100.100.200'],
  ['role-chaining', 'yes'],
  ['role-chaining', 'tRUE'],
  ['role-session-name', 'a'],
  ['role-session-name', 'a b'],
  ['role-session-name', 'refs/heads/main'],
  ['role-session-name', 'a'.repeat(65)],
  ['role-session-expiration', '899'],
  ['role-session-expiration', '43201'],
  ['role-session-expiration', '1h'],
  ['role-session-expiration', '3600.5'],
  ['role-session-expiration', '-3600'],
  ['role-session-expiration', '1e4'],
  ['role-session-expiration', '0x1000'],
  ['policy', '{"Version":'],
  ['policy', JSON.stringify({ Statement: 'x'.repeat(2048) })],
  ['external-id', 'a'],
  ['external-id', 'a b'],
  ['source-identity', 'a'],
  ['source-identity', 'acs:me'],
  ['source-identity', 'a'.repeat(65)],
  ['external-id', 'a'.repeat(1225)],
  ['allowed-account-ids', '12345678901'],
  ['allowed-account-ids', '123456789012;123456789012'],
  ['allowed-account-ids', 'my-alias'],
  // Of two variables that are not set.
  ['allowed-account-ids', ','],
  ['allowed-account-ids', ' ,\n, '],
  ['region', 'CN-Hangzhou'],
  ['region', 'hangzhou'],
  ['sts-region', 'cn-hangzhou.evil.example'],
  ['sts-endpoint', 'https://sts.aliyuncs.com'],
  ['sts-endpoint', 'sts.aliyuncs.com/path'],
  ['sts-endpoint', 'user@sts.aliyuncs.com'],
  ['sts-endpoint', 'sts.aliyuncs.com#x'],
  ['sts-endpoint', 'sts.aliyuncs.com?x'],
  ['sts-vpc', '1'],
  ['export-env', 'on'],
  ['profile', 'DEFAULT'],
  ['profile', 'a.b'],
  ['profile', '-a'],
  ['profile', 'a]b'],
  ['profile', 'a\nb'],
  ['profile', 'a'.repeat(65)],
  ['refresh', 'always'],
  ['output-credentials', '0'],
  ['mask-account-id', 'n'],
  ['timeout-seconds', '0'],
  ['timeout-seconds', '3601'],
  ['timeout-seconds', 'never'],
  ['retry-max-attempts', '0'],
  ['retry-max-attempts', '101'],
  ['cleanup', 'off'],
  ['dry-run', 'maybe'],
];

describe('an input', () => {
  test.each(GOOD)('%s takes %j', (name, text, value) => {
    expect(read({ [name]: text })[name]).toEqual(value);
  });

  test.each(BAD)('%s refuses %j by name', (name, text) => {
    const error = refusal({ [name]: text });
    expect(error.message).toMatch(new RegExp(`^${name}\\b`));
    expect(error.message.length).toBeLessThan(600);
  });

  test.each([...new Set([...GOOD, ...BAD].map(([name]) => name)), ...SECRET_INPUTS])(
    '%s that is empty is the same as one that is not there',
    (name) => {
      expect(read({ [name]: '' })).toEqual(read({}));
    },
  );

  test.each([...new Set([...GOOD, ...BAD].map(([name]) => name))])(
    '%s of white space only is not there',
    (name) => {
      expect(read({ [name]: ' \n' })).toEqual(read({}));
    },
  );

  test('that is not there has the documented default', () => {
    expect(read({})).toMatchObject({
      'role-to-assume': [],
      'role-chaining': false,
      'allowed-account-ids': [],
      'sts-vpc': false,
      refresh: false,
      'output-credentials': true,
      'mask-account-id': false,
      'timeout-seconds': 60,
      cleanup: true,
    });
    for (const absent of [
      'type',
      'audience',
      'export-env',
      'profile',
      'policy',
      'retry-max-attempts',
      'access-key-id',
    ] as const) {
      expect(read({})[absent]).toBeUndefined();
    }
  });

  test('is shown in an error on one line', () => {
    const { message } = refusal({ audience: 'a\nb ::error::c' });
    expect(message).not.toMatch(/[\r\n]/);
  });

  test.each(['sts.aliyuncs.com:99999', '1.2.3.456', '1.2.3.4.5'])(
    'sts-endpoint refuses %j, which looks like a host and makes no URL',
    (text) => {
      expect(refusal({ 'sts-endpoint': text }).message).toMatch(/^sts-endpoint\b/);
    },
  );

  test('named sts-endpoint is taken only if it makes a URL of that very host', () => {
    const host = fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9.:-]{1,20}$/),
      fc.domain(),
      fc.ipV4Extended(),
      fc.tuple(fc.ipV4(), fc.nat(99_999)).map(([address, port]) => `${address}:${port}`),
    );
    fc.assert(
      fc.property(host, (text) => {
        let taken: Inputs;
        try {
          taken = read({ 'sts-endpoint': text });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        expect(URL.canParse(`https://${taken['sts-endpoint']}/`), text).toBe(true);
      }),
    );
  });
});

describe('a name of mozillazg/alibabacloud-oidc-auth', () => {
  const ALIASES: [InputName, string, string, string][] = [
    ['role-to-assume', 'role-arn-to-assume', ROLE, `${ROLE}2`],
    ['role-session-expiration', 'role-duration-seconds', '900', '1000'],
    ['export-env', 'export-environment-variables', 'false', 'true'],
    ['output-credentials', 'set-outputs', 'false', 'true'],
  ];

  test.each(ALIASES)('of %s, %s, is understood', (name, alias, text, other) => {
    expect(read({ [alias]: text })).toEqual(read({ [name]: text }));
    expect(read({ [alias]: text, [name]: text })).toEqual(read({ [name]: text }));
    expect(read({ [alias]: '', [name]: text })).toEqual(read({ [name]: text }));
    expect(read({ [alias]: text, [name]: ' ' })).toEqual(read({ [name]: text }));
    expect(refusal({ [alias]: 'no/such thing' }).message).toMatch(new RegExp(`^${alias}: `));
    const { message } = refusal({ [alias]: text, [name]: other });
    expect(message).toContain(`${name} and ${alias}`);
  });

  test('holds accounts that mask-account-id hides', () => {
    const context = fakeContext({
      env: variables({ 'mask-account-id': 'true', 'role-arn-to-assume': `${ROLE} x` }),
    });
    refusal({}, context);
    expect(context.masks).toEqual(['1234567890123456']);
  });
});

describe('a secret input', () => {
  test.each(SECRET_INPUTS)('%s is masked and wrapped', (name) => {
    const context = fakeContext({ env: variables({ [name]: 'https://the.secret/value' }) });
    const inputs = readInputs(context);
    expect(new Set(context.masks.filter(Boolean))).toEqual(new Set(['https://the.secret/value']));
    const found = Object.values(inputs).filter((value) => value instanceof Secret);
    expect(found.map((secret) => secret.reveal())).toEqual(['https://the.secret/value']);
    expect(JSON.stringify(inputs)).not.toContain('the.secret');
  });

  test.each(SECRET_INPUTS)('%s that is blank is refused by name', (name) => {
    expect(refusal({ [name]: ' \n\t' }).message).toMatch(new RegExp(`^${name}\\b`));
  });

  test.each(HEADER_INPUTS)(
    '%s with white space or a character beyond ASCII is refused by name, not cut',
    (name) => {
      for (const value of [
        'my-value\n',
        ' my-value',
        'my value',
        'my-value\u00a0',
        'mý-value',
        'my\0-value',
      ]) {
        const error = refusal({ [name]: value });
        expect(error.message).toMatch(new RegExp(`^${name}\\b`));
        expect(error.message + error.hint).not.toContain(value);
      }
    },
  );

  test.each(HEADER_INPUTS)('%s of several lines is refused before any of them becomes a mask', (name) => {
    const context = fakeContext({ env: variables({ [name]: '{\na\nthe-third-line\n}' }) });
    refusal({}, context);
    expect(context.masks).toEqual([]);
    context.log.info('the-third-line');
    expect(context.lines).toEqual(['***\n']);
  });

  test('access-key-secret keeps every character, spaces at its ends included', () => {
    for (const value of ['a+b/c=d%e#f;g\'h"i&j', ' leading', 'trailing ', 'two\nlines']) {
      expect(read({ 'access-key-secret': value })['access-key-secret']?.reveal()).toBe(value);
    }
  });

  test.each(['line\n', '\r\nline', 'line\r'])('access-key-secret does not begin or end as in %j', (value) => {
    expect(refusal({ 'access-key-secret': value }).message).toMatch(/^access-key-secret .*line break/);
  });

  test.each(HEADER_INPUTS)('%s keeps every character that can be sent', (name) => {
    const value = 'https://a+b/c=d%e#f;g\'h"i&j$(k)';
    const secrets = Object.values(read({ [name]: value })).filter((found) => found instanceof Secret);
    expect(secrets.map((secret) => secret.reveal())).toEqual([value]);
  });

  test('is masked before any other input can be refused', () => {
    const secrets = Object.fromEntries(SECRET_INPUTS.map((name) => [name, `https://secret-of-${name}`]));
    for (const [name, text] of BAD) {
      const context = fakeContext({ env: variables({ ...secrets, [name]: text }) });
      refusal({}, context);
      expect(context.masks).toEqual(expect.arrayContaining(Object.values(secrets)));
    }
  });

  test.each(HEADER_INPUTS)('is masked although %s is refused', (bad) => {
    const secrets = Object.fromEntries(SECRET_INPUTS.map((name) => [name, `https://secret-of-${name}`]));
    const context = fakeContext({ env: variables({ ...secrets, [bad]: ' with white space' }) });
    refusal({}, context);
    const others = SECRET_INPUTS.filter((name) => name !== bad).map((name) => secrets[name] ?? '');
    expect(context.masks).toEqual(expect.arrayContaining(others));
  });

  test('is in no error, whatever else is wrong, and its mask always comes before', () => {
    const bad = fc.constantFrom(...BAD);
    const values = fc.record(Object.fromEntries(SECRET_INPUTS.map((name) => [name, nastySecret])));
    fc.assert(
      fc.property(values, bad, (secrets, [name, text]) => {
        const { message, hint } = refusal({ ...secrets, [name]: text });
        for (const secret of Object.values(secrets)) expect(`${message} ${hint}`).not.toContain(secret);
      }),
    );
  });
});

describe('mask-account-id', () => {
  const ACCOUNTS = ['1234567890123456', '123456789012'];
  const [first, second] = ACCOUNTS;

  test.each([
    ['role-to-assume', `acs:ram::${first}:role/a b\nacs:ram::${second}:role/x`],
    ['oidc-provider-arn', `acs:ram::${first}:provider/github ${second}`],
    ['allowed-account-ids', `${first}, ${second}, nobody`],
  ])('masks the accounts in %s before that is refused', (name, text) => {
    const context = fakeContext({ env: variables({ 'mask-account-id': 'true', [name]: text }) });
    const error = refusal({}, context);
    expect(context.masks).toEqual(ACCOUNTS);
    context.log.error('Refused', error.message);
    expect(context.lines.at(-1)).not.toMatch(/\d{12}/);
  });

  test('masks those of inputs that are right, and none where it is false', () => {
    const given = {
      'role-to-assume': `acs:ram::${first}:role/deploy`,
      'oidc-provider-arn': `acs:ram::${second}:oidc-provider/github`,
      'role-session-name': '1111222233334444',
    };
    for (const [flag, masks] of [
      ['true', ACCOUNTS],
      ['false', []],
    ] as const) {
      const context = fakeContext({ env: variables({ 'mask-account-id': flag, ...given }) });
      readInputs(context);
      expect(context.masks).toEqual(masks);
    }
  });
});

describe('policy', () => {
  test.each([
    ['{ "a" : 12345678901234567890 }', '{"a":12345678901234567890}'],
    ['{"a": 1, "a": 2}', '{"a":1,"a":2}'],
    [
      '{\n\t"a b": "c \\" d \\\\",\r\n "e": [1.0, 1e2, "\\u0041"]\n}',
      '{"a b":"c \\" d \\\\","e":[1.0,1e2,"\\u0041"]}',
    ],
  ])('loses the white space between, and nothing else: %s', (text, compact) => {
    expect(read({ policy: text }).policy).toBe(compact);
  });

  test('means the same, however it is laid out', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(0, 1, 4, '\t'),
        (value, indent) => {
          const policy = JSON.stringify(value);
          fc.pre(policy.length <= 2048);
          expect(read({ policy: JSON.stringify(value, null, indent) }).policy).toBe(policy);
        },
      ),
    );
  });
});

describe('readInputs', () => {
  test('reads nothing but INPUT_ variables and masks nothing that is no secret', () => {
    const asked: string[] = [];
    const masks: string[] = [];
    readInputs({
      env: {
        initial: {},
        get: (name) => {
          asked.push(name);
          return name === 'INPUT_PROFILE' ? 'ci' : undefined;
        },
        set: () => {
          throw new Error('set');
        },
        forget: () => {
          throw new Error('forgotten');
        },
      },
      log: { ...fakeContext().log, mask: (value) => void masks.push(value) },
    });
    expect(asked.filter((name) => !/^INPUT_[A-Z0-9-]+$/.test(name))).toEqual([]);
    expect(masks.filter(Boolean)).toEqual([]);
  });

  test('returns or throws an InputError, whatever the inputs are', () => {
    const names = [...new Set([...GOOD, ...BAD].map(([name]) => name)), ...SECRET_INPUTS];
    const texts = fc.oneof(anyText, fc.constantFrom(...GOOD.map(([, text]) => text)));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), texts), (inputs) => {
        try {
          read(inputs);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has an example of every input', () => {
    const tried = new Set<string>([...GOOD.map(([name]) => name), ...SECRET_INPUTS]);
    expect(Object.keys(INPUTS).filter((name) => !tried.has(name))).toEqual([]);
  });
});
