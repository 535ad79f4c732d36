import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Emulator, SAMPLE, trusts } from '../../../emulator/emulator.ts';
import { v1Signature, v1StringToSign } from '../../../emulator/sts/signature-v1.ts';
import {
  type Answer,
  ask,
  askSigned,
  askSts,
  assumeQuery,
  emulate,
  keysOf,
  oidcForm,
  userKeys,
} from './support.ts';

function refusal({ status, json }: Answer): unknown[] {
  return [status, json.Code];
}

async function deploySession(emulator: Emulator) {
  return keysOf(await askSts(emulator, 'AssumeRoleWithOIDC', await oidcForm(emulator)));
}

describe('V3 signatures', () => {
  test('a wrong secret is told the string to sign and the canonical request', async () => {
    const emulator = await emulate();
    const session = { ...(await deploySession(emulator)), accessKeySecret: 'wrong' };
    const { status, json } = await askSigned(emulator, 'GetCallerIdentity', session);
    expect([status, json.Code]).toEqual([400, 'SignatureDoesNotMatch']);
    expect(json.Message).toMatch(/server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\]/);
    // As the real service does: clients must not log this.
    expect(json.Message).toContain(session.securityToken);
  });

  test('a query changed on the way is noticed', async () => {
    const emulator = await emulate();
    const answer = await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator), {
      tamper: (headers) => ({
        ...headers,
        'x-acs-version': '2015-04-01',
        host: 'sts.cn-beijing.aliyuncs.com',
      }),
    });
    expect(refusal(answer)).toEqual([400, 'SignatureDoesNotMatch']);
  });

  test.each([
    ['unreadable', { 'x-acs-date': 'yesterday' }, 'InvalidTimeStamp.Format'],
    ['with milliseconds', { 'x-acs-date': '2026-01-01T00:00:00.000Z' }, 'InvalidTimeStamp.Format'],
    ['old', { 'x-acs-date': stamp(-16) }, 'InvalidTimeStamp.Expired'],
    ['early', { 'x-acs-date': stamp(16) }, 'InvalidTimeStamp.Expired'],
    ['missing', { 'x-acs-date': undefined }, 'IncompleteSignature'],
  ])('a date that is %s', async (_, headers, code) => {
    const emulator = await emulate();
    const answer = await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator), { headers });
    expect(refusal(answer)).toEqual([400, code]);
    expect(answer.headers['date']).toBeDefined();
  });

  test.each([-14, 14])('a date %i minutes off is within the window', async (minutes) => {
    const emulator = await emulate();
    const headers = { 'x-acs-date': stamp(minutes) };
    expect((await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator), { headers })).status).toBe(
      200,
    );
  });

  test('a nonce is good once; a forged request does not use it up', async () => {
    const emulator = await emulate();
    const headers = { 'x-acs-signature-nonce': 'once' };
    const again = (secret?: string) =>
      askSigned(
        emulator,
        'GetCallerIdentity',
        { ...userKeys(emulator), ...(secret === undefined ? {} : { accessKeySecret: secret }) },
        { headers },
      );
    expect(refusal(await again('wrong'))).toEqual([400, 'SignatureDoesNotMatch']);
    expect((await again()).status).toBe(200);
    expect(refusal(await again())).toEqual([400, 'SignatureNonceUsed']);
  });

  test('an Authorization header of another kind is incomplete', async () => {
    const emulator = await emulate();
    const answer = await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator), {
      tamper: (headers) => ({ ...headers, authorization: 'Bearer x' }),
    });
    expect(refusal(answer)).toEqual([400, 'IncompleteSignature']);
  });

  test.each([
    ['x-acs-security-token', (names: string[]) => names.filter((name) => name !== 'x-acs-security-token')],
    ['host', (names: string[]) => names.filter((name) => name !== 'host')],
    ['order', (names: string[]) => names.toReversed()],
  ])('signed headers lacking %s are incomplete', async (_, signing) => {
    const emulator = await emulate();
    const answer = await askSigned(emulator, 'GetCallerIdentity', await deploySession(emulator), { signing });
    expect(refusal(answer)).toEqual([400, 'IncompleteSignature']);
  });

  test('errors are XML unless JSON is asked for', async () => {
    const emulator = await emulate();
    const { headers, text } = await askSigned(emulator, 'Nothing', userKeys(emulator), {
      tamper: (headers) => ({ ...headers, accept: '*/*' }),
    });
    expect(headers['content-type']).toMatch(/xml/);
    expect(text).toMatch(/^<\?xml .*<Error><RequestId>.*<Code>InvalidApi\.NotFound<\/Code>/);
  });
});

describe('security tokens', () => {
  test('missing, malformed, of another key, and expired', async () => {
    const emulator = await emulate();
    const session = await deploySession(emulator);
    const { accessKeyId, accessKeySecret } = session;
    const call = (keys: typeof session) => askSigned(emulator, 'GetCallerIdentity', keys);
    expect(refusal(await call({ accessKeyId, accessKeySecret }))).toEqual([400, 'MissingSecurityToken']);
    expect(refusal(await call({ ...session, securityToken: 'x' }))).toEqual([
      400,
      'InvalidSecurityToken.Malformed',
    ]);
    const other = { ...(await deploySession(emulator)), securityToken: session.securityToken ?? '' };
    expect(refusal(await call(other))).toEqual([400, 'InvalidSecurityToken.MismatchWithAccessKey']);
    expect((await call(session)).status).toBe(200);
    emulator.world.expireSession(accessKeyId);
    expect(refusal(await call(session))).toEqual([400, 'InvalidSecurityToken.Expired']);
  });
});

describe('V1 signatures', () => {
  async function askV1(
    emulator: Emulator,
    changes: Record<string, string> = {},
    sign = true,
  ): Promise<Answer> {
    const query: Record<string, string> = {
      Action: 'GetCallerIdentity',
      Version: '2015-04-01',
      Format: 'JSON',
      AccessKeyId: SAMPLE.userKey,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: stamp(0),
      ...changes,
    };
    const form = { Extra: "a b*+~'" };
    const toSign = v1StringToSign('POST', Object.entries({ ...query, ...form }));
    const method = query['SignatureMethod'] === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'HMAC-SHA1';
    if (sign) query['Signature'] = v1Signature(toSign, emulator.world.secretOf(SAMPLE.userKey), method);
    return ask(emulator, `https://sts.aliyuncs.com/?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams(form).toString(),
    });
  }

  test.each(['HMAC-SHA1', 'HMAC-SHA256'])('%s covers query and form', async (SignatureMethod) => {
    expect((await askV1(await emulate(), { SignatureMethod })).json.IdentityType).toBe('RAMUser');
  });

  test.each([
    [{ Timestamp: stamp(-20) }, 'InvalidTimeStamp.Expired'],
    [{ SignatureMethod: 'MD5' }, 'IncompleteSignature'],
    [{ SignatureNonce: '' }, 'MissingSignatureNonce'],
    [{ AccessKeyId: '' }, 'MissingAccessKeyId'],
  ])('refuses %o', async (changes, code) => {
    expect(refusal(await askV1(await emulate(), changes))).toEqual([400, code]);
  });

  test('a request without a signature says what is missing', async () => {
    expect(refusal(await askV1(await emulate(), {}, false))).toEqual([400, 'MissingSignature']);
  });
});

describe('AssumeRole', () => {
  test('a user, then a chain into another account', async () => {
    const emulator = await emulate();
    const first = await askSigned(emulator, 'AssumeRole', userKeys(emulator), assumeQuery(SAMPLE.deploy2));
    expect(first.json.AssumedRoleUser.Arn).toBe(`${SAMPLE.deploy2}/session`);
    const deploy = await deploySession(emulator);
    for (const role of [SAMPLE.audit, SAMPLE.target]) {
      expect((await askSigned(emulator, 'AssumeRole', deploy, assumeQuery(role))).status).toBe(200);
    }
  });

  test('is denied to whom the role does not trust, to root, and to a user without the policy', async () => {
    const emulator = await emulate();
    const denied = [403, 'NoPermission'];
    const asUser = await askSigned(emulator, 'AssumeRole', userKeys(emulator), assumeQuery(SAMPLE.audit));
    expect(refusal(asUser)).toEqual(denied);
    const root = { accessKeyId: SAMPLE.rootKey, accessKeySecret: emulator.world.secretOf(SAMPLE.rootKey) };
    const external = { ExternalId: SAMPLE.externalId };
    const asRoot = await askSigned(emulator, 'AssumeRole', root, assumeQuery(SAMPLE.partner, external));
    expect(refusal(asRoot)).toEqual(denied);
    const { id, secret } = emulator.world.addUser({
      account: SAMPLE.account,
      name: 'ci-deployer',
      accessKeyId: 'LTAI5tWithoutPolicy',
      mayAssumeRoles: false,
    });
    const bare = { accessKeyId: id, accessKeySecret: secret };
    const asBare = await askSigned(emulator, 'AssumeRole', bare, assumeQuery(SAMPLE.deploy2));
    expect(refusal(asBare)).toEqual(denied);
  });

  test('is denied to a session of a role without the policy', async () => {
    const emulator = await emulate();
    emulator.world.role(SAMPLE.deploy).mayAssumeRoles = false;
    const session = await deploySession(emulator);
    expect(refusal(await askSigned(emulator, 'AssumeRole', session, assumeQuery(SAMPLE.audit)))).toEqual([
      403,
      'NoPermission',
    ]);
  });

  test('an external ID must be the one', async () => {
    const emulator = await emulate();
    const attempt = async (ExternalId: string) =>
      refusal(
        await askSigned(
          emulator,
          'AssumeRole',
          userKeys(emulator),
          assumeQuery(SAMPLE.partner, { ExternalId }),
        ),
      );
    expect(await attempt('other')).toEqual([403, 'NoPermission']);
    expect(await attempt('a b')).toEqual([400, 'InvalidParameter.ExternalId']);
    expect(await attempt(SAMPLE.externalId)).toEqual([200, undefined]);
  });

  test.each([
    [`${SAMPLE.deploy2}-not`, {}, [404, 'EntityNotExist.Role']],
    [SAMPLE.deploy2, { DurationSeconds: '43201' }, [400, 'InvalidParameter.DurationSeconds']],
    [SAMPLE.deploy2, { SourceIdentity: 'acs:me' }, [400, 'InvalidParameter.SourceIdentity']],
    [SAMPLE.deploy2, { DurationSeconds: '43200', SourceIdentity: 'me' }, [200, undefined]],
  ] as const)('%s with %o', async (role, more, expected) => {
    const emulator = await emulate();
    const answer = await askSigned(emulator, 'AssumeRole', userKeys(emulator), assumeQuery(role, more));
    expect(refusal(answer)).toEqual(expected);
  });

  test('a source identity takes a permission on both sides, is echoed, and stays', async () => {
    const emulator = await emulate();
    const assume = (keys: ReturnType<typeof userKeys>, role: string, SourceIdentity: string) =>
      askSigned(emulator, 'AssumeRole', keys, assumeQuery(role, SourceIdentity ? { SourceIdentity } : {}));
    const denied = [403, 'NoPermission'];
    const { world } = emulator;
    const { arn } = world.addRole({
      account: SAMPLE.account,
      name: 'after',
      trustPolicy: trusts(SAMPLE.deploy2),
    });
    const first = await assume(userKeys(emulator), SAMPLE.deploy2, 'me');
    expect(first.json['SourceIdentity']).toBe('me');
    const session = keysOf(first);
    expect((await assume(session, arn, '')).json['SourceIdentity']).toBe('me');
    expect(refusal(await assume(session, arn, 'me'))).toEqual([200, undefined]);
    expect(refusal(await assume(session, arn, 'you'))).toEqual(denied);
    world.role(SAMPLE.deploy2).maySetSourceIdentity = false;
    expect(refusal(await assume(session, arn, 'me'))).toEqual(denied);
    world.role(SAMPLE.deploy2).maySetSourceIdentity = true;
    const [statement] = world.role(arn).trustPolicy.Statement;
    if (statement)
      world.role(arn).trustPolicy = { Version: '1', Statement: [{ ...statement, Action: 'sts:AssumeRole' }] };
    expect(refusal(await assume(session, arn, 'me'))).toEqual(denied);
  });

  test('a role may trust whole accounts', async () => {
    const emulator = await emulate();
    const { account } = SAMPLE;
    const { arn } = emulator.world.addRole({
      account,
      name: 'any',
      trustPolicy: trusts(`acs:ram::${account}:root`),
    });
    for (const keys of [userKeys(emulator), await deploySession(emulator)]) {
      expect((await askSigned(emulator, 'AssumeRole', keys, assumeQuery(arn))).status).toBe(200);
    }
  });
});

describe('the gateway', () => {
  test('knows its actions, its version, its path, and wants TLS', async () => {
    const emulator = await emulate();
    expect(refusal(await askSts(emulator, 'DeleteEverything', {}))).toEqual([404, 'InvalidApi.NotFound']);
    const base = 'https://sts.aliyuncs.com/';
    expect(refusal(await ask(emulator, `${base}?Format=JSON`))).toEqual([400, 'MissingVersion']);
    expect(refusal(await ask(emulator, `${base}?Format=JSON&Version=2015-04-01`))).toEqual([
      400,
      'MissingAction',
    ]);
    expect(refusal(await ask(emulator, `${base}x?Format=JSON&Version=2015-04-01`))).toEqual([
      404,
      'InvalidApi.NotFound',
    ]);
  });

  test('throttles per action and account when told to', async () => {
    const emulator = await emulate({ stsRateLimit: 2 });
    const time = Date.now();
    emulator.world.clock = () => time;
    const codes = [];
    for (let i = 0; i < 3; i++) {
      codes.push((await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator))).json.Code);
    }
    expect(codes).toEqual([undefined, undefined, 'Throttling.User']);
    emulator.world.clockOffset = 500;
    expect((await askSigned(emulator, 'GetCallerIdentity', userKeys(emulator))).status).toBe(200);
  });
});

/** Now and so many minutes. */
function stamp(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
