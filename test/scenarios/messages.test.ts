/** Situations that have cost somebody an afternoon: what the log says of each, to a reader who does not know the answer. */

import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  OIDC,
  refusalOf,
  type StepResult,
  setScene,
  succeeded,
  unprivileged,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

describe('an input', () => {
  test('that YAML took for a floating-point number is to be put in quotes', async () => {
    const inputs = { ...OIDC, 'allowed-account-ids': '2.23456789012346E+15' };
    const error = refusalOf(await scene.job().login(inputs));
    expect(error).toContain('allowed-account-ids: "2.23456789012346E+15" is not an account ID');
    expect(error).toContain('Put the account ID in quotes');
  });

  test.each([
    ['a zero-width space', `${SAMPLE.deploy}\u200b`, '\\u200b'],
    ['a soft hyphen', SAMPLE.deploy.replace('role/', 'role/\u00ad'), '\\u00ad'],
    ['a mark of direction', `\u200f${SAMPLE.deploy}`, '\\u200f'],
    ['a Cyrillic letter', SAMPLE.deploy.replace('acs', '\u0430cs'), '\\u0430cs'],
  ])('with %s shows it', async (_, role, seen) => {
    const error = refusalOf(await scene.job().login({ ...OIDC, 'role-to-assume': role }));
    expect(error).toContain(seen);
    expect(error).toContain('Type the value instead of pasting it');
    expect(error).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test.each([
    ['cn-beijing-1', 'Did you mean cn-beijing?'],
    ['oss-cn-hangzhou', 'Did you mean cn-hangzhou?'],
    ['cn-shanghai-b', 'Did you mean cn-shanghai?'],
    ['xx-nowhere-7', 'If the region is new, ignore this.'],
  ])('region: %s is warned of: %s', async (region, advice) => {
    const result = succeeded(await scene.job().login({ ...OIDC, region }));
    expect(warningsOf(result)).toEqual([
      expect.stringContaining(`“${region}” that this version knows. ${advice}`),
    ]);
    expect(result.exported['ALIBABA_CLOUD_REGION_ID']).toBe(region);
  });

  test.each([
    [{ 'sts-region': 'oss-cn-hangzhou' }, /Did you mean cn-hangzhou\?/],
    [{ 'sts-region': 'xx-new-1' }, /sts-endpoint: sts\.xx-new-1\.aliyuncs\.com\./],
    [
      { 'sts-region': 'xx-new-1', 'sts-vpc': 'true' },
      /sts-endpoint: sts-vpc\.xx-new-1\.aliyuncs\.com in place/,
    ],
  ])('%o says what to give instead', async (inputs, advice) => {
    expect(refusalOf(await scene.job().login({ ...OIDC, ...inputs }))).toMatch(advice);
  });

  test.each(['ap-southeast-8', 'cn-zhongwei'])('sts-region: %s is asked', async (region) => {
    const job = scene.job();
    expect(warningsOf(succeeded(await job.login({ ...OIDC, region, 'sts-region': region })))).toEqual([]);
    expect(job.requests.at(-1)?.host).toBe(`sts.${region}.aliyuncs.com`);
  });
});

describe('a region that nobody sets', () => {
  const hint = 'No region is set, and the aliyun CLI fails without one';

  test('is a line of the log, and no warning', async () => {
    const result = succeeded(await scene.job().login(OIDC));
    expect(result.log).toContain(hint);
    expect(result.annotations).toEqual([]);
  });

  test('is none where the job, the step or the profile has one', async () => {
    expect((await scene.job({ ALICLOUD_REGION_ID: 'cn-hangzhou' }).login(OIDC)).log).not.toContain(hint);
    expect((await scene.job().login({ ...OIDC, region: 'cn-hangzhou' })).log).not.toContain(hint);
    const job = scene.job();
    const ci = { name: 'ci', mode: 'AK', access_key_id: '', access_key_secret: '', region_id: 'cn-hangzhou' };
    job.write('home/.aliyun/config.json', JSON.stringify({ current: 'ci', profiles: [ci] }));
    expect(succeeded(await job.login({ ...OIDC, profile: 'ci' })).log).not.toContain(hint);
    expect((await scene.job().login({ ...OIDC, 'export-env': 'false' })).log).not.toContain(hint);
  });
});

describe('STS that never answers, as in a VPC that drops packets', () => {
  test.each([
    [{ 'timeout-seconds': '2' }, 'Timed out'],
    [{ 'retry-max-attempts': '1' }, 'The service did not answer in time'],
  ])(
    'leads with %o to the endpoint in the VPC',
    async (inputs, title) => {
      scene.emulator.faults.queue('sts', { kind: 'hang' });
      const error = refusalOf(await scene.job().login({ ...OIDC, ...inputs }));
      expect(error).toContain(title);
      expect(error).toContain('use sts-region with sts-vpc: true');
    },
    20_000,
  );
});

describe('a job that gets no OIDC token', () => {
  const without = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
  test.each([
    [
      'Forgejo',
      { FORGEJO_ACTIONS: 'true', GITEA_ACTIONS: 'true' },
      /Forgejo .*`enable-openid-connect: true`/s,
    ],
    ['Gitea', { GITEA_ACTIONS: 'true' }, /Gitea issues no OIDC token.*a key from Gitea’s secrets/s],
    [
      'GitHub Enterprise Server',
      { GITHUB_SERVER_URL: 'https://github.example.com' },
      /GitHub Enterprise Server .*id-token: write.*https:\/\/HOST\/_services\/token/s,
    ],
    ['act', { ACT: 'true' }, /This runner offers no OIDC token.*act/s],
    ['GitHub', {}, /may not ask for an OIDC token.*id-token: write/s],
    ['ARC’s hooks', { GITHUB_ACTIONS: '', CI: '' }, /may not ask for an OIDC token.*id-token: write/s],
  ])('from %s says what it needs', async (_, env, words) => {
    const job = scene.job({ ...without, ...env });
    const error = refusalOf(await job.login(OIDC));
    expect(error).toMatch(words);
    if (/Forgejo|Gitea/.test(error)) expect(error).not.toContain('GitHub');
    expect(job.requests).toEqual([]);
  });
});

describe('what is on the runner', () => {
  test('a config.json that begins with a byte order mark is named for it', async () => {
    const job = scene.job();
    job.write('home/.aliyun/config.json', '\ufeff{"current":"a","profiles":[]}');
    const error = refusalOf(await job.login({ ...OIDC, profile: 'ci' }));
    expect(error).toMatch(/config\.json begins with a byte order mark/);
  });

  test.skipIf(!has.permissionBits).each(['GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_OUTPUT'])(
    '%s that belongs to another user tells of the container’s user (needs permission bits)',
    async (name) => {
      const job = scene.job();
      const options = unprivileged(job);
      const env = { [name]: job.write('commands-of-another', '', 0o400) };
      const { annotations } = await job.login(OIDC, { ...options, env });
      const errors = annotations.filter(({ level }) => level === 'error');
      const error = errors.map(({ title, message }) => `${title}: ${message}`).join();
      expect(errors).toHaveLength(1);
      expect(error).toContain('This user cannot access the runner’s files');
      expect(error).toContain('options: --user root');
    },
  );

  test.each([
    ['is not there', (job: WatchedJob) => `${job.root}/gone.pem`, 'does not exist'],
    ['holds no certificate', (job: WatchedJob) => job.write('ca.pem', 'no PEM'), 'holds no PEM certificate'],
  ])('NODE_EXTRA_CA_CERTS that %s is named', async (_, path, why) => {
    const job = scene.job();
    const file = path(job);
    const result = await job.login(OIDC, { env: { NODE_EXTRA_CA_CERTS: file, NODE_NO_WARNINGS: '1' } });
    const error = refusalOf({ ...result, stderr: '' });
    expect(error).toContain('The TLS certificate is not acceptable');
    expect(error).toContain(`NODE_EXTRA_CA_CERTS names ${file}, which ${why}: Node.js ignores it.`);
    expect(error).toContain('NODE_USE_SYSTEM_CA=1');
  });

  test('metadata that only answers a GET tells of the container, not of a machine that is no instance', async () => {
    const { faults, metadataUrl } = scene.emulator;
    faults.queue('metadata', { kind: 'hang', times: 2, match: ({ method }) => method === 'PUT' });
    const job = scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
    const error = refusalOf(await job.login({ type: 'ecs_ram_role', 'metadata-endpoint': metadataUrl }));
    expect(error).toContain('ECS metadata does not reach this container');
    expect(error).toContain('--network host');
    expect(job.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'GET']);
    faults.queue('metadata', { kind: 'hang', times: 3 });
    const silent = refusalOf(await job.login({ type: 'ecs_ram_role', 'metadata-endpoint': metadataUrl }));
    expect(silent).toContain('ECS metadata does not answer');
  });
});

describe('a key that STS does not know', () => {
  const good = (): { id: string; secret: string } => {
    const { 'access-key-id': id = '', 'access-key-secret': secret = '' } = userKey(scene.emulator);
    return { id, secret };
  };
  test.each<[string, () => { id: string; secret: string }, string]>([
    ['was copied from a log', () => ({ id: '***', secret: good().secret }), 'copied from a masked text'],
    ['has a secret from a log', () => ({ id: good().id, secret: '***' }), 'copied from a masked text'],
    ['is swapped', () => ({ id: good().secret, secret: good().id }), 'ID and secret are swapped'],
    ['is something else', () => ({ id: 'ci-deployer', secret: good().secret }), 'ID is not one of Alibaba'],
    ['was deleted', () => ({ id: 'LTAI5tDeletedLongAgo', secret: good().secret }), 'does not exist'],
    ['has another secret', () => ({ id: good().id, secret: 'some-other-secret-0123' }), 'secret is wrong'],
  ])('is told apart where it %s', async (_, key, title) => {
    const job = scene.job();
    const { id, secret } = key();
    const error = refusalOf(await job.login({ 'access-key-id': id, 'access-key-secret': secret }));
    expect(error.split(':')[0]).toContain(title);
  });
});

test.each(['access-key-secret', 'access-key-id'])('a line break after %s is found first', async (name) => {
  const key = userKey(scene.emulator);
  const job = scene.job();
  const error = refusalOf(await job.login({ ...key, [name]: `${key[name]}\n` }));
  expect(error).toMatch(RegExp(`${name} .*line break`));
  expect(job.requests).toEqual([]);
});

describe('what RAM may not know yet', () => {
  const elsewhere = (arn: string): string => `${arn}-made-just-now`;
  test.each([
    ['a role', { 'role-to-assume': elsewhere(SAMPLE.deploy) }],
    ['a provider', { 'oidc-provider-arn': elsewhere(SAMPLE.oidcProvider) }],
    ['an audience', { audience: 'just-added' }],
    ['a trust policy', { 'role-to-assume': SAMPLE.audit }],
  ])('is said of %s', async (_, inputs) => {
    const error = refusalOf(await scene.job().login({ ...OIDC, ...inputs }));
    expect(error).toContain('seconds ago can take a minute to be known');
  });
});

describe('where a refusal leads', () => {
  test.each([
    ['the summary, where there is one', {}, /“Why: [^”]+” and in the job summary\.$/],
    ['the log alone, where there is none', { GITHUB_STEP_SUMMARY: '' }, /“Why: [^”]+”\.$/],
  ])('is %s', async (_, env, words) => {
    const job = scene.job();
    const refused = { ...OIDC, 'role-to-assume': SAMPLE.audit };
    const result = await job.login(refused, { env });
    expect(refusalOf(result)).toMatch(words);
    expect(result.log).toContain('"oidc:sub"');
    if ('GITHUB_STEP_SUMMARY' in env) expect(result.raw).not.toMatch(/job summary/i);
  });
});

test('a login that exports nothing does not say as what', async () => {
  const inputs = { ...OIDC, 'export-env': 'false', 'output-credentials': 'false' };
  const { log } = succeeded(await scene.job().login(inputs));
  expect(log).toMatch(/Logged in as .*, until \S+Z\.$/m);
});

test('a trust policy with another action than sts:AssumeRole is among what may be wrong', async () => {
  const role = scene.emulator.world.role(SAMPLE.deploy);
  const { trustPolicy } = role;
  const text = JSON.stringify(trustPolicy).replaceAll('sts:AssumeRole', 'sts:AssumeRoleWithOIDC');
  Object.assign(role, { trustPolicy: JSON.parse(text) as typeof trustPolicy });
  try {
    const error = refusalOf(await scene.job().login(OIDC));
    expect(error).toContain('The role does not trust this job');
    expect(error).toContain('the action is not sts:AssumeRole (RAM has no action sts:AssumeRoleWithOIDC)');
  } finally {
    Object.assign(role, { trustPolicy });
  }
});

describe('summary: true', () => {
  const rowsOf = ({ summary }: StepResult): Record<string, string> =>
    Object.fromEntries(
      [...summary.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, name, text]) => [name, text]),
    );

  test('writes who, account, until when, exported as what, session and RequestId', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...OIDC, summary: 'true', 'role-session-name': 'release-7' }));
    const { arn, expiration, 'account-id': account } = result.outputs;
    expect(rowsOf(result)).toEqual({
      'Logged in as': `\`${arn}\``,
      Account: `\`${account}\``,
      Until: expiration,
      'Exported as': expect.stringMatching(/environment variables/),
      'Session name in ActionTrail': '`release-7`',
      RequestId: expect.stringMatching(/^`[\w-]{20,}`$/),
    });
  });

  test('writes of a key who it is, and hides the account where that is wanted', async () => {
    const inputs = { ...userKey(scene.emulator), summary: 'true', 'mask-account-id': 'true' };
    const result = succeeded(await scene.job().login(inputs));
    expect(Object.keys(rowsOf(result))).toEqual(['Logged in as', 'Account', 'Exported as', 'RequestId']);
    expect(result.summary).not.toContain('1234567890123456');
  });

  test('is the only way to a summary of a login that succeeds', async () => {
    expect(succeeded(await scene.job().login(OIDC)).summary).toBe('');
  });
});
