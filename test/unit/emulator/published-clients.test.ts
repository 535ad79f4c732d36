/** The published clients judge the emulator: they work against it, and are refused where they should be. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { type Emulator, SAMPLE } from '../../../emulator/emulator.ts';
import { emulate, githubToken, onCleanup, trust } from './support.ts';

const require = createRequire(import.meta.url);

interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

// The parts of both packages that are used here; their own types ask for classes where objects will do.
const { default: Credential, ECSRAMRoleCredentialsProvider } = require('@alicloud/credentials') as {
  default: new (config: object) => { getCredential(): Promise<Keys> };
  ECSRAMRoleCredentialsProvider: { builder(): EcsBuilder };
};
const {
  default: StsClient,
  AssumeRoleRequest,
  AssumeRoleWithOIDCRequest,
} = require('@alicloud/sts20150401') as {
  default: new (
    config: object,
  ) => {
    getCallerIdentity(): Promise<{ readonly body: Record<string, string | undefined> }>;
    assumeRole(request: object): Promise<StsResponse>;
    assumeRoleWithOIDC(request: object): Promise<StsResponse>;
  };
  AssumeRoleRequest: new (fields: object) => object;
  AssumeRoleWithOIDCRequest: new (fields: object) => object;
};

interface StsResponse {
  readonly body: {
    readonly credentials: Keys & { readonly expiration: string };
    readonly OIDCTokenInfo?: Record<string, string>;
  };
}

interface EcsBuilder {
  withDisableIMDSv1(disable: boolean): EcsBuilder;
  build(): EcsProvider;
}

interface EcsProvider {
  doRequest: (request: { host: string }) => Promise<unknown>;
  getCredentials(): Promise<Keys>;
}

/** An emulator that clients in this process trust. */
async function trusted(): Promise<Emulator> {
  const emulator = await emulate();
  trust(emulator);
  return emulator;
}

async function tokenFile(token: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'emulator-test-'));
  onCleanup(() => rm(directory, { recursive: true }));
  const file = join(directory, 'token');
  await writeFile(file, token, { mode: 0o600 });
  return file;
}

async function callerIdentity(emulator: Emulator, keys: Keys): Promise<Record<string, string | undefined>> {
  const client = new StsClient({ ...keys, endpoint: `127.0.0.1:${emulator.tlsPort}` });
  return (await client.getCallerIdentity()).body;
}

async function get(emulator: Emulator, config: Record<string, unknown>): Promise<Keys> {
  const endpoint = { stsEndpoint: `127.0.0.1:${emulator.tlsPort}`, roleSessionName: 'judge' };
  return new Credential({ ...endpoint, ...config }).getCredential();
}

async function oidcConfig(
  emulator: Emulator,
  token?: string,
  roleArn: string = SAMPLE.deploy,
): Promise<Record<string, unknown>> {
  return {
    type: 'oidc_role_arn',
    oidcProviderArn: SAMPLE.oidcProvider,
    oidcTokenFilePath: await tokenFile(token ?? (await githubToken(emulator))),
    roleArn,
  };
}

function userKeys(emulator: Emulator): Keys {
  return { accessKeyId: SAMPLE.userKey, accessKeySecret: emulator.world.secretOf(SAMPLE.userKey) };
}

test('oidc_role_arn gets a session that GetCallerIdentity knows', async () => {
  const emulator = await trusted();
  const keys = await get(emulator, await oidcConfig(emulator));
  expect(keys.accessKeyId).toMatch(/^STS\./);
  expect(await callerIdentity(emulator, keys)).toMatchObject({
    identityType: 'AssumedRoleUser',
    accountId: SAMPLE.account,
    arn: `acs:ram::${SAMPLE.account}:assumed-role/deploy/judge`,
  });
});

test('oidc_role_arn is refused a wrong audience, a foreign subject and an expired token', async () => {
  const emulator = await trusted();
  const wrongAudience = await githubToken(emulator, 'somebody-else');
  await expect(get(emulator, await oidcConfig(emulator, wrongAudience))).rejects.toThrow('AudienceNotMatch');
  emulator.world.github.claims.repository = 'mallory/fork';
  await expect(get(emulator, await oidcConfig(emulator))).rejects.toThrow('There is no permission');
  const token = await githubToken(emulator);
  emulator.world.clockOffset = 301_000;
  await expect(get(emulator, await oidcConfig(emulator, token))).rejects.toThrow('OIDCToken.Expired');
});

test('ram_role_arn assumes a role with a V1 signature, and chains with the session', async () => {
  const emulator = await trusted();
  const keys = await get(emulator, { type: 'ram_role_arn', ...userKeys(emulator), roleArn: SAMPLE.deploy2 });
  expect((await callerIdentity(emulator, keys))['arn']).toMatch(/assumed-role\/deploy2\/judge$/);
  const deployed = await get(emulator, await oidcConfig(emulator));
  const { accessKeyId, accessKeySecret, securityToken } = deployed;
  const session = { accessKeyId, accessKeySecret, securityToken };
  const target = await get(emulator, { type: 'ram_role_arn', ...session, roleArn: SAMPLE.target });
  expect((await callerIdentity(emulator, target))['accountId']).toBe(SAMPLE.otherAccount);
});

test('ram_role_arn is told that its secret is wrong, in the words that it looks for', async () => {
  const emulator = await trusted();
  const config = {
    type: 'ram_role_arn',
    ...userKeys(emulator),
    accessKeySecret: 'wrong',
    roleArn: SAMPLE.deploy2,
  };
  // The client compares our string to sign with its own, and says this only if they are the same.
  await expect(get(emulator, config)).rejects.toThrow('the access key secret is invalid');
});

test('ram_role_arn needs the external ID', async () => {
  const emulator = await trusted();
  const config = { type: 'ram_role_arn', ...userKeys(emulator), roleArn: SAMPLE.partner };
  await expect(get(emulator, config)).rejects.toThrow('NoPermission');
  await expect(get(emulator, { ...config, externalId: SAMPLE.externalId })).resolves.toBeDefined();
});

test('secrets and policies with odd characters sign the same on both sides', async () => {
  const emulator = await trusted();
  const odd = { accessKeyId: 'LTAI5tOddCharacters', accessKeySecret: '+/=%#;\'" &\n' };
  emulator.world.addUser({ account: SAMPLE.account, name: 'ci-deployer', ...odd });
  const policy = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: "*'()!~ é", Resource: '*' }],
  });
  await get(emulator, { type: 'ram_role_arn', ...odd, roleArn: SAMPLE.deploy2, policy });
  expect((await callerIdentity(emulator, odd))['identityType']).toBe('RAMUser');
});

test('credentials_uri gets a session', async () => {
  const emulator = await trusted();
  const keys = await get(emulator, { type: 'credentials_uri', credentialsURI: emulator.credentialsUri });
  expect((await callerIdentity(emulator, keys))['arn']).toMatch(/assumed-role\/deploy\/credentials-uri$/);
});

test.each(['both', 'hardened-only', 'normal-only'] as const)(
  'ecs_ram_role gets a session, %s',
  async (mode) => {
    const emulator = await trusted();
    emulator.world.ecs.mode = mode;
    const keys = await ecsKeys(emulator, false);
    expect((await callerIdentity(emulator, keys))['arn']).toMatch(/assumed-role\/ecs-runner\/i-/);
  },
);

test('ecs_ram_role without normal mode gets nothing where there is no hardened mode', async () => {
  const emulator = await trusted();
  emulator.world.ecs.mode = 'normal-only';
  await expect(ecsKeys(emulator, true)).rejects.toThrow('get metadata token failed with 404');
});

test('GetCallerIdentity tells a user, the root account, and nobody for a bad key', async () => {
  const emulator = await trusted();
  expect(await callerIdentity(emulator, userKeys(emulator))).toMatchObject({
    identityType: 'RAMUser',
    arn: `acs:ram::${SAMPLE.account}:user/ci-deployer`,
  });
  const root = { accessKeyId: SAMPLE.rootKey, accessKeySecret: emulator.world.secretOf(SAMPLE.rootKey) };
  expect(await callerIdentity(emulator, root)).toMatchObject({
    identityType: 'Account',
    arn: `acs:ram::${SAMPLE.account}:root`,
  });
  const wrong = callerIdentity(emulator, { ...root, accessKeySecret: 'wrong' });
  await expect(wrong).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  const inactive = {
    accessKeyId: SAMPLE.inactiveKey,
    accessKeySecret: emulator.world.secretOf(SAMPLE.inactiveKey),
  };
  await expect(callerIdentity(emulator, inactive)).rejects.toMatchObject({
    code: 'InvalidAccessKeyId.Inactive',
  });
  const unknown = { accessKeyId: 'LTAI5tNobody', accessKeySecret: 'x' };
  await expect(callerIdentity(emulator, unknown)).rejects.toMatchObject({
    code: 'InvalidAccessKeyId.NotFound',
  });
});

test('GetCallerIdentity refuses an expired session', async () => {
  const emulator = await trusted();
  const keys = await get(emulator, await oidcConfig(emulator));
  emulator.world.expireSession(keys.accessKeyId);
  await expect(callerIdentity(emulator, keys)).rejects.toMatchObject({
    code: 'InvalidSecurityToken.Expired',
  });
});

/** The client's own ECS provider; the address is the only thing changed in its requests. */
async function ecsKeys(emulator: Emulator, disableIMDSv1: boolean): Promise<Keys> {
  const provider = ECSRAMRoleCredentialsProvider.builder().withDisableIMDSv1(disableIMDSv1).build();
  const original = provider.doRequest;
  provider.doRequest = (request) => {
    expect(request.host).toBe('100.100.100.200');
    request.host = new URL(emulator.metadataUrl).host;
    return original(request);
  };
  return provider.getCredentials();
}

test('the STS SDK assumes roles with V3 signatures, and reads why it was denied', async () => {
  const emulator = await trusted();
  const client = new StsClient({ ...userKeys(emulator), endpoint: `127.0.0.1:${emulator.tlsPort}` });
  const fields = { roleArn: SAMPLE.partner, roleSessionName: 'judge', externalId: 'octo-external-id' };
  const assumed = await client.assumeRole(new AssumeRoleRequest({ ...fields, durationSeconds: 900 }));
  expect(Date.parse(assumed.body.credentials.expiration) - Date.now()).toBeLessThanOrEqual(900_000);
  const oidc = async () => ({
    roleArn: SAMPLE.deploy,
    roleSessionName: 'judge',
    OIDCProviderArn: SAMPLE.oidcProvider,
    OIDCToken: await githubToken(emulator),
  });
  const exchanged = await client.assumeRoleWithOIDC(new AssumeRoleWithOIDCRequest(await oidc()));
  expect(exchanged.body.OIDCTokenInfo).toMatchObject({ verificationInfo: 'Success' });
  emulator.world.github.claims.repository = 'mallory/fork';
  const denied = client.assumeRoleWithOIDC(new AssumeRoleWithOIDCRequest(await oidc()));
  await expect(denied).rejects.toMatchObject({
    statusCode: 401,
    code: 'AuthenticationFail.NoPermission',
    accessDeniedDetail: { PolicyType: 'AssumeRolePolicy' },
  });
});

test('the toolkit gets a token through the proxy, in a process of its own', async () => {
  const emulator = await emulate();
  const program =
    "import { getIDToken } from '@actions/core'; process.stdout.write(`\\n${await getIDToken('sts.aliyuncs.com')}`)";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...emulator.clientEnv(), ...emulator.githubEnv() },
  });
  expect(decodeJwt(stdout.trim().split('\n').at(-1) ?? '').aud).toBe('sts.aliyuncs.com');
  expect(emulator.requests).toMatchObject([{ service: 'github', viaProxy: true }]);
  expect(emulator.refused).toEqual([]);
});
