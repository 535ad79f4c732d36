import { describe, expect, test } from 'vitest';
import { defaultWorld, type Emulator, SAMPLE } from '../../../emulator/emulator.ts';
import { type Answer, askDirectly, askSigned, emulate } from './support.ts';

const TTL = 'x-aliyun-ecs-metadata-token-ttl-seconds';
const TOKEN = 'x-aliyun-ecs-metadata-token';
const CREDENTIALS = '/latest/meta-data/ram/security-credentials/';

function get(emulator: Emulator, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return askDirectly(emulator, `${emulator.metadataUrl}${path}`, { headers });
}

function putToken(emulator: Emulator, headers: Record<string, string>): Promise<Answer> {
  return askDirectly(emulator, `${emulator.metadataUrl}/latest/api/token`, { method: 'PUT', headers });
}

describe('hardened mode', () => {
  test('gives the role and a working credential for a token', async () => {
    const emulator = await emulate();
    emulator.world.ecs.mode = 'hardened-only';
    const headers = { [TOKEN]: (await putToken(emulator, { [TTL]: '21600' })).text };
    expect((await get(emulator, CREDENTIALS, headers)).text).toBe('ecs-runner');
    const { json } = await get(emulator, `${CREDENTIALS}ecs-runner`, headers);
    expect(Object.keys(json).sort()).toEqual(
      ['AccessKeyId', 'AccessKeySecret', 'Code', 'Expiration', 'LastUpdated', 'SecurityToken'].sort(),
    );
    const { AccessKeyId, AccessKeySecret, SecurityToken } = json;
    const keys = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
    expect((await askSigned(emulator, 'GetCallerIdentity', keys)).json).toMatchObject({
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${SAMPLE.account}:assumed-role/ecs-runner/${emulator.world.ecs.instanceId}`,
    });
  });

  test.each([[{}], [{ [TTL]: '0' }], [{ [TTL]: '21601' }], [{ [TTL]: 'x' }]])(
    'gives no token for %o',
    async (headers) => {
      expect((await putToken(await emulate(), headers)).status).toBe(400);
    },
  );

  test('gives no token to what was forwarded', async () => {
    expect((await putToken(await emulate(), { [TTL]: '60', 'X-Forwarded-For': '1.2.3.4' })).status).toBe(403);
  });

  test('refuses no token, a bad one, and an expired one', async () => {
    const emulator = await emulate();
    emulator.world.ecs.mode = 'hardened-only';
    expect((await get(emulator, CREDENTIALS)).status).toBe(403);
    expect((await get(emulator, CREDENTIALS, { [TOKEN]: 'x' })).status).toBe(401);
    const headers = { [TOKEN]: (await putToken(emulator, { [TTL]: '60' })).text };
    expect((await get(emulator, CREDENTIALS, headers)).status).toBe(200);
    emulator.world.clockOffset = 61_000;
    expect((await get(emulator, CREDENTIALS, headers)).status).toBe(401);
  });
});

describe('other modes', () => {
  test('normal mode needs no token, and has none when alone', async () => {
    const emulator = await emulate();
    expect((await get(emulator, CREDENTIALS)).text).toBe('ecs-runner');
    expect((await get(emulator, CREDENTIALS, { [TOKEN]: 'x' })).status).toBe(401);
    emulator.world.ecs.mode = 'normal-only';
    expect((await putToken(emulator, { [TTL]: '60' })).status).toBe(404);
    expect((await get(emulator, '/latest/meta-data/region-id')).text).toBe('cn-hangzhou');
    expect((await get(emulator, '/latest/meta-data/instance-id')).text).toBe('i-bp1emulator00000000');
  });

  test('an instance without a role, or another role’s name, is not found', async () => {
    const emulator = await emulate();
    expect((await get(emulator, `${CREDENTIALS}other`)).status).toBe(404);
    expect((await get(emulator, '/latest/meta-data/nothing')).status).toBe(404);
    expect((await askDirectly(emulator, emulator.metadataUrl, { method: 'DELETE' })).status).toBe(405);
    emulator.world.ecs.roleArn = undefined;
    expect((await get(emulator, CREDENTIALS)).status).toBe(404);
  });

  test('off never answers', async () => {
    const emulator = await emulate();
    emulator.world.ecs.mode = 'off';
    const failed = expect(get(emulator, CREDENTIALS)).rejects.toThrow();
    await expect.poll(() => emulator.requests.length).toBe(1);
    await emulator.close();
    await failed;
  });

  test('absent listens to nobody; later, it resets', async () => {
    const world = defaultWorld();
    world.ecs.mode = 'absent';
    const absent = await emulate({ world });
    await expect(get(absent, CREDENTIALS)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const emulator = await emulate();
    emulator.world.ecs.mode = 'absent';
    await expect(get(emulator, CREDENTIALS)).rejects.toThrow();
  });
});

describe('the credentials URI', () => {
  test('answers a session at its secret path alone', async () => {
    const emulator = await emulate();
    const { json } = await askDirectly(emulator, emulator.credentialsUri);
    expect(json).toMatchObject({ Code: 'Success', AccessKeyId: expect.stringMatching(/^STS\./) });
    expect((await askDirectly(emulator, `${emulator.credentialsUri}x`)).status).toBe(404);
    expect((await askDirectly(emulator, emulator.credentialsUri, { method: 'POST' })).status).toBe(405);
    emulator.world.credentialsUri.roleArn = undefined;
    expect((await askDirectly(emulator, emulator.credentialsUri)).json.Code).toBe('Failed');
  });
});
