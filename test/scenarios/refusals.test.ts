/** What cannot be right is refused before anything happens: one error that names the inputs, and nothing else. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import {
  ACTION,
  forAll,
  OIDC,
  refusalOf,
  setScene,
  succeeded,
  unprivileged,
  userKey,
  type WatchedJob,
} from './support.ts';

const scene = setScene();

type Inputs = Record<string, string>;

const KEY = { 'access-key-id': 'LTAI5tSomeKeyOrOther', 'access-key-secret': 'some-secret-or-other' };
const OTHER_ACCOUNT = '9999999999999999';

/**
 * Runs the step with each of these inputs; none may ask anybody anything. The error of each must have its words.
 */
async function expectRefusals(
  cases: Record<string, { inputs: Inputs; names: readonly string[] }>,
): Promise<void> {
  const job = scene.job();
  job.secrets.push(...Object.values(KEY));
  const problems = await forAll(cases, async ({ inputs, names }) => {
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const result = await job.run([ACTION.main], { env: Object.fromEntries(given) });
    job.results.push(result);
    try {
      const message = refusalOf(result);
      expect(result.state).toEqual({});
      const unnamed = names.filter((word) => !message.includes(word));
      return unnamed.length > 0 ? `does not say ${unnamed.join(', ')}: ${message}` : undefined;
    } catch (error) {
      return String(error);
    }
  });
  expect(Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem))).toEqual({});
  expect(job.requests.map(({ service, action }) => `${service} ${action ?? ''}`)).toEqual([]);
}

/** Cases where one input is added to those that would work. */
function bad(
  name: string,
  values: readonly string[],
  base: Inputs = OIDC,
): Record<string, { inputs: Inputs; names: readonly string[] }> {
  return Object.fromEntries(
    values.map((value) => [
      `${name}: ${JSON.stringify(value.slice(0, 50))}`,
      { inputs: { ...base, [name]: value }, names: [name] },
    ]),
  );
}

describe('refused alone, by name, before any request', () => {
  test('a role ARN that is none', () =>
    expectRefusals(
      bad('role-to-assume', [
        'deploy',
        `acs:ram::${SAMPLE.account}:user/deploy`,
        'acs:ram::123:role/deploy',
        `acs:ram::${SAMPLE.account}:role/`,
        `acs:ram::${SAMPLE.account}:role/a b`,
        `acs:ram::${SAMPLE.account}:role/${'a'.repeat(65)}`,
        `${SAMPLE.deploy}\n${SAMPLE.audit} ${SAMPLE.target}`,
      ]),
    ));

  test('an ARN of an OIDC provider that is none', () =>
    expectRefusals(
      bad('oidc-provider-arn', [
        'github',
        SAMPLE.deploy,
        `acs:ram::${SAMPLE.account}:oidc-provider/`,
        `${SAMPLE.oidcProvider}\n${SAMPLE.oidcProvider}`,
      ]),
    ));

  test('a session’s name, duration, external ID, source identity or policy that STS would refuse', () =>
    expectRefusals({
      ...bad('role-session-name', ['x', 'a b', 'ä'.repeat(4), 'a'.repeat(65)]),
      ...bad('role-session-expiration', ['899', '43201', '1h', '3600.5', '1e4']),
      ...bad('external-id', ['x', 'a b', 'ä'.repeat(3)], { ...KEY, 'role-to-assume': SAMPLE.partner }),
      ...bad('source-identity', ['x', 'a b', 'acs:me', 'ä'.repeat(3), 'a'.repeat(65)], {
        ...KEY,
        'role-to-assume': SAMPLE.partner,
      }),
      ...bad('policy', ['{', 'all', JSON.stringify({ Statement: 'x'.repeat(2048) })]),
    }));

  test('a region or an endpoint that is none', () =>
    expectRefusals({
      ...bad('region', ['Hangzhou', 'cn', 'cn-hangzhou\nEVIL=1']),
      ...bad('sts-region', ['cn-atlantis-1', 'cn-hangzhou.evil.example', '../x']),
      ...bad('sts-endpoint', [
        'https://sts.aliyuncs.com',
        'sts.aliyuncs.com/path',
        'user@sts.aliyuncs.com',
        'a b',
      ]),
    }));

  test('a profile’s name that some reader would not find', () =>
    expectRefusals(bad('profile', ['DEFAULT', 'a.b', '../x', 'x]', 'x'.repeat(65), 'a\nb'])));

  test('a number or a boolean that is none', () =>
    expectRefusals({
      ...bad('timeout-seconds', ['0', 'soon', '3601']),
      ...bad('retry-max-attempts', ['0', '-3']),
      ...Object.assign(
        {},
        ...['sts-vpc', 'export-env', 'output-credentials', 'mask-account-id', 'cleanup', 'role-chaining'].map(
          (name) => bad(name, ['yes']),
        ),
      ),
      ...bad('cleanup', ['1', 'tRUE']),
    }));

  test('a type, an audience or an account that is none', () =>
    expectRefusals({
      ...bad('type', ['oidc', 'OIDC_ROLE_ARN', 'rsa_key_pair']),
      ...bad('audience', ['two words', 'sts.aliyuncs.com\nx']),
      ...bad('allowed-account-ids', ['deploy', '123', `${SAMPLE.account},all`, '12345678901234567']),
    }));

  test('a key or token with white space, or nothing else, in it', () =>
    expectRefusals({
      ...bad(
        'access-key-id',
        [' LTAI5tSomeKeyOrOther', 'LTAI5tSomeKeyOrOther\n', 'LTAI5t SomeKey', 'LTÄI5t'],
        KEY,
      ),
      ...bad('security-token', ['CAIS-some-token-or-other\n', ' \n '], KEY),
      ...bad('access-key-secret', [' ', '\n\n'], KEY),
    }));
});

describe('refused together', () => {
  const refused = (inputs: Inputs, ...names: string[]) => ({ inputs, names });

  test('two ways to log in', () =>
    expectRefusals({
      'a key and OIDC': refused({ ...KEY, ...OIDC }, 'access-key-id', 'oidc-provider-arn'),
      'a key and chaining': refused(
        { ...KEY, 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit },
        'access-key-id',
        'role-chaining',
      ),
      'OIDC and chaining': refused(
        { ...OIDC, 'role-chaining': 'true' },
        'oidc-provider-arn',
        'role-chaining',
      ),
      'a token alone and OIDC': refused({ ...OIDC, 'security-token': 'x'.repeat(9) }, 'security-token'),
    }));

  test('a type and inputs of another', () =>
    expectRefusals({
      'access_key with OIDC': refused({ ...OIDC, type: 'access_key' }, 'type', 'oidc-provider-arn'),
      'oidc_role_arn with a key': refused({ ...KEY, type: 'oidc_role_arn' }, 'type', 'access-key-id'),
      'access_key with a token': refused(
        { ...KEY, 'security-token': 'some-token-or-other', type: 'access_key' },
        'type',
        'security-token',
      ),
      'sts without a token': refused({ ...KEY, type: 'sts' }, 'type', 'security-token'),
      'access_key with a role': refused(
        { ...KEY, 'role-to-assume': SAMPLE.deploy2, type: 'access_key' },
        'type',
        'role-to-assume',
      ),
      'ram_role_arn without a role': refused({ ...KEY, type: 'ram_role_arn' }, 'type', 'role-to-assume'),
      'oidc_role_arn without anything': refused(
        { type: 'oidc_role_arn' },
        'oidc-provider-arn',
        'role-to-assume',
      ),
      'access_key without anything': refused({ type: 'access_key' }, 'access-key-id', 'access-key-secret'),
    }));

  test('an input whose other half is missing', () =>
    expectRefusals({
      'a role with no way to it': refused(
        { 'role-to-assume': SAMPLE.deploy },
        'role-to-assume',
        'oidc-provider-arn',
        'access-key-id',
        'role-chaining',
      ),
      'a provider without a role': refused(
        { 'oidc-provider-arn': SAMPLE.oidcProvider },
        'oidc-provider-arn',
        'role-to-assume',
      ),
      'a token file without a provider': refused(
        { 'oidc-token-file': '/some/file', 'role-to-assume': SAMPLE.deploy },
        'oidc-token-file',
        'oidc-provider-arn',
      ),
      'an ID without a secret': refused(
        { 'access-key-id': KEY['access-key-id'], 'access-key-secret': '' },
        'access-key-id',
        'access-key-secret',
      ),
      'a secret without an ID': refused(
        { 'access-key-secret': KEY['access-key-secret'] },
        'access-key-id',
        'access-key-secret',
      ),
      'a token without a key': refused(
        { 'security-token': 'some-token-or-other' },
        'security-token',
        'access-key-id',
      ),
      'chaining without a role': refused({ 'role-chaining': 'true' }, 'role-chaining', 'role-to-assume'),
      'sts-vpc without a region': refused({ ...OIDC, 'sts-vpc': 'true' }, 'sts-vpc', 'sts-region'),
      'credentials-file without a profile': refused(
        { ...OIDC, 'credentials-file': '/somewhere/credentials.ini' },
        'credentials-file',
        'profile',
      ),
    }));

  test('inputs that contradict each other or have no meaning together', () =>
    expectRefusals({
      'two endpoints': refused(
        { ...OIDC, 'sts-region': 'cn-hangzhou', 'sts-endpoint': 'sts.aliyuncs.com' },
        'sts-region',
        'sts-endpoint',
      ),
      'an endpoint inside a VPC': refused(
        { ...OIDC, 'sts-vpc': 'true', 'sts-endpoint': 'sts.aliyuncs.com' },
        'sts-vpc',
        'sts-endpoint',
      ),
      'a region that has only an endpoint inside its VPCs': refused(
        { ...OIDC, 'sts-region': 'cn-north-2-gov-1' },
        'sts-region',
        'sts-vpc',
      ),
      'a token file and an audience': refused(
        { ...OIDC, 'oidc-token-file': '/some/file', audience: 'x' },
        'oidc-token-file',
        'audience',
      ),
      'an audience with a key': refused({ ...KEY, audience: 'x' }, 'audience', 'access-key-id'),
      'an external ID with OIDC': refused({ ...OIDC, 'external-id': 'some-id' }, 'external-id'),
      'a source identity with OIDC': refused(
        { ...OIDC, 'source-identity': 'octocat' },
        'source-identity',
        'AssumeRoleWithOIDC takes none',
      ),
      'a policy without a role': refused({ ...KEY, policy: '{}' }, 'policy', 'role-to-assume'),
      'a session name without a role': refused(
        { ...KEY, 'role-session-name': 'me' },
        'role-session-name',
        'role-to-assume',
      ),
      'a duration without a role': refused(
        { ...KEY, 'role-session-expiration': '3600' },
        'role-session-expiration',
        'role-to-assume',
      ),
    }));

  test('a place that may not be used, before GitHub or STS is asked', () =>
    expectRefusals({
      'in the workspace': refused(
        { ...OIDC, profile: 'work', 'credentials-file': 'credentials.ini' },
        'credentials-file',
      ),
    }));
});

describe('allowed-account-ids', () => {
  test('refuses a role’s ARN of another account before any request', () => {
    const allowed = { 'allowed-account-ids': OTHER_ACCOUNT };
    return expectRefusals({
      oidc: {
        inputs: { ...OIDC, ...allowed },
        names: ['allowed-account-ids', SAMPLE.account, OTHER_ACCOUNT],
      },
      key: {
        inputs: { ...KEY, 'role-to-assume': SAMPLE.deploy2, ...allowed },
        names: ['allowed-account-ids', SAMPLE.account],
      },
      chain: {
        inputs: {
          ...OIDC,
          'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.target}`,
          'allowed-account-ids': SAMPLE.account,
        },
        names: ['allowed-account-ids', SAMPLE.otherAccount],
      },
      chaining: {
        inputs: { 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit, ...allowed },
        names: ['allowed-account-ids', SAMPLE.account],
      },
    });
  });

  test.each([
    ['a key', () => userKey(scene.emulator)],
    ['a root key', () => userKey(scene.emulator, SAMPLE.rootKey)],
    [
      'a temporary key',
      () => {
        const { world } = scene.emulator;
        const session = world.issueSession(world.role(SAMPLE.deploy), 'x', 3600);
        return {
          'access-key-id': session.accessKeyId,
          'access-key-secret': session.accessKeySecret,
          'security-token': session.securityToken,
        };
      },
    ],
  ])('refuses %s of another account once STS has told, before anything is exported', async (_, key) => {
    const job = scene.job();
    const message = refusalOf(
      await job.login({
        ...key(),
        profile: 'work',
        'export-env': 'true',
        'allowed-account-ids': OTHER_ACCOUNT,
      }),
    );
    expect(job.actions).toEqual(['GetCallerIdentity']);
    expect(message).toContain('allowed-account-ids');
    expect(message).toContain(SAMPLE.account);
    expect(fs.existsSync(path.join(job.home, '.aliyun'))).toBe(false);
  });

  test('lets through what is on the list', async () => {
    const allowed = { 'allowed-account-ids': `${OTHER_ACCOUNT}, ${SAMPLE.account}\n` };
    succeeded(await scene.job().login({ ...OIDC, ...allowed }));
    succeeded(await scene.job().login({ ...userKey(scene.emulator), ...allowed }));
  });
});

describe('a job without GitHub’s token', () => {
  const withoutToken = (more: Record<string, string> = {}): WatchedJob =>
    scene.job({ ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '', ...more });

  test('is told about the permission', async () => {
    const job = withoutToken();
    expect(refusalOf(await job.login(OIDC))).toContain('id-token: write');
    expect(job.requests).toEqual([]);
  });

  test('is told what is missing where only one of the variables is there', async () => {
    const pod = scene.job({
      ACTIONS_ID_TOKEN_REQUEST_URL: '',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/var/run/secrets/tokens/token',
    });
    for (const type of ['', 'oidc_role_arn'])
      expect(refusalOf(await pod.login({ ...OIDC, type }))).toMatch(
        /This pod has one of its own .*: to log in with it, give oidc-token-file: \/var\/run\/secrets\/tokens\/token/,
      );
    const job = scene.job({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' });
    expect(refusalOf(await job.login(OIDC))).toMatch(/id-token: write|ACTIONS_ID_TOKEN_REQUEST_TOKEN/);
  });

  test.each([
    ['a fork', { id: 2 }],
    ['a fork that is gone', null],
  ])('is told that the pull request comes from %s', async (_, repo) => {
    const job = withoutToken();
    const event = path.join(job.root, 'event.json');
    fs.writeFileSync(event, JSON.stringify({ pull_request: { head: { repo }, base: { repo: { id: 1 } } } }));
    job.env['GITHUB_EVENT_PATH'] = event;
    expect(refusalOf(await job.login(OIDC))).toMatch(/fork/);
  });

  test('with a pull request of its own repository is told about the permission', async () => {
    const job = withoutToken();
    const event = path.join(job.root, 'event.json');
    const repo = { id: 1 };
    fs.writeFileSync(event, JSON.stringify({ pull_request: { head: { repo }, base: { repo } } }));
    job.env['GITHUB_EVENT_PATH'] = event;
    expect(refusalOf(await job.login(OIDC))).toContain('id-token: write');
  });

  test('that Dependabot started is told so', async () => {
    const job = withoutToken({ GITHUB_ACTOR: 'dependabot[bot]' });
    expect(refusalOf(await job.login(OIDC))).toContain('Dependabot');
  });

  test('is told about the permission where the event cannot be read', async () => {
    for (const file of ['/nowhere/event.json', '/']) {
      const job = withoutToken({ GITHUB_EVENT_PATH: file });
      expect(refusalOf(await job.login(OIDC))).toContain('id-token: write');
    }
  });

  test('or with a URL that is not https never sends the request token anywhere', async () => {
    const urls = [
      'http://pipelines.actions.githubusercontent.com/x?y=z',
      'ftp://127.0.0.1/',
      'no url',
      'file:///x',
    ];
    for (const url of urls) {
      const job = scene.job({ ACTIONS_ID_TOKEN_REQUEST_URL: url });
      expect(refusalOf(await job.login(OIDC))).toContain('ACTIONS_ID_TOKEN_REQUEST_URL');
      expect(job.requests).toEqual([]);
    }
  });
});

describe('an oidc-token-file', () => {
  const refused = async (file: string, job = scene.job()): Promise<string> => {
    const message = refusalOf(await job.login({ ...OIDC, 'oidc-token-file': file }));
    expect(job.requests).toEqual([]);
    return message;
  };

  test('that is missing, empty, or a folder is refused and named', async () => {
    const job = scene.job();
    const empty = job.write('home/token', ' \n');
    expect(await refused('/nowhere/token', job)).toContain('/nowhere/token');
    expect(await refused(empty, job)).toContain(empty);
    expect(await refused(job.home, job)).toContain(job.home);
  });

  test('that may not be read is refused and named', async () => {
    const job = scene.job();
    const file = job.write('home/token', 'not-readable-token');
    const as = unprivileged(job);
    fs.chmodSync(file, 0o200);
    expect(refusalOf(await job.login({ ...OIDC, 'oidc-token-file': file }, as))).toContain(file);
    await job.finish(as);
  });
});
