import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { INPUTS, type InputName, readInputs } from '../../../src/inputs/table.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { CREDENTIAL_TYPES, type Plan } from '../../../src/plan/plan.ts';
import { defaultSessionName, type Job } from '../../../src/plan/sessions.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { ROLE_SESSION_NAME } from '../../../src/text/formats.ts';
import { fakeContext } from '../support/context.ts';

const JOB: Job = { repositoryId: '11', runId: '22', runAttempt: '3' };
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const HUB = 'acs:ram::1234567890123456:role/hub';
const FAR = 'acs:ram::9999999999999999:role/far';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';

type Texts = Readonly<Record<string, string>>;

function plan(inputs: Texts, job: Job = JOB): Plan {
  const env = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  return makePlan(readInputs(fakeContext({ env })), job);
}

function refusal(inputs: Texts): InputError {
  try {
    plan(inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('The inputs were taken.');
}

const KEY = { 'access-key-id': 'LTAIfake', 'access-key-secret': 'secret' };
const OIDC = { 'role-to-assume': ROLE, 'oidc-provider-arn': PROVIDER };

describe('what is given decides how to log in', () => {
  test.each<[string, Texts, string, string, number]>([
    ['a bearer token', { 'bearer-token': 'b' }, 'bearer', 'bearer', 0],
    ['a credentials URI', { 'credentials-uri': 'https://x' }, 'credentials_uri', 'credentials_uri', 0],
    [
      'a credentials URI and a role',
      { 'credentials-uri': 'https://x', 'role-to-assume': ROLE },
      'credentials_uri',
      'credentials_uri',
      1,
    ],
    ['a key', KEY, 'access_key', 'access_key', 0],
    ['a key with a token', { ...KEY, 'security-token': 't' }, 'sts', 'sts', 0],
    ['a key and a role', { ...KEY, 'role-to-assume': ROLE }, 'ram_role_arn', 'access_key', 1],
    [
      'a key with a token and a role',
      { ...KEY, 'security-token': 't', 'role-to-assume': ROLE },
      'ram_role_arn',
      'sts',
      1,
    ],
    [
      'chaining and a role',
      { 'role-chaining': 'true', 'role-to-assume': ROLE },
      'ram_role_arn',
      'environment',
      1,
    ],
    ['an OIDC provider and a role', OIDC, 'oidc_role_arn', 'github', 0],
    [
      'an OIDC provider and two roles',
      { ...OIDC, 'role-to-assume': `${HUB}\n${ROLE}` },
      'oidc_role_arn',
      'github',
      1,
    ],
    ['a token file too', { ...OIDC, 'oidc-token-file': '/t' }, 'oidc_role_arn', 'token-file', 0],
    ['the name of an instance’s role', { 'role-name': 'EcsRole' }, 'ecs_ram_role', 'ecs_ram_role', 0],
    ['the type of an instance’s role', { type: 'ecs_ram_role' }, 'ecs_ram_role', 'ecs_ram_role', 0],
    [
      'an instance’s role and a role',
      { 'role-name': 'EcsRole', 'role-to-assume': ROLE },
      'ecs_ram_role',
      'ecs_ram_role',
      1,
    ],
    ['the type of a credentials URI', { type: 'credentials_uri' }, 'credentials_uri', 'credentials_uri', 0],
    ['a source profile', { 'source-profile': 'p' }, 'profile', 'profile', 0],
    ['a source profile and its type', { type: 'profile', 'source-profile': 'p' }, 'profile', 'profile', 0],
    ['the default type', { type: 'default' }, 'default', 'default', 0],
    ['the default type and a role', { type: 'default', 'role-to-assume': ROLE }, 'default', 'default', 1],
  ])('%s', (_, inputs, type, from, hops) => {
    const made = plan(inputs);
    expect(made.type).toBe(type);
    expect(made.source.from).toBe(from);
    expect(made.hops).toHaveLength(hops);
  });

  test.each<[string, Texts]>([
    ['oidc_role_arn', OIDC],
    ['ram_role_arn', { ...KEY, 'role-to-assume': ROLE }],
    ['access_key', KEY],
    ['sts', { ...KEY, 'security-token': 't' }],
    ['bearer', { 'bearer-token': 'b' }],
    ['credentials_uri', { 'credentials-uri': 'https://x' }],
    ['ecs_ram_role', { 'role-name': 'r' }],
    ['profile', { 'source-profile': 'p' }],
  ])('and type: %s says the same of what it stands for', (type, inputs) => {
    expect(plan({ ...inputs, type })).toEqual(plan(inputs));
  });
});

describe('what is missing is named', () => {
  test.each<[Texts, RegExp]>([
    [{ 'access-key-id': 'a' }, /access-key-id.*access-key-secret/],
    [{ 'access-key-secret': 'a' }, /access-key-secret.*access-key-id/],
    [{ 'security-token': 'a' }, /security-token.*access-key-id.*access-key-secret/],
    [{ 'oidc-provider-arn': PROVIDER }, /oidc-provider-arn.*role-to-assume/],
    [{ 'oidc-token-file': '/t', 'role-to-assume': ROLE }, /oidc-token-file.*oidc-provider-arn/],
    [{ 'role-chaining': 'true' }, /role-chaining.*role-to-assume/],
    [{ type: 'oidc_role_arn' }, /oidc_role_arn.*role-to-assume.*oidc-provider-arn/],
    [{ type: 'oidc_role_arn', 'role-to-assume': ROLE }, /oidc_role_arn.*oidc-provider-arn/],
    [{ type: 'ram_role_arn' }, /ram_role_arn.*role-to-assume/],
    [{ type: 'ram_role_arn', ...KEY }, /ram_role_arn.*role-to-assume/],
    [{ type: 'access_key' }, /access_key.*access-key-id.*access-key-secret/],
    [{ type: 'sts', ...KEY }, /sts.*security-token/],
    [{ type: 'bearer' }, /bearer.*bearer-token/],
    [{ type: 'profile' }, /profile.*source-profile/],
    [{ 'credentials-file': '/x', ...KEY }, /credentials-file.*profile/],
    [{ 'sts-vpc': 'true', ...KEY }, /sts-vpc.*sts-region/],
    [{ policy: '{}', ...KEY }, /policy.*role-to-assume/],
    [{ 'external-id': 'ab', ...KEY }, /external-id.*role-to-assume/],
    [{ 'source-identity': 'ab', ...KEY }, /source-identity.*role-to-assume/],
    [{ 'role-session-name': 'ab', ...KEY }, /role-session-name.*role-to-assume/],
    [{ 'role-session-expiration': '900', ...KEY }, /role-session-expiration.*role-to-assume/],
  ])('in %j', (inputs, message) => {
    expect(refusal(inputs).message).toMatch(message);
  });

  test('where a role has no way to it, all ways are listed', () => {
    const { message, hint } = refusal({ 'role-to-assume': ROLE });
    expect(message).toContain('role-to-assume');
    for (const way of ['oidc-provider-arn', 'access-key-id', 'role-chaining']) expect(hint).toContain(way);
  });
});

describe('nothing that names a way to log in', () => {
  const EMPTY = Object.fromEntries(Object.keys(INPUTS).map((name) => [name, '']));

  test.each<[string, Texts]>([
    ['no input at all', {}],
    ['every input empty, as unset secrets and variables arrive', EMPTY],
    ['inputs that say nothing of who', { region: 'cn-hangzhou', profile: 'ci', 'export-env': 'true' }],
    ['role-chaining: false', { 'role-chaining': 'false' }],
  ])('is refused, and never taken for the machine’s identity: %s', (_, inputs) => {
    const { message, hint } = refusal(inputs);
    expect(message).toBe('No input says how to log in; an unset secret or variable arrives empty.');
    expect(hint).toBe('To use whatever the machine has, set type: default.');
  });

  test('is refused whatever else is given: only type: default asks the machine', () => {
    const others = ['region', 'sts-region', 'export-env', 'profile', 'timeout-seconds', 'cleanup'];
    const texts: Texts = {
      region: 'cn-hangzhou',
      'sts-region': 'cn-shanghai',
      'export-env': 'true',
      profile: 'ci',
      'timeout-seconds': '10',
      cleanup: 'false',
    };
    fc.assert(
      fc.property(fc.subarray(others), (names) => {
        const inputs = Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
        expect(refusal(inputs).message).toMatch(/^No input says how to log in/);
        expect(plan({ ...inputs, type: 'default' }).source.from).toBe('default');
      }),
    );
  });

  test('is an input that goes with another one only', () => {
    expect(refusal({ 'credentials-uri-allow-http': 'true' }).message).toMatch(/credentials-uri/);
    for (const name of ['disable-imds-v1', 'metadata-endpoint'])
      expect(refusal({ [name]: name === 'disable-imds-v1' ? 'true' : 'http://127.0.0.1' }).hint).toBe(
        'Add type: ecs_ram_role.',
      );
  });
});

describe('what contradicts itself is named, both of it', () => {
  const WAYS: [string, Texts][] = [
    ['bearer-token', { 'bearer-token': 'b' }],
    ['credentials-uri', { 'credentials-uri': 'https://x' }],
    ['access-key-id', KEY],
    ['role-chaining', { 'role-chaining': 'true' }],
    ['oidc-provider-arn', { 'oidc-provider-arn': PROVIDER }],
    ['role-name', { 'role-name': 'r' }],
    ['source-profile', { 'source-profile': 'p' }],
  ];
  const pairs = WAYS.flatMap(([one, first], index) =>
    WAYS.slice(index + 1).map(([two, second]) => [one, two, { ...first, ...second }] as const),
  );

  test.each(pairs)('%s and %s', (one, two, inputs) => {
    for (const extra of [{}, { 'role-to-assume': ROLE }]) {
      const { message } = refusal({ ...inputs, ...extra });
      expect(message).toContain(one);
      expect(message).toContain(two);
    }
  });

  test.each<[string, string, Texts]>([
    ['access_key', 'security-token', { ...KEY, 'security-token': 't' }],
    ['access_key', 'oidc-provider-arn', OIDC],
    ['access_key', 'role-to-assume', { ...KEY, 'role-to-assume': ROLE }],
    ['sts', 'role-to-assume', { ...KEY, 'security-token': 't', 'role-to-assume': ROLE }],
    ['sts', 'bearer-token', { 'bearer-token': 'b' }],
    ['oidc_role_arn', 'access-key-id', { ...KEY, 'role-to-assume': ROLE }],
    ['oidc_role_arn', 'role-chaining', { 'role-chaining': 'true', 'role-to-assume': ROLE }],
    ['ram_role_arn', 'oidc-provider-arn', OIDC],
    ['bearer', 'access-key-id', KEY],
    ['default', 'access-key-id', KEY],
    ['ecs_ram_role', 'source-profile', { 'source-profile': 'p' }],
  ])('type: %s and %s', (type, other, inputs) => {
    const { message } = refusal({ ...inputs, type });
    expect(message).toContain(type);
    expect(message).toContain(other);
  });

  test.each<[string, string, Texts]>([
    ['audience', 'access-key-id', { ...KEY, audience: 'a' }],
    ['audience', 'oidc-token-file', { ...OIDC, 'oidc-token-file': '/t', audience: 'a' }],
    ['metadata-endpoint', 'access-key-id', { ...KEY, 'metadata-endpoint': 'http://127.0.0.1' }],
    ['disable-imds-v1', 'bearer-token', { 'bearer-token': 'b', 'disable-imds-v1': 'true' }],
    ['bearer-token', 'role-to-assume', { 'bearer-token': 'b', 'role-to-assume': ROLE }],
    ['external-id', 'OIDC', { ...OIDC, 'external-id': 'ab' }],
    ['source-identity', 'AssumeRoleWithOIDC takes none', { ...OIDC, 'source-identity': 'ab' }],
    ['sts-endpoint', 'sts-region', { ...KEY, 'sts-endpoint': 'h', 'sts-region': 'cn-hangzhou' }],
    ['sts-endpoint', 'sts-vpc', { ...KEY, 'sts-endpoint': 'h', 'sts-vpc': 'true' }],
  ])('%s and %s', (one, two, inputs) => {
    const { message } = refusal(inputs);
    expect(message).toContain(one);
    expect(message).toContain(two);
  });
});

describe('an input that goes with nothing that is given', () => {
  test('is told what it belongs to where no type is given', () => {
    const { message } = refusal({ audience: 'a' });
    expect(message).toContain('audience');
    expect(message).toContain('oidc-provider-arn');
    expect(message).not.toContain('type');
  });

  test('is told the type that is given', () => {
    for (const type of ['ecs_ram_role', 'default', 'credentials_uri'])
      expect(refusal({ type, audience: 'a' }).message).toContain(`type: ${type}`);
  });

  test('is audience with role-chaining, as workflows of the incumbent have it: it does nothing', () => {
    const chained = { 'role-chaining': 'true', 'role-to-assume': ROLE };
    expect(plan({ ...chained, audience: 'a' })).toEqual(plan(chained));
    expect(refusal({ ...chained, audience: 'a', 'oidc-provider-arn': PROVIDER }).message).toMatch(
      /oidc-provider-arn and role-chaining/,
    );
  });
});

describe('a bearer token', () => {
  test('has no account that could be checked', () => {
    const { message } = refusal({ 'bearer-token': 'b', 'allowed-account-ids': '1234567890123456' });
    expect(message).toBe(
      'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.',
    );
  });
});

describe('a chain of roles', () => {
  const narrowed = {
    policy: '{"Version":"1"}',
    'external-id': 'ext-1',
    'role-session-expiration': '7200',
    'role-session-name': 'me',
  };

  test('narrows only the session that is exported', () => {
    const { source, hops } = plan({ ...OIDC, ...narrowed, 'role-to-assume': `${HUB}\n${ROLE}\n${FAR}` });
    expect(source).toMatchObject({
      role: { roleArn: HUB, session: { roleSessionName: 'me', durationSeconds: 900 } },
    });
    expect(JSON.stringify(source)).not.toContain('policy');
    expect(hops).toEqual([
      { roleArn: ROLE, session: { roleSessionName: 'me', durationSeconds: 900 } },
      {
        roleArn: FAR,
        session: { roleSessionName: 'me', durationSeconds: 7200, policy: '{"Version":"1"}' },
        externalId: 'ext-1',
      },
    ]);
  });

  test('says in each session that AssumeRole gives who is behind it', () => {
    const identity = { 'source-identity': 'octocat' };
    const chain = plan({ ...OIDC, ...identity, 'role-to-assume': `${HUB}\n${ROLE}\n${FAR}` });
    expect(chain.hops.map(({ sourceIdentity }) => sourceIdentity)).toEqual(['octocat', 'octocat']);
    expect(JSON.stringify(chain.source)).not.toContain('octocat');
    const { hops } = plan({ ...KEY, ...identity, 'role-to-assume': ROLE });
    expect(hops).toMatchObject([{ sourceIdentity: 'octocat' }]);
  });

  test('of one role narrows that one', () => {
    expect(plan({ ...KEY, ...narrowed, 'role-to-assume': ROLE }).hops).toEqual([
      {
        roleArn: ROLE,
        session: { roleSessionName: 'me', durationSeconds: 7200, policy: '{"Version":"1"}' },
        externalId: 'ext-1',
      },
    ]);
    const { source } = plan({ ...OIDC, policy: '{}', 'role-session-expiration': '7200' });
    expect(source).toMatchObject({
      role: { roleArn: ROLE, session: { durationSeconds: 7200, policy: '{}' } },
    });
  });

  test('has sessions of an hour and of the job’s name where nothing else is said', () => {
    expect(plan(OIDC).source).toMatchObject({
      audience: 'sts.aliyuncs.com',
      role: { session: { durationSeconds: 3600, roleSessionName: 'gh-11-22-3' } },
    });
  });
});

describe('the default session name', () => {
  test('names repository, run and attempt', () => {
    expect(defaultSessionName(JOB)).toBe('gh-11-22-3');
  });

  test('is one that STS takes, whatever the job says of itself', () => {
    const fact = fc.option(fc.oneof(fc.string(), fc.nat().map(String), fc.string({ minLength: 60 })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fact, fact, fact, (repositoryId, runId, runAttempt) => {
        expect(defaultSessionName({ repositoryId, runId, runAttempt })).toMatch(ROLE_SESSION_NAME);
      }),
    );
    expect(defaultSessionName({})).toMatch(ROLE_SESSION_NAME);
  });
});

describe('allowed-account-ids', () => {
  test('refuses a role of another account before anything is asked, and names both', () => {
    const { message } = refusal({
      ...OIDC,
      'role-to-assume': `${HUB}\n${FAR}`,
      'allowed-account-ids': '1234567890123456',
    });
    expect(message).toMatch(/role-to-assume/);
    expect(message).toMatch(/9999999999999999/);
    expect(message).toMatch(/allowed-account-ids.*1234567890123456/);
  });

  test('looks at the last role only, and lets it be one of several', () => {
    const inputs = { ...OIDC, 'role-to-assume': `${HUB}\n${FAR}` };
    const made = plan({ ...inputs, 'allowed-account-ids': '111111111111, 9999999999999999' });
    expect(made.allowedAccountIds).toEqual(['111111111111', '9999999999999999']);
  });
});

describe('STS is asked', () => {
  test.each<[Texts, string]>([
    [{}, 'sts.aliyuncs.com'],
    [{ 'sts-region': 'cn-shanghai' }, 'sts.cn-shanghai.aliyuncs.com'],
    [{ 'sts-region': 'cn-shanghai', 'sts-vpc': 'true' }, 'sts-vpc.cn-shanghai.aliyuncs.com'],
    [{ 'sts-region': 'cn-hangzhou-finance' }, 'sts.aliyuncs.com'],
    [{ 'sts-region': 'cn-north-2-gov-1', 'sts-vpc': 'true' }, 'sts-vpc.cn-north-2-gov-1.aliyuncs.com'],
    [{ 'sts-endpoint': 'STS.Example.com:8443' }, 'sts.example.com:8443'],
    [{ region: 'cn-shanghai' }, 'sts.aliyuncs.com'],
  ])('with %j at %s', (inputs, host) => {
    expect(plan({ ...KEY, ...inputs }).sts.host).toBe(host);
  });

  test('as often as retry-max-attempts says', () => {
    expect(plan(KEY).sts.maxAttempts).toBeUndefined();
    expect(plan({ ...KEY, 'retry-max-attempts': '2' }).sts.maxAttempts).toBe(2);
  });

  test('not at a host that is made of an unknown region: that is refused with what to do', () => {
    const { message, hint } = refusal({ ...KEY, 'sts-region': 'cn-nowhere-9' });
    expect(message).toMatch(/sts-region.*cn-nowhere-9/);
    expect(hint).toMatch(/sts-endpoint/);
  });

  test('not outside of a VPC in a region that has nothing there', () => {
    const { message, hint } = refusal({ ...KEY, 'sts-region': 'cn-north-2-gov-1' });
    expect(message).toMatch(/sts-region.*cn-north-2-gov-1/);
    expect(hint).toMatch(/sts-vpc/);
  });
});

const PRINT = expect.any(Secret);

describe('the credential is exported', () => {
  test.each<[Texts, object]>([
    [{}, { env: true, outputs: true, maskAccountId: false, cleanup: true }],
    [
      { profile: 'ci' },
      {
        env: false,
        outputs: true,
        maskAccountId: false,
        cleanup: true,
        profile: { name: 'ci', refresh: false, plan: PRINT },
      },
    ],
    [
      { profile: 'ci', 'export-env': 'true' },
      {
        env: true,
        outputs: true,
        maskAccountId: false,
        cleanup: true,
        profile: { name: 'ci', refresh: false, plan: PRINT },
      },
    ],
    [{ 'export-env': 'false' }, { env: false, outputs: true, maskAccountId: false, cleanup: true }],
    [
      {
        profile: 'ci',
        'credentials-file': '~/k',
        region: 'cn-hangzhou',
        'output-credentials': 'false',
        'mask-account-id': 'true',
        cleanup: 'false',
      },
      {
        env: false,
        outputs: false,
        maskAccountId: true,
        cleanup: false,
        region: 'cn-hangzhou',
        profile: { name: 'ci', credentialsFile: '~/k', refresh: false, plan: PRINT },
      },
    ],
  ])('with %j as planned', (inputs, expected) => {
    expect(plan({ ...KEY, ...inputs }).exportOptions).toEqual(expected);
  });
});

const ELSEWHERE = [
  'refresh',
  'output-credentials',
  'mask-account-id',
  'dry-run',
  'summary',
  'timeout-seconds',
  'retry-max-attempts',
  'cleanup',
] as const;

describe('any combination of inputs', () => {
  /** A missing input does not compile, unless it decides nothing about the login. */
  const VALUES: Readonly<Record<Exclude<InputName, (typeof ELSEWHERE)[number]>, readonly string[]>> = {
    type: CREDENTIAL_TYPES,
    'role-to-assume': [ROLE, `${HUB}\n${FAR}`],
    'oidc-provider-arn': [PROVIDER],
    audience: ['a'],
    'oidc-token-file': ['/t'],
    'access-key-id': ['LTAIfake'],
    'access-key-secret': ['the-key-secret'],
    'security-token': ['the-security-token'],
    'role-name': ['r'],
    'disable-imds-v1': ['true', 'false'],
    'metadata-endpoint': ['http://127.0.0.1:1'],
    'credentials-uri': ['https://the-secret-uri'],
    'credentials-uri-allow-http': ['true'],
    'bearer-token': ['the-bearer-token'],
    'source-profile': ['p'],
    'role-chaining': ['true', 'false'],
    'role-session-name': ['me'],
    'role-session-expiration': ['900'],
    policy: ['{}'],
    'external-id': ['ab'],
    'source-identity': ['me'],
    'allowed-account-ids': ['1234567890123456'],
    region: ['cn-hangzhou'],
    'sts-region': ['cn-hangzhou', 'cn-north-2-gov-1', 'xx-unknown'],
    'sts-endpoint': ['sts.example.com'],
    'sts-vpc': ['true'],
    'export-env': ['true', 'false'],
    profile: ['ci'],
    'credentials-file': ['/k'],
  };
  const subset = fc
    .subarray(Object.keys(VALUES) as (keyof typeof VALUES)[], { maxLength: 7 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...VALUES[name])]))),
    );

  test('is planned or refused as an InputError, without a secret in it', () => {
    fc.assert(
      fc.property(subset, (inputs) => {
        let made: Plan;
        try {
          made = plan(inputs as Texts);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          const { message, hint } = error as InputError;
          expect(`${message} ${hint}`).not.toMatch(/the-(key-secret|security-token|secret-uri|bearer-token)/);
          return;
        }
        expect(JSON.stringify(made)).not.toMatch(/the-(key-secret|security-token|secret-uri|bearer-token)/);
        // Whoever names a way to log in gets that way, and no other.
        const ways: Record<string, string[]> = {
          'bearer-token': ['bearer'],
          'credentials-uri': ['credentials_uri'],
          'access-key-id': ['access_key', 'sts'],
          'role-name': ['ecs_ram_role'],
          'source-profile': ['profile'],
          'oidc-provider-arn': ['github', 'token-file'],
        };
        for (const [name, from] of Object.entries(ways))
          if (name in inputs) expect(from).toContain(made.source.from);
        expect(made.source.from === 'default').toBe(inputs['type'] === 'default');
        if ('type' in inputs) expect(made.type).toBe(inputs['type']);
        const roles = (inputs['role-to-assume'] ?? '').split('\n').filter(Boolean);
        const assumed = [
          ...('role' in made.source ? [made.source.role.roleArn] : []),
          ...made.hops.map((hop) => hop.roleArn),
        ];
        expect(assumed).toEqual(roles);
      }),
      { numRuns: 1000 },
    );
  });

  test('is planned the same twice, and changes nothing', () => {
    fc.assert(
      fc.property(subset, (inputs) => {
        const attempt = (): unknown => {
          try {
            return plan(inputs as Texts);
          } catch (error) {
            return String(error);
          }
        };
        expect(attempt()).toEqual(attempt());
      }),
      { numRuns: 100 },
    );
  });
});

describe('whether two jobs may hold one profile name', () => {
  const print = (inputs: Texts, job?: Job) =>
    plan({ ...inputs, profile: 'ci' }, job).exportOptions.profile?.plan?.reveal();
  const LATER: Job = { ...JOB, runId: '23' };
  const assumed = (inputs: Texts): boolean => plan(inputs).hops.length > 0;

  test.each<[string, Texts]>([
    ['GitHub’s token', OIDC],
    ['a token in a file', { ...OIDC, 'oidc-token-file': '/t' }],
    ['GitHub’s token and two roles', { ...OIDC, 'role-to-assume': `${HUB}\n${ROLE}` }],
    ['a key', KEY],
    ['a key and a role', { ...KEY, 'role-to-assume': ROLE }],
    ['a temporary key', { ...KEY, 'security-token': 't' }],
    ['a bearer token', { 'bearer-token': 'b' }],
  ])('is said by the plan: %s', (_, inputs) => {
    const own = print(inputs);
    expect(own).toBeDefined();
    expect(print(inputs, LATER)).toBe(own);
    expect(print({ ...inputs, 'timeout-seconds': '30', summary: 'true' })).toBe(own);
    const others: Texts[] = [
      { region: 'cn-hangzhou' },
      ...('role-to-assume' in inputs
        ? [
            { 'role-to-assume': 'oidc-provider-arn' in inputs ? FAR : `${HUB}\n${FAR}` },
            { 'role-session-name': 'mine' },
            { policy: '{"Version":"1","Statement":[]}' },
          ]
        : []),
      ...('oidc-provider-arn' in inputs ? [{ 'oidc-provider-arn': `${PROVIDER}2` }] : []),
      // A single role with a token takes neither.
      ...(assumed(inputs) ? [{ 'external-id': 'ext' }, { 'source-identity': 'octocat' }] : []),
      ...('access-key-id' in inputs
        ? [{ 'access-key-id': 'LTAIother' }, { 'access-key-secret': 'other' }]
        : []),
      ...('oidc-token-file' in inputs ? [{ 'oidc-token-file': '/u' }] : []),
      ...('security-token' in inputs ? [{ 'security-token': 'u' }] : []),
      ...('bearer-token' in inputs ? [{ 'bearer-token': 'c' }] : []),
    ];
    for (const other of others) expect(print({ ...inputs, ...other }), JSON.stringify(other)).not.toBe(own);
  });

  test.each<[string, Texts]>([
    ['the environment', { 'role-chaining': 'true', 'role-to-assume': ROLE }],
    ['an instance role', { 'role-name': 'runner' }],
    ['a credentials URI', { 'credentials-uri': 'https://x' }],
    ['a profile of the machine', { type: 'profile', 'source-profile': 'mine' }],
    ['whatever is there', { type: 'default' }],
    ['what renews itself', { ...OIDC, refresh: 'true' }],
  ])('is not: %s', (_, inputs) => {
    expect(print(inputs)).toBeUndefined();
  });
});
