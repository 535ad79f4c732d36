/** What wins over this login for some tool: that the step says so, and that the published Node SDK really does it. */

import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { askSdk, setProviderScene, tokenFile } from './providers-support.ts';
import { OIDC, succeeded, userKey, warningsOf } from './support.ts';

const scene = setProviderScene();

/** A key of somebody else that stands in the job. */
const standing = (): Record<string, string> => {
  const { 'access-key-id': id = '', 'access-key-secret': secret = '' } = userKey(scene.emulator);
  return { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
};

describe('beside a profile', () => {
  test('a key in the job is who the SDK is', async () => {
    const job = scene.job(standing());
    const result = succeeded(await job.login({ ...OIDC, profile: 'ci', region: 'cn-hangzhou' }));
    expect(warningsOf(result).join('\n')).toContain(
      'Alibaba Cloud’s SDKs and OpenDAL use that key instead of the profile',
    );
    expect((await askSdk(job)).accessKeyId).toBe(SAMPLE.userKey);
  });

  test('the RRSA variables are who the SDK is', async () => {
    const job = scene.job();
    const file = await tokenFile(job);
    Object.assign(job.env, {
      ALIBABA_CLOUD_ROLE_ARN: SAMPLE.deploy,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: SAMPLE.oidcProvider,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
    });
    const inputs = { ...OIDC, 'oidc-token-file': file, profile: 'ci', region: 'cn-hangzhou' };
    const result = succeeded(await job.login(inputs));
    expect(warningsOf(result).join('\n')).toContain('log in with that OIDC role instead of the profile');
    const found = await askSdk(job);
    expect(found.accessKeyId).not.toBe(result.outputs['access-key-id']);
    expect(found.providerName).toContain('oidc');
  });

  test('without config.json the SDK finds no STS profile, but a key’s', async () => {
    const off = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' };
    const job = scene.job(off);
    const result = succeeded(await job.login({ ...OIDC, profile: 'ci', region: 'cn-hangzhou' }));
    expect(warningsOf(result).join('\n')).toContain('ignore config.json');
    expect((await askSdk(job)).accessKeyId).toBeUndefined();
    const second = scene.job(off);
    const key = succeeded(
      await second.login({ ...userKey(scene.emulator), profile: 'ci', region: 'cn-hangzhou' }),
    );
    expect(warningsOf(key)).toEqual([]);
  });

  test('with nothing that wins, the SDK is who the profile is, and nothing is said', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...OIDC, profile: 'ci', region: 'cn-hangzhou' }));
    expect(warningsOf(result)).toEqual([]);
    expect((await askSdk(job)).accessKeyId).toBe(result.outputs['access-key-id']);
  });
});

describe('what the job has', () => {
  test('is pointed at ours where a tool prefers it, is named where it is replaced, and comes back', async () => {
    const before = {
      ALIBABACLOUD_PROFILE: 'theirs',
      ALIBABA_CLOUD_CONFIG_FILE: '/elsewhere/config.json',
      ACK_RAM_TOOL_PROFILE_NAME: 'theirs',
      ALIBABA_CLOUD_PROFILE: 'ci',
    };
    const job = scene.job(before);
    const result = succeeded(await job.login({ ...OIDC, profile: 'ci', region: 'cn-hangzhou' }));
    expect(warningsOf(result)).toEqual([]);
    expect(result.exported).toMatchObject({ ALIBABACLOUD_PROFILE: 'ci', ACK_RAM_TOOL_PROFILE_NAME: 'ci' });
    expect(result.exported).not.toHaveProperty('ACK_RAM_TOOL_PROFIL_ENAME');
    expect(result.log).toMatch(
      /^This login will replace the job’s own values of ALIBABACLOUD_PROFILE, ACK_RAM_TOOL_PROFILE_NAME, ALIBABA_CLOUD_CONFIG_FILE\.$/m,
    );
    // What the first login has set is none of the job's own.
    const second = succeeded(await job.login({ ...OIDC, profile: 'other', region: 'cn-hangzhou' }));
    expect(second.log).toMatch(/^This login will replace the job’s own values of ALIBABA_CLOUD_PROFILE\.$/m);
    expect(second.exported['ALIBABACLOUD_PROFILE']).toBe('other');
    const dry = succeeded(await job.login({ ...userKey(scene.emulator), 'dry-run': 'true' }));
    expect(dry.log).not.toContain('replace');
    await job.finish();
    expect(job.env).toMatchObject(before);
  });
});

describe('beside variables', () => {
  test('RRSA and an owner’s key in a config.json are not who the SDK is, and only the CLI is named', async () => {
    const job = scene.job({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' });
    const { 'access-key-id': id, 'access-key-secret': secret } = userKey(scene.emulator);
    const owner = { name: 'owner', mode: 'AK', access_key_id: id, access_key_secret: secret };
    job.write('home/.aliyun/config.json', JSON.stringify({ current: 'owner', profiles: [owner] }));
    job.leaves.push(/config\.json$/);
    const result = succeeded(await job.login({ ...OIDC, region: 'cn-hangzhou' }));
    expect(warningsOf(result)).toEqual([expect.stringMatching(/“owner”: the aliyun CLI uses that profile/)]);
    expect((await askSdk(job)).accessKeyId).toBe(result.outputs['access-key-id']);
  });
});
