/**
 * What wins over a login, seen with Node's SDK: the step warns of it, and the SDK does what the warning says. Other tools
 * are in test/interop/overrides.ts.
 */

import { expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { askSdk, setProviderScene, tokenFile } from './providers-support.ts';
import { OIDC, succeeded, userKey, warningsOf } from './support.ts';

const scene = setProviderScene();
const PROFILE = { profile: 'work', region: 'cn-hangzhou' };
const roleOf = (accessKeyId = ''): string | undefined =>
  scene.emulator.world.sessions.get(accessKeyId)?.role.arn;

test('a key in the job, beside a profile: the SDK takes the key', async () => {
  const secret = scene.emulator.world.secretOf(SAMPLE.userKey);
  const job = scene.job({
    ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
  });
  const login = succeeded(await job.login({ ...OIDC, ...PROFILE }));
  expect(warningsOf(login).join('\n')).toContain('SDKs use that key instead of the profile');
  expect((await askSdk(job)).accessKeyId).toBe(SAMPLE.userKey);
});

test('the variables of a pod’s role, beside a profile: the SDK logs in with that role', async () => {
  const job = scene.job();
  Object.assign(job.env, {
    ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: await tokenFile(job),
  });
  const login = succeeded(await job.login({ ...userKey(scene.emulator), ...PROFILE }));
  expect(warningsOf(login).join('\n')).toContain('log in with that OIDC role instead of the profile');
  // What the SDK sends is no more the action's.
  job.yieldTo();
  expect(roleOf((await askSdk(job)).accessKeyId)).toBe(SAMPLE.deploy);
});

test('config.json switched off, beside a profile with an STS credential: the SDK finds nobody', async () => {
  const job = scene.job({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' });
  const login = succeeded(await job.login({ ...OIDC, ...PROFILE }));
  expect(warningsOf(login).join('\n')).toContain('do not know type = sts in credentials.ini');
  expect((await askSdk(job)).error).toContain('unable to get credentials');
});

test('none of them, and the SDK is who the profile says: nothing is warned of', async () => {
  const job = scene.job();
  const login = succeeded(await job.login({ ...OIDC, ...PROFILE }));
  expect(warningsOf(login)).toEqual([]);
  expect(roleOf((await askSdk(job)).accessKeyId)).toBe(SAMPLE.deploy);
});
