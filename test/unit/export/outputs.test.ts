import { describe, expect, test } from 'vitest';
import { accessKey, bearerToken, stsCredential } from '../../../src/credentials.ts';
import { outputsFor } from '../../../src/export/outputs.ts';

const noMask = (): void => {};
const KEY = accessKey('the-id', 'the-secret', noMask);
const SESSION = stsCredential(
  {
    accessKeyId: 'the-id',
    accessKeySecret: 'the-secret',
    securityToken: 'the-token',
    expiration: new Date('2026-11-02T11:00:00.123Z'),
  },
  noMask,
);
const WANTED = { env: true, outputs: true, maskAccountId: false, cleanup: true };
const pointers = { variables: {}, outputs: {} };
const identity = { accountId: '1234567890123456', arn: 'acs:ram::1234567890123456:assumed-role/a/b' };

describe('the outputs', () => {
  test('of a session are all there is to know', () => {
    const result = {
      type: 'oidc_role_arn',
      credential: SESSION,
      identity,
      pointers: { variables: {}, outputs: { profile: 'ci', 'credentials-file': '/t/credentials.ini' } },
      wanted: WANTED,
      oidcTokenFile: '/t/token',
    } as const;
    expect(outputsFor(result)).toEqual({
      type: 'oidc_role_arn',
      'account-id': '1234567890123456',
      arn: 'acs:ram::1234567890123456:assumed-role/a/b',
      expiration: '2026-11-02T11:00:00Z',
      profile: 'ci',
      'credentials-file': '/t/credentials.ini',
      'oidc-token-file': '/t/token',
      'access-key-id': 'the-id',
      'access-key-secret': 'the-secret',
      'security-token': 'the-token',
      'aliyun-access-key-id': 'the-id',
      'aliyun-access-key-secret': 'the-secret',
      'aliyun-security-token': 'the-token',
    });
  });

  test('of a key have no token and no expiration', () => {
    expect(outputsFor({ type: 'access_key', credential: KEY, wanted: WANTED, pointers })).toEqual({
      type: 'access_key',
      'access-key-id': 'the-id',
      'access-key-secret': 'the-secret',
      'aliyun-access-key-id': 'the-id',
      'aliyun-access-key-secret': 'the-secret',
    });
  });

  test('of a bearer token are that token', () => {
    expect(
      outputsFor({ type: 'bearer', credential: bearerToken('the-bearer', noMask), wanted: WANTED, pointers }),
    ).toEqual({
      type: 'bearer',
      'bearer-token': 'the-bearer',
    });
  });

  test('hold no secret with output-credentials: false', () => {
    for (const credential of [KEY, SESSION, bearerToken('the-bearer', noMask)]) {
      const outputs = outputsFor({
        type: 'sts',
        credential,
        identity,
        pointers,
        wanted: { ...WANTED, outputs: false },
      });
      expect(JSON.stringify(outputs)).not.toMatch(/the-(id|secret|token|bearer)/);
      expect(outputs).toMatchObject({ 'account-id': '1234567890123456' });
    }
  });
});
