/** `dry-run: true`: the plan is told, what a login would refuse is refused, nothing is sent and nothing changed. */

import path from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { OIDC, type StepResult, setScene, type WatchedJob } from './support.ts';

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

test.each([
  [KEY, /take the key in access-key-id[\s\S]*ask STS whose it is, at sts\.aliyuncs\.com/],
  [{ ...KEY, 'security-token': 'dry-run-token-value' }, /take the temporary credential/],
  [{ ...KEY, 'role-to-assume': SAMPLE.deploy2 }, /take the key[\s\S]*assume with that/],
  [
    { 'role-chaining': 'true', 'role-to-assume': SAMPLE.audit },
    /credential that is in the job's environment/,
  ],
  [{ type: 'ecs_ram_role' }, /the instance's role, at http:\/\/100\.100\.100\.200, never through a proxy/],
  [
    { 'credentials-uri': 'https://credentials.example.com/dry-run-token-value' },
    /at credentials\.example\.com, through/,
  ],
  [{ 'bearer-token': 'dry-run-token-value' }, /take the bearer token[\s\S]*ALIBABA_CLOUD_BEARER_TOKEN/],
  [{ 'source-profile': 'owner' }, /the profile “owner” of this machine/],
  [{ type: 'default', cleanup: 'false' }, /first source[\s\S]*leave it all there/],
])('tells of %j', async (inputs, said) => {
  const result = await dryRun(scene.proxiedJob(), inputs);
  expect(result.exitCode, result.log).toBe(0);
  expect(result.log).toMatch(said);
});

test('warns of what would win over it', async () => {
  const job = scene.job({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId' });
  const { annotations } = await dryRun(job, { ...OIDC, profile: 'work' });
  expect(annotations).toMatchObject([
    {
      message: expect.stringContaining(
        'ALIBABA_CLOUD_ACCESS_KEY_ID is set in this job: Alibaba Cloud’s SDKs',
      ),
    },
    {
      message: expect.stringContaining(
        'ALIBABA_CLOUD_ACCESS_KEY_ID is set in this job: Terraform’s provider',
      ),
    },
  ]);
});

test.each([
  [{ 'role-to-assume': SAMPLE.deploy }, {}, /role-to-assume/],
  [
    OIDC,
    { ACTIONS_ID_TOKEN_REQUEST_URL: '' },
    /ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN/,
  ],
  [OIDC, { RUNNER_TEMP: '' }, /RUNNER_TEMP is not set/],
  [{ ...OIDC, 'oidc-token-file': '/none' }, {}, /no OIDC token at \/none/],
  [{ ...OIDC, profile: 'work', 'credentials-file': 'relative.ini' }, {}, /credentials-file/],
  [OIDC, { https_proxy: 'ftp://127.0.0.1:1' }, /https_proxy/],
])('refuses what a login refuses: %j %j', async (inputs, env, message) => {
  const job = scene.job(env);
  const result = await job.login({ ...inputs, 'dry-run': 'true' });
  expect(result.exitCode).toBe(1);
  expect(result.annotations[0]?.message).toMatch(message);
  expect(job.requests).toEqual([]);
});
