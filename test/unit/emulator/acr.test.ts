/** Container Registry's two APIs; the published SDK's core judges both signatures that it can send. */

import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type Emulator, SAMPLE } from '../../../emulator/emulator.ts';
import { emulate, type Keys, trust, userKeys } from './support.ts';

const require = createRequire(import.meta.url);

interface Call {
  readonly action: string;
  readonly version: string;
  readonly pathname: string;
  readonly method: string;
  readonly style: 'RPC' | 'ROA';
}

// Every client of the SDK has its core's way to call any API.
const { default: Client } = require('@alicloud/sts20150401') as {
  default: new (
    config: object,
  ) => { callApi(call: object, request: object, runtime: object): Promise<Answer> };
};
const { $OpenApiUtil } = require('@alicloud/openapi-core') as {
  $OpenApiUtil: Record<'Params' | 'OpenApiRequest', new (fields: object) => object>;
};
const { RuntimeOptions } = require('@alicloud/tea-util') as {
  RuntimeOptions: new (fields: object) => object;
};

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly body: any;
}

const ENTERPRISE: Call = {
  action: 'GetAuthorizationToken',
  version: '2018-12-01',
  pathname: '/',
  method: 'POST',
  style: 'RPC',
};
const PERSONAL: Call = {
  action: 'GetAuthorizationToken',
  version: '2016-06-07',
  pathname: '/tokens',
  method: 'GET',
  style: 'ROA',
};

interface How {
  readonly keys?: Keys;
  readonly query?: Readonly<Record<string, string>>;
  readonly signatureAlgorithm?: string;
}

/** As the SDK's client of Container Registry asks. */
async function ask(emulator: Emulator, call: Call, how: How = {}): Promise<unknown> {
  trust(emulator);
  const { keys = userKeys(emulator), query = {}, signatureAlgorithm } = how;
  const endpoint = `127.0.0.1:${emulator.tlsPort}`;
  const client = new Client({ ...keys, endpoint, signatureAlgorithm });
  const common = { protocol: 'HTTPS', authType: 'AK', reqBodyType: 'json', bodyType: 'json' };
  const { body } = await client.callApi(
    new $OpenApiUtil.Params({ ...common, ...call }),
    new $OpenApiUtil.OpenApiRequest({ query }),
    new RuntimeOptions({ autoretry: false }),
  );
  return body;
}

const INSTANCE = { query: { InstanceId: SAMPLE.instance } };

function sessionKeys(emulator: Emulator): Keys {
  return emulator.world.issueSession(emulator.world.role(SAMPLE.deploy), 'session', 900);
}

describe('the Enterprise Edition', () => {
  test('gives a password of an instance, for an hour', async () => {
    const emulator = await emulate();
    const asked = Math.floor(Date.now() / 1000) * 1000;
    emulator.world.clock = () => asked;
    expect(await ask(emulator, ENTERPRISE, INSTANCE)).toMatchObject({
      IsSuccess: true,
      Code: 'success',
      TempUsername: 'cr_temp_user',
      AuthorizationToken: emulator.world.registries.issued[0]?.password,
      ExpireTime: asked + 3_600_000,
    });
  });

  test('gives a session one that ends with it', async () => {
    const emulator = await emulate();
    const keys = sessionKeys(emulator);
    const body = await ask(emulator, ENTERPRISE, { ...INSTANCE, keys });
    const [session] = emulator.world.sessions.values();
    expect(body).toMatchObject({ ExpireTime: session?.expiration });
  });

  test('knows no other instance', async () => {
    const body = await ask(await emulate(), ENTERPRISE, { query: { InstanceId: 'cri-not-there' } });
    expect(body).toMatchObject({ IsSuccess: false, Code: 'INSTANCE_NOT_EXIST' });
  });
});

describe('the Personal Edition', () => {
  test.each([
    ['V3', undefined],
    ['ROA', 'v2'],
  ])('gives a password by the signature %s', async (_name, signatureAlgorithm) => {
    const emulator = await emulate();
    for (const keys of [userKeys(emulator), sessionKeys(emulator)])
      expect(
        await ask(emulator, PERSONAL, { keys, ...(signatureAlgorithm && { signatureAlgorithm }) }),
      ).toMatchObject({
        data: {
          tempUserName: 'cr_temp_user',
          authorizationToken: emulator.world.registries.issued.at(-1)?.password,
        },
      });
    expect(emulator.requests.map(({ headers }) => headers['authorization']?.split(' ')[0])).toEqual(
      Array(2).fill(signatureAlgorithm ? 'acs' : 'ACS3-HMAC-SHA256'),
    );
  });

  test('knows no account that has never used it', async () => {
    const emulator = await emulate();
    const keys = {
      accessKeyId: SAMPLE.otherAdminKey,
      accessKeySecret: emulator.world.secretOf(SAMPLE.otherAdminKey),
    };
    await expect(ask(emulator, PERSONAL, { keys })).rejects.toThrow('user is not exist.');
  });
});

describe.each([
  ['Enterprise', ENTERPRISE, INSTANCE, undefined],
  ['Personal', PERSONAL, {}, undefined],
  ['Personal, ROA', PERSONAL, {}, 'v2'],
] as const)('refused by the %s Edition', (_name, call, how, algorithm) => {
  const signatureAlgorithm = algorithm && { signatureAlgorithm: algorithm };

  test.each([
    ['a wrong secret', 'SignatureDoesNotMatch', (keys: Keys) => ({ ...keys, accessKeySecret: 'wrong' })],
    ['an unknown key', 'InvalidAccessKeyId.NotFound', (keys: Keys) => ({ ...keys, accessKeyId: 'LTAI-no' })],
  ])('%s: %s', async (_case, code, change) => {
    const emulator = await emulate();
    const keys = change(userKeys(emulator));
    await expect(ask(emulator, call, { ...how, ...signatureAlgorithm, keys })).rejects.toMatchObject({
      code,
    });
    expect(emulator.world.registries.issued).toEqual([]);
  });

  test('a session that is over: InvalidSecurityToken.Expired', async () => {
    const emulator = await emulate();
    const keys = sessionKeys(emulator);
    emulator.world.expireSession(keys.accessKeyId);
    const code = 'InvalidSecurityToken.Expired';
    await expect(ask(emulator, call, { ...how, ...signatureAlgorithm, keys })).rejects.toMatchObject({
      code,
    });
  });

  test('who lacks the permission: NoPermission', async () => {
    const emulator = await emulate();
    emulator.world.registries.refused.add(SAMPLE.deploy);
    const keys = sessionKeys(emulator);
    const code = 'NoPermission';
    await expect(ask(emulator, call, { ...how, ...signatureAlgorithm, keys })).rejects.toMatchObject({
      code,
    });
  });
});
