import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { decide, originsOf } from '../../../src/login/decide.ts';
import { environment } from '../../../src/runtime/env.ts';

type Texts = Readonly<Record<string, string>>;

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const OIDC = {
  'role-to-assume': ROLE,
  'oidc-provider-arn': 'acs:ram::1234567890123456:oidc-provider/github',
};
const KEY = { 'access-key-id': 'LTAIfake', 'access-key-secret': 'the-secret' };
const IN_JOB = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/path?query=1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token',
};
const IN_ENVIRONMENT = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIenvironment',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'environment-secret',
};

function job(inputs: Texts, variables: Texts = {}) {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return environment({ ...variables, ...Object.fromEntries(given) });
}

function origins(inputs: Texts, variables: Texts = {}): readonly string[] {
  const env = job(inputs, variables);
  return originsOf(decide(env), env).map(({ origin }) => origin);
}

describe('what the entry decides', () => {
  test('is the plan, with the secrets to hide and the facts about the job', () => {
    const { plan, secrets } = decide(
      job(
        { ...KEY, 'role-to-assume': ROLE, 'dry-run': 'true', 'timeout-seconds': '7' },
        { GITHUB_REPOSITORY_ID: '11', GITHUB_RUN_ID: '22', GITHUB_RUN_ATTEMPT: '3' },
      ),
    );
    expect(plan).toMatchObject({ type: 'ram_role_arn', dryRun: true, timeoutSeconds: 7 });
    expect(plan?.hops[0]?.session.roleSessionName).toBe('gh-11-22-3');
    expect(secrets).toEqual([
      ['mask', 'LTAIfake'],
      ['mask', 'the-secret'],
    ]);
  });

  test('is a refusal, whose secrets are hidden all the same', () => {
    const decided = decide(job({ ...KEY, 'bearer-token': 'the-bearer-token', 'access-key-secret': 'a\0b' }));
    expect(decided.plan).toBeUndefined();
    expect(decided.refusal).toBeInstanceOf(InputError);
    expect(decided.secrets).toEqual([
      ['mask', 'LTAIfake'],
      ['conceal', 'a\0b'],
      ['mask', 'the-bearer-token'],
    ]);
  });
});

describe('connections are opened', () => {
  test.each<[string, Texts, Texts, readonly string[]]>([
    ['to STS and GitHub', OIDC, IN_JOB, ['https://sts.aliyuncs.com', 'https://token.example']],
    [
      'to the STS that is chosen',
      { ...OIDC, 'sts-region': 'cn-beijing', 'oidc-token-file': '/t' },
      {},
      ['https://sts.cn-beijing.aliyuncs.com'],
    ],
    ['to nobody where the job may ask for no token', OIDC, {}, []],
    ['to STS for a key', KEY, {}, ['https://sts.aliyuncs.com']],
    [
      'to STS for the environment’s key',
      { 'role-chaining': 'true', 'role-to-assume': ROLE },
      IN_ENVIRONMENT,
      ['https://sts.aliyuncs.com'],
    ],
    [
      'to nobody where the environment has no key',
      { 'role-chaining': 'true', 'role-to-assume': ROLE },
      {},
      [],
    ],
    ['to nobody for an instance’s role alone', { type: 'ecs_ram_role' }, {}, []],
    [
      'to STS for a role after it',
      { type: 'ecs_ram_role', 'role-to-assume': ROLE },
      {},
      ['https://sts.aliyuncs.com'],
    ],
    [
      'to STS where the account has to be known',
      { 'credentials-uri': 'https://x', 'allowed-account-ids': '1234567890123456' },
      {},
      ['https://sts.aliyuncs.com'],
    ],
    ['to nobody for a bearer token', { 'bearer-token': 'b' }, {}, []],
    ['to nobody where the machine decides', { type: 'default', 'role-to-assume': ROLE }, {}, []],
    ['to nobody for a dry run', { ...OIDC, 'dry-run': 'true' }, IN_JOB, []],
    ['to nobody where the inputs are refused', { ...OIDC, ...KEY }, IN_JOB, []],
  ])('%s', (_, inputs, variables, expected) => {
    expect(origins(inputs, variables)).toEqual(expected);
  });
});
