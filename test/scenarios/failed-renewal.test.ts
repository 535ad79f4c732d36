/**
 * A renewal that fails is not a change of identity: an SDK whose command fails goes on along its chain, to a section of
 * the same name in the machine owner's credentials.ini and then to the instance's role, and exits with 0 as somebody
 * else. Go's SDK is in test/interop/failed-renewal.ts.
 */

import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import {
  askPythonSdk,
  askSdk,
  ecs,
  type Found,
  INI,
  ini,
  own,
  PYTHON,
  setProviderScene,
  userFields,
} from './providers-support.ts';
import { OIDC, succeeded, userKey, type WatchedJob, warningsOf } from './support.ts';

const scene = setProviderScene();
const REFRESH = { ...OIDC, profile: 'ci', region: 'cn-hangzhou', refresh: 'true' };
const SDKS: readonly (readonly [string, (job: WatchedJob) => Promise<Found>])[] = [
  ['Node.js', askSdk],
  ...(PYTHON === undefined ? [] : [['Python', askPythonSdk] as const]),
];

afterEach(() => scene.emulator.faults.clear());

/** A job on an instance that has a role. */
const onInstance = (env: Readonly<Record<string, string>> = {}): WatchedJob =>
  scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '', ...env });

/** The owner has a section of the same name: a key of somebody else. */
function withOwnersSection(job: WatchedJob): void {
  for (const file of [INI, `${INI}.ini`])
    own(job, file, ini({ ci: { type: 'access_key', ...userFields(scene.emulator), enable: 'true' } }));
}

/** From now on, the profile's command fails: its credential has expired, and STS gives no other. */
function failRenewal(job: WatchedJob): void {
  job.yieldTo();
  const { profiles } = JSON.parse(job.read('home/.aliyun/config.json')) as {
    profiles: { name: string; process_command: string }[];
  };
  const folder = profiles.find(({ name }) => name === 'ci')?.process_command.split(' ')[2] ?? '';
  fs.rmSync(path.join(folder, 'credential.json'));
  scene.emulator.faults.queue('sts', { kind: 'error', code: 'NoPermission', status: 403, times: 100 });
}

describe.each(SDKS)('Where the renewal fails, a new process of the SDK for %s', (_, ask) => {
  test.each([
    ['an owner’s section of the same name', withOwnersSection],
    ['nothing else but the instance’s role', () => {}],
  ])('is nobody, beside %s', async (_beside, furnish) => {
    const job = onInstance();
    furnish(job);
    succeeded(await job.login(REFRESH));
    expect((await ask(job)).providerName).toMatch(/cli_profile/);
    failRenewal(job);
    const { error, ...found } = await ask(job);
    expect(found).toEqual({});
    expect(error).toMatch(/unable to (get|load) credentials from any of the providers/);
  });

  test('is not an earlier login of the job, which had the same name', async () => {
    const job = onInstance();
    succeeded(await job.login({ ...userKey(scene.emulator), profile: 'ci', region: 'cn-hangzhou' }));
    expect((await ask(job)).accessKeyId).toBe(SAMPLE.userKey);
    succeeded(await job.login(REFRESH));
    failRenewal(job);
    expect((await ask(job)).accessKeyId).toBeUndefined();
    await job.logout({ profile: 'ci' });
    expect(Object.keys(job.env)).toContain('ALIBABA_CLOUD_ECS_METADATA_DISABLED');
    expect(job.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']).toBe('');
  });
});

describe('The instance’s role, beside a profile that renews itself', () => {
  test('is there for a step that resets the variable, as the README shows', async () => {
    const job = onInstance({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' });
    succeeded(await job.login(REFRESH));
    expect((await askSdk(job)).accessKeyId).toBeUndefined();
    job.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = 'false';
    expect((await askSdk(job)).providerName).toContain('ecs_ram_role');
  });

  test('is there for a later login, but not where the job itself forbids it', async () => {
    const { emulator } = scene;
    const job = onInstance();
    succeeded(await job.login(REFRESH));
    expect(job.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']).toBe('true');
    succeeded(await job.login(ecs(emulator)));
    const byChain = { type: 'default', 'metadata-endpoint': emulator.metadataUrl };
    const other = onInstance({
      ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true',
      ALIBABA_CLOUD_ECS_METADATA: 'ecs-runner',
    });
    succeeded(await other.login(REFRESH));
    for (const name of ['ALIBABA_CLOUD_PROFILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE']) other.env[name] = '';
    succeeded(await other.login(byChain));
    const forbidden = onInstance({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
    succeeded(await forbidden.login(REFRESH));
    expect((await forbidden.login(ecs(emulator))).exitCode).toBe(1);
  });
});

test('A credentials URI that stands in the job is warned of', async () => {
  const job = onInstance({ ALIBABA_CLOUD_CREDENTIALS_URI: scene.emulator.credentialsUri });
  job.secrets.push(scene.emulator.world.credentialsUri.path.slice('/credentials/'.length));
  const login = succeeded(await job.login(REFRESH));
  expect(warningsOf(login).join('\n')).toContain('ALIBABA_CLOUD_CREDENTIALS_URI');
  failRenewal(job);
  expect((await askSdk(job)).providerName).toContain('credential_uri');
});
