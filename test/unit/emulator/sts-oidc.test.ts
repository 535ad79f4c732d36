import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Emulator, SAMPLE, trustsGithub } from '../../../emulator/emulator.ts';
import { GITHUB_ISSUER } from '../../../emulator/github/issuer.ts';
import { askSigned, askSts, emulate, githubToken, keysOf, oidcForm } from './support.ts';

async function exchange(emulator: Emulator, changes: Record<string, string> = {}) {
  return askSts(emulator, 'AssumeRoleWithOIDC', await oidcForm(emulator, changes));
}

async function refusal(emulator: Emulator, changes: Record<string, string> = {}) {
  const { status, json } = await exchange(emulator, changes);
  return [status, json.Code, json.Message];
}

describe('AssumeRoleWithOIDC', () => {
  test('answers the documented body, and its credential works', async () => {
    const emulator = await emulate();
    const answer = await exchange(emulator);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      OIDCTokenInfo: {
        Subject: 'repo:octo-org/octo-repo:ref:refs/heads/main',
        Issuer: GITHUB_ISSUER,
        ClientIds: 'sts.aliyuncs.com',
        VerificationInfo: 'Success',
      },
      AssumedRoleUser: {
        Arn: `${SAMPLE.deploy}/session`,
        AssumedRoleId: expect.stringMatching(/^\d+:session$/),
      },
    });
    expect(answer.headers['x-acs-request-id']).toBe(answer.json.RequestId);
    const { AccessKeyId, SecurityToken, Expiration } = answer.json.Credentials;
    expect(AccessKeyId).toMatch(/^STS\./);
    expect(SecurityToken).toMatch(/\+.*==$/);
    expect(SecurityToken).toContain('/');
    expect(Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const lasts = Date.parse(Expiration) - Date.now();
    expect(lasts).toBeGreaterThan(3_590_000);
    expect(lasts).toBeLessThanOrEqual(3_600_000);
    expect((await askSigned(emulator, 'GetCallerIdentity', keysOf(answer))).json.Arn).toBe(
      `acs:ram::${SAMPLE.account}:assumed-role/deploy/session`,
    );
  });

  test('takes its parameters from the query too, in XML, at a regional endpoint', async () => {
    const emulator = await emulate();
    const query = { ...(await oidcForm(emulator)), Format: 'XML' };
    const answer = await askSts(
      emulator,
      'AssumeRoleWithOIDC',
      {},
      { host: 'sts.eu-central-1.aliyuncs.com', query },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/xml/);
    expect(answer.text).toContain('<AssumeRoleWithOIDCResponse><RequestId>');
  });

  test('accepts the immutable subject', async () => {
    const emulator = await emulate();
    emulator.world.github.subjectForm = 'immutable';
    expect((await exchange(emulator)).status).toBe(200);
  });

  test('denies a foreign subject as the trust policy does, with its detail', async () => {
    const emulator = await emulate();
    emulator.world.github.subject = 'repo:octo-org/octo-repo-evil:ref:refs/heads/main';
    const { status, json } = await exchange(emulator);
    expect(status).toBe(401);
    expect(json).toMatchObject({
      Code: 'AuthenticationFail.NoPermission',
      Message: 'There is no permission',
      HostId: 'sts.aliyuncs.com',
      Recommend: expect.stringContaining('AuthenticationFail.NoPermission'),
      AccessDeniedDetail: {
        AuthAction: 'sts:AssumeRole',
        PolicyType: 'AssumeRolePolicy',
        NoPermissionType: 'ImplicitDeny',
      },
    });
  });

  test('denies a role that trusts another provider', async () => {
    const emulator = await emulate();
    expect(await refusal(emulator, { RoleArn: SAMPLE.audit })).toEqual([
      401,
      'AuthenticationFail.NoPermission',
      'There is no permission',
    ]);
  });

  test.each([
    [
      { OIDCProviderArn: 'github' },
      401,
      'AuthenticationFail.NoPermission',
      'Parameter OIDCProviderArn is not valid',
    ],
    [
      { OIDCProviderArn: `${SAMPLE.oidcProvider}2` },
      401,
      'AuthenticationFail.NoPermission',
      'No such OIDC Provider registered.',
    ],
    [
      { RoleArn: `${SAMPLE.deploy}-not` },
      404,
      'EntityNotExist.Role',
      `The role not exists: ${SAMPLE.deploy}-not. `,
    ],
    [{ RoleArn: 'deploy' }, 400, 'InvalidParameter.RoleArn', 'The parameter RoleArn is wrongly formed.'],
    [
      { RoleSessionName: 'a b' },
      400,
      'InvalidParameter.RoleSessionName',
      'The parameter RoleSessionName is wrongly formed.',
    ],
    [{ RoleArn: '' }, 400, 'MissingRoleArn', 'RoleArn is mandatory for this action.'],
    [{ OIDCToken: ' ' }, 401, 'AuthenticationFail.OIDCToken.Invalid', 'The OIDCToken can not empty.'],
    [
      { OIDCToken: 'a.b' },
      401,
      'AuthenticationFail.OIDCToken.Invalid',
      "The number of Jwt field should be divided into 3 parts with '.' .",
    ],
    [
      { OIDCToken: 'a.b.c\n' },
      401,
      'AuthenticationFail.OIDCToken.Invalid',
      'Cannot decode base64 encoded response(format invalid).',
    ],
    [
      { OIDCToken: 'e30.e30.e30' },
      401,
      'AuthenticationFail.OIDCToken.Invalid',
      'The algorithm undefined that be specified in Jwt header is unknown.',
    ],
    [{ DurationSeconds: '899' }, 400, 'InvalidParameter.DurationSeconds', expect.any(String)],
    [{ DurationSeconds: '3601' }, 400, 'InvalidParameter.DurationSeconds', expect.any(String)],
    [{ Policy: '{' }, 400, 'InvalidParameter.PolicyGrammar', expect.any(String)],
    [{ Policy: ' '.repeat(2049) }, 400, 'InvalidParameter.PolicySize', expect.any(String)],
  ] as const)('refuses %o', async (changes, ...expected) => {
    expect(await refusal(await emulate(), changes)).toEqual(expected);
  });

  test('refuses a token for another audience, and one that is expired or issued too long ago', async () => {
    const emulator = await emulate();
    const { github } = emulator.world;
    const other = await githubToken(emulator, 'other');
    expect(await refusal(emulator, { OIDCToken: other })).toEqual([
      401,
      'AuthenticationFail.OIDCToken.AudienceNotMatch',
      'Invalid audience.',
    ]);
    const now = Date.now() - 2 * 3600 * 1000;
    const old = { audience: 'sts.aliyuncs.com', now };
    const expired = [401, 'AuthenticationFail.OIDCToken.Expired', 'This JsonWebToken is expired.'];
    expect(await refusal(emulator, { OIDCToken: await github.issueToken(old) })).toEqual(expired);
    const claims = { exp: Math.floor(Date.now() / 1000) + 600 };
    const longLived = await github.issueToken({ ...old, claims });
    expect(await refusal(emulator, { OIDCToken: longLived })).toEqual(expired);
  });

  test('refuses a token of another key, another issuer or another algorithm', async () => {
    const emulator = await emulate();
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    await exportJWK(publicKey);
    const forge = (alg: string, iss: string, key: Parameters<SignJWT['sign']>[0]): Promise<string> =>
      new SignJWT({ sub: 'repo:octo-org/octo-repo:x', aud: 'sts.aliyuncs.com', iss })
        .setProtectedHeader({ alg })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(key);
    expect(await refusal(emulator, { OIDCToken: await forge('RS256', GITHUB_ISSUER, privateKey) })).toEqual([
      401,
      'AuthenticationFail.OIDCToken.InvalidSignature',
      'OIDC token validate failed: invalid signature.',
    ]);
    const foreign = await forge('RS256', 'https://issuer.example.com', privateKey);
    expect((await refusal(emulator, { OIDCToken: foreign }))[1]).toBe(
      'AuthenticationFail.OIDCToken.IssuerNotMatch',
    );
    const hs256 = await forge('HS256', GITHUB_ISSUER, new Uint8Array(32));
    expect(await refusal(emulator, { OIDCToken: hs256 })).toEqual([
      401,
      'AuthenticationFail.OIDCToken.Invalid',
      'The algorithm HS256 that be specified in Jwt header is unknown.',
    ]);
    const token = await githubToken(emulator);
    emulator.world.github.rotateKey();
    expect((await refusal(emulator, { OIDCToken: token }))[1]).toBe(
      'AuthenticationFail.OIDCToken.InvalidSignature',
    );
  });

  test.each([
    ['fingerprint-mismatch', 'PublicKeyFingerprintMismatch'],
    ['untrusted-certificate', 'HttpsUrlInvalid'],
    ['unreachable', 'IssuerConfigurationBroken'],
  ] as const)('a provider whose issuer is %s', async (state, code) => {
    const emulator = await emulate();
    const provider = emulator.world.providers.get(SAMPLE.oidcProvider);
    if (provider !== undefined) provider.state = state;
    expect((await refusal(emulator))[1]).toBe(`AuthenticationFail.OIDCToken.${code}`);
  });

  test('a role may let a session last longer', async () => {
    const emulator = await emulate();
    emulator.world.addRole({
      account: SAMPLE.account,
      name: 'long',
      trustPolicy: trustsGithub(['repo:octo-org/*']),
      maxSessionDuration: 7200,
    });
    const RoleArn = `acs:ram::${SAMPLE.account}:role/long`;
    const answer = await exchange(emulator, { RoleArn, DurationSeconds: '7200' });
    expect(Date.parse(answer.json.Credentials.Expiration) - Date.now()).toBeGreaterThan(7_190_000);
  });
});
