/** `dry-run: true`: the plan is told, what a login would refuse is refused, nothing is sent and nothing changed. */

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  OIDC,
  refusalOf,
  type StepOptions,
  type StepResult,
  setScene,
  unprivileged,
  type WatchedJob,
} from './support.ts';

const scene = setScene();

const KEY = { 'access-key-id': 'LTAI5tDryRunKeyIdOnly', 'access-key-secret': 'dry-run-secret-value' };

async function dryRun(job: WatchedJob, inputs: Record<string, string>): Promise<StepResult> {
  job.secrets.push(...Object.values(KEY), 'dry-run-token-value');
  const [env, files] = [{ ...job.env }, job.files()];
  const result = await job.login({ ...inputs, 'dry-run': 'true' });
  expect(job.requests).toEqual([]);
  expect(job.env).toEqual(env);
  expect(job.files()).toEqual(files);
  expect(result).toMatchObject({ stderr: '', exported: {}, outputs: {}, state: {}, summary: '' });
  for (const post of await job.finish()) expect(post).toMatchObject({ exitCode: 0, log: '' });
  return result;
}

test('tells where the credential comes from, whom it would ask and how, and what it would leave', async () => {
  const job = scene.proxiedJob();
  const result = await dryRun(job, {
    ...OIDC,
    'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.target}`,
    'allowed-account-ids': SAMPLE.otherAccount,
    'sts-region': 'cn-hangzhou',
    region: 'cn-hangzhou',
    profile: 'work',
  });
  expect(result.exitCode).toBe(0);
  const proxy = new URL(scene.emulator.proxyUrl).host;
  const said = result.log.trimEnd().split('\n');
  const expected = [
    'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
    `- ask GitHub for an OIDC token for sts.aliyuncs.com, at pipelines.actions.githubusercontent.com, through the proxy ${proxy}`,
    `- exchange it for 900 seconds as ${SAMPLE.deploy} (session gh-123456789-9876543210-1), trusted by way of ${SAMPLE.oidcProvider}, at sts.cn-hangzhou.aliyuncs.com, through the proxy ${proxy}`,
    `- assume with that 3600 seconds as ${SAMPLE.target} (session gh-123456789-9876543210-1), at sts.cn-hangzhou.aliyuncs.com, through the proxy ${proxy}`,
    `- fail unless it belongs to account ${SAMPLE.otherAccount}`,
    `- write the profile “work” to a private credentials.ini under RUNNER_TEMP and ${path.join(job.home, '.aliyun/config.json')}`,
    '- export the variables that name it',
    '- export ALIBABA_CLOUD_REGION_ID, ALIBABA_CLOUD_REGION, ALIBABACLOUD_REGION_ID, ALICLOUD_REGION, OSS_REGION',
    '- set the credential as step outputs, masked',
    'and take everything back when the job ends.',
  ];
  expect(said.filter((line) => !line.startsWith('::'))).toEqual(expected);
});

const IN_ENVIRONMENT = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: KEY['access-key-id'],
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEY['access-key-secret'],
};
const URI = { ALIBABA_CLOUD_CREDENTIALS_URI: 'https://credentials.example.com/dry-run-token-value' };

test.each<[Record<string, string>, RegExp, Record<string, string>?]>([
  [KEY, /take the key in access-key-id[\s\S]*ask STS whose it is, at sts\.aliyuncs\.com/],
  [{ ...KEY, 'security-token': 'dry-run-token-value' }, /take the temporary credential/],
  [{ ...KEY, 'role-to-assume': SAMPLE.deploy2 }, /take the key[\s\S]*assume with that/],
  [
    { 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit },
    /credential that is in the job's environment/,
    IN_ENVIRONMENT,
  ],
  [{ type: 'ecs_ram_role' }, /the instance's role, at http:\/\/100\.100\.100\.200, never through a proxy/],
  [
    { 'credentials-uri': 'https://credentials.example.com/dry-run-token-value' },
    /at credentials\.example\.com, through/,
  ],
  [{ 'bearer-token': 'dry-run-token-value' }, /take the bearer token[\s\S]*ALIBABA_CLOUD_BEARER_TOKEN/],
  [
    { 'source-profile': 'owner' },
    /“owner” of this machine\n- ask ECS metadata for the role r, at \S+, never.*\n- assume with that 1200 seconds as \S+deploy2 .*, at sts\.cn-beijing\.aliyuncs\.com, through/,
  ],
  [
    { type: 'default', cleanup: 'false' },
    /first source[\s\S]*at credentials\.example\.com[\s\S]*leave it all there/,
    URI,
  ],
])('tells of %j', async (inputs, said, env = {}) => {
  const job = scene.proxiedJob({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '', ...env });
  const owner = { mode: 'RamRoleArnWithRoleName', ram_role_name: 'r', ram_role_arn: SAMPLE.deploy2 };
  const more = { name: 'owner', expired_seconds: 1200, sts_region: 'cn-beijing' };
  if ('source-profile' in inputs)
    job.write('home/.aliyun/config.json', JSON.stringify({ profiles: [{ ...owner, ...more }] }));
  const result = await dryRun(job, inputs);
  expect(result.exitCode, result.log).toBe(0);
  expect(result.log).toMatch(said);
});

test('warns of what would win over it', async () => {
  const job = scene.job({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret-that-stands',
  });
  const { annotations } = await dryRun(job, { ...OIDC, profile: 'work' });
  expect(annotations).toMatchObject([
    {
      message: expect.stringContaining(
        'ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET are set: Alibaba Cloud’s SDKs',
      ),
    },
    {
      message: expect.stringContaining(
        'ALIBABA_CLOUD_ACCESS_KEY_ID is set in this job: Terraform’s provider',
      ),
    },
  ]);
});

/** What is amiss: the inputs, the variables, and what is done to the machine before. */
type Amiss = [
  Record<string, string>,
  Record<string, string>,
  RegExp,
  ((job: WatchedJob) => StepOptions | undefined)?,
];

const WORK = { ...OIDC, profile: 'work' };
const config = (text: string) => (job: WatchedJob) => void job.write('home/.aliyun/config.json', text);
const closed = (name: 'home' | 'temp') => (job: WatchedJob) => {
  const as = unprivileged(job);
  fs.chmodSync(job[name], 0o500);
  return as;
};
const ONE = '{"name":"work","mode":"AK"}';

test.each<Amiss>([
  [{ 'role-to-assume': SAMPLE.deploy }, {}, /role-to-assume/],
  [
    OIDC,
    { ACTIONS_ID_TOKEN_REQUEST_URL: '' },
    /ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN/,
  ],
  [OIDC, { RUNNER_TEMP: '' }, /RUNNER_TEMP is not set/],
  [WORK, { RUNNER_TEMP: '/nowhere/at/all' }, /\/nowhere\/at\/all does not exist/],
  [{ ...OIDC, 'oidc-token-file': '/none' }, {}, /no OIDC token at \/none/],
  [{ ...WORK, 'credentials-file': 'relative.ini' }, {}, /credentials-file/],
  [OIDC, { https_proxy: 'ftp://127.0.0.1:1' }, /https_proxy/],
  [WORK, {}, /is not a JSON object/, config('{"profiles": [')],
  [WORK, {}, /the profile “work” twice/, config(`{"current":"work","profiles":[${ONE},${ONE}]}`)],
  [
    { ...WORK, refresh: 'true' },
    {},
    /cannot run a command with this path/,
    (job) => {
      job.env['RUNNER_TEMP'] = path.join(job.temp, 'with a blank');
      fs.mkdirSync(job.env['RUNNER_TEMP']);
    },
  ],
  ...(has.permissionBits
    ? ([
        [WORK, {}, /Cannot create .*\.aliyun: this user lacks permission/, closed('home')],
        [OIDC, {}, /Cannot create .*: this user lacks permission/, closed('temp')],
      ] satisfies Amiss[])
    : []),
  ...(has.otherUsers
    ? ([
        [
          WORK,
          {},
          /config\.json belongs to another user/,
          (job) => {
            config('{}')(job);
            fs.chownSync(path.join(job.home, '.aliyun/config.json'), 54_321, 54_321);
          },
        ],
      ] satisfies Amiss[])
    : []),
])('refuses what a login refuses, before any request: %j %j %s', async (inputs, env, message, arrange) => {
  const job = scene.job(env);
  const as = arrange?.(job);
  const dryRun = refusalOf(await job.login({ ...inputs, 'dry-run': 'true' }, as));
  const login = refusalOf(await job.login(inputs, as));
  expect(job.requests).toEqual([]);
  expect(login).toMatch(message);
  expect(steady(dryRun)).toBe(steady(login));
  await job.finish(as);
});

/** Without the names that differ from step to step. */
function steady(text: string): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID');
}
