import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, stsCredential } from '../../../src/credentials.ts';
import { NetworkError, ServiceError } from '../../../src/errors.ts';
import type { StsSettings } from '../../../src/plan/plan.ts';
import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import { type StsClient, stsClient, toHttp } from '../../../src/sts/client.ts';
import { assumeRole, assumeRoleWithOidc, getCallerIdentity } from '../../../src/sts/requests.ts';
import { readCallerIdentity } from '../../../src/sts/responses.ts';
import { authorization, canonicalQuery, sha256 } from '../../../src/sts/signature.ts';
import { nastySecret, plainSecret } from '../support/arbitraries.ts';
import { type Answer, type FakeContext, fakeContext, json, refusal, START } from '../support/context.ts';

const HOST = 'sts.aliyuncs.com';
const TIME = new Date('2026-11-02T10:00:00.789Z');
const noMask = (): void => {};
const KEY = accessKey('LTAIfake', 'fakeSecret', noMask);
const SESSION = stsCredential(
  { accessKeyId: 'STS.fake', accessKeySecret: 'fakeSecret', securityToken: 'token+/=' },
  noMask,
);
const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const OPTIONS = { roleSessionName: 'gh-1-2-3', durationSeconds: 3600 };
const HOP = { roleArn: ROLE, session: OPTIONS };

const header = (request: HttpRequest, name: string): string => request.headers[name] ?? '';

describe('a request with an OIDC token', () => {
  const request = toHttp(HOST, assumeRoleWithOidc(PROVIDER, ROLE, OPTIONS, 'e.y.j'), TIME, 'nonce-1');

  test('is an anonymous POST of a form', () => {
    expect(request.method).toBe('POST');
    expect(request.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(Object.keys(request.headers).join()).not.toMatch(/authorization|x-acs/i);
    expect(Object.fromEntries(request.url.searchParams)).toEqual({
      Action: 'AssumeRoleWithOIDC',
      Version: '2015-04-01',
      Format: 'JSON',
      Timestamp: '2026-11-02T10:00:00Z',
      SignatureNonce: 'nonce-1',
    });
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
      OIDCProviderArn: PROVIDER,
      RoleArn: ROLE,
      OIDCToken: 'e.y.j',
      RoleSessionName: 'gh-1-2-3',
      DurationSeconds: '3600',
    });
  });

  test('has the token only in its body, whatever the token is', () => {
    fc.assert(
      fc.property(nastySecret, (token) => {
        const { url, headers, body } = toHttp(
          HOST,
          assumeRoleWithOidc(PROVIDER, ROLE, OPTIONS, token),
          TIME,
          'n',
        );
        expect(new URLSearchParams(body).get('OIDCToken')).toBe(token);
        const outside = decodeURIComponent(url.href) + JSON.stringify(headers);
        expect(outside).not.toContain(token);
        expect(outside).not.toContain(token.slice(0, 8));
      }),
    );
  });

  test('has the policy where there is one', () => {
    const { body } = toHttp(
      HOST,
      assumeRoleWithOidc(PROVIDER, ROLE, { ...OPTIONS, policy: '{"a": "&="}' }, 't'),
      TIME,
      'n',
    );
    expect(new URLSearchParams(body).get('Policy')).toBe('{"a": "&="}');
  });
});

describe('a signed request', () => {
  const requests = [
    ['AssumeRole', assumeRole(KEY, HOP)],
    ['GetCallerIdentity', getCallerIdentity(KEY)],
  ] as const;

  test.each(requests)('for %s carries every required header, and signs it', (action, stsRequest) => {
    const request = toHttp(HOST, stsRequest, TIME, 'nonce-1');
    expect(request).toMatchObject({
      method: 'POST',
      headers: {
        accept: 'application/json',
        host: HOST,
        'x-acs-action': action,
        'x-acs-version': '2015-04-01',
        'x-acs-date': '2026-11-02T10:00:00Z',
        'x-acs-signature-nonce': 'nonce-1',
        'x-acs-content-sha256': sha256(''),
      },
    });
    const signed = /SignedHeaders=([^,]+),/.exec(header(request, 'authorization'))?.[1]?.split(';');
    const required = ['action', 'content-sha256', 'date', 'signature-nonce', 'version'].map(
      (name) => `x-acs-${name}`,
    );
    expect(signed).toEqual(expect.arrayContaining(['host', ...required]));
    expect(header(request, 'authorization')).toBe(
      authorization(
        { method: 'POST', path: '/', query: stsRequest.query, headers: request.headers, body: '' },
        'LTAIfake',
        'fakeSecret',
      ),
    );
    expect(request.body ?? '').toBe('');
    expect(request.headers).not.toHaveProperty('x-acs-security-token');
  });

  test('has all parameters in the query', () => {
    const session = { ...OPTIONS, policy: '{}' };
    const narrowed = { roleArn: ROLE, session, externalId: 'ext', sourceIdentity: 'octocat' };
    const request = toHttp(HOST, assumeRole(KEY, narrowed), TIME, 'n');
    expect(Object.fromEntries(request.url.searchParams)).toEqual({
      RoleArn: ROLE,
      RoleSessionName: 'gh-1-2-3',
      DurationSeconds: '3600',
      Policy: '{}',
      ExternalId: 'ext',
      SourceIdentity: 'octocat',
    });
    expect(request.url.search.slice(1)).toBe(canonicalQuery(assumeRole(KEY, narrowed).query));
  });

  test('with a temporary credential sends and signs its token, never in the URL', () => {
    const request = toHttp(HOST, getCallerIdentity(SESSION), TIME, 'n');
    expect(header(request, 'x-acs-security-token')).toBe('token+/=');
    expect(header(request, 'authorization')).toMatch(/SignedHeaders=[^,]*x-acs-security-token/);
    expect(request.url.href).not.toContain('token');
  });

  test('never carries the secret', () => {
    fc.assert(
      fc.property(plainSecret, plainSecret, (secret, token) => {
        const signer = stsCredential(
          { accessKeyId: 'STS.id', accessKeySecret: secret, securityToken: token },
          noMask,
        );
        const { url, headers, body } = toHttp(HOST, assumeRole(signer, HOP), TIME, 'n');
        expect(JSON.stringify([decodeURIComponent(url.href), headers, body])).not.toContain(secret);
      }),
    );
  });

  test('goes to the host that is named, its port included', () => {
    const { url, headers } = toHttp('127.0.0.1:8443', getCallerIdentity(KEY), TIME, 'n');
    expect(url.host).toBe('127.0.0.1:8443');
    expect(headers['host']).toBe('127.0.0.1:8443');
    expect(url.protocol).toBe('https:');
  });

  test('depends on nothing but its arguments', () => {
    const once = toHttp(HOST, assumeRole(SESSION, HOP), TIME, 'n');
    expect(toHttp(HOST, assumeRole(SESSION, HOP), TIME, 'n')).toEqual(once);
    const later = toHttp(HOST, assumeRole(SESSION, HOP), new Date(TIME.getTime() + 1000), 'n');
    expect(header(later, 'x-acs-date')).toBe('2026-11-02T10:00:01Z');
    expect(header(later, 'authorization')).not.toBe(header(once, 'authorization'));
  });
});

const SETTINGS: StsSettings = { host: HOST, chosen: false, maxAttempts: 5 };
const IDENTITY = { AccountId: '1234567890123456', Arn: 'acs:ram::1234567890123456:user/ci' };
const GOOD = json(200, IDENTITY);

async function call(
  context: FakeContext,
  settings: Partial<StsSettings> = {},
  client: StsClient = stsClient(context),
) {
  const attempts: number[] = [];
  const result = await client
    .call(
      { ...SETTINGS, ...settings },
      (attempt) => {
        attempts.push(attempt);
        return getCallerIdentity(KEY);
      },
      readCallerIdentity,
    )
    .catch((error: unknown) => error);
  return { result, attempts };
}

const success = { accountId: IDENTITY.AccountId, arn: IDENTITY.Arn };
const nonces = (context: FakeContext): string[] =>
  context.requests.map((request) => header(request, 'x-acs-signature-nonce'));

describe('a call of STS', () => {
  test('gives what was read of the answer', async () => {
    const context = fakeContext({ http: [GOOD] });
    expect((await call(context)).result).toEqual(success);
    expect(context.sleeps).toEqual([]);
  });

  const transient: [string, Answer][] = [
    ['throttling, at status 400', refusal(400, 'Throttling')],
    ['throttling of the user, at status 400', refusal(400, 'Throttling.User')],
    ['throttling of the API, at status 400', refusal(400, 'Throttling.Api')],
    ['an internal error', refusal(500, 'InternalError')],
    ['an unavailable service', refusal(503, 'ServiceUnavailable')],
    ['a nonce that was used', refusal(400, 'SignatureNonceUsed')],
    ...[408, 429, 500, 502, 503, 504].map((status): [string, Answer] => [
      `status ${status} without a code`,
      { status, headers: {}, body: '<html>busy</html>' },
    ]),
    ...(['dns', 'refused', 'unreachable', 'reset', 'timeout', 'proxy', 'malformed'] as const).map(
      (fault): [string, Answer] => [`a network fault (${fault})`, new NetworkError(fault, HOST, 'No.')],
    ),
    ['a body that is not JSON', { status: 200, headers: {}, body: '<html>hello</html>' }],
  ];

  test.each(transient)('is made again after %s, built anew and with a fresh nonce', async (_, failure) => {
    const context = fakeContext({ http: [failure, failure, GOOD] });
    const { result, attempts } = await call(context);
    expect(result).toEqual(success);
    expect(attempts).toEqual([1, 2, 3]);
    expect(new Set(nonces(context)).size).toBe(3);
    expect(context.sleeps).toHaveLength(2);
  });

  test.each([
    [401, 'AuthenticationFail.NoPermission'],
    [401, 'AuthenticationFail.OIDCToken.AudienceNotMatch'],
    [401, 'AuthenticationFail.OIDCToken.Expired'],
    [401, 'AuthenticationFail.OIDCToken.InvalidSignature'],
    [404, 'EntityNotExist.Role'],
    [400, 'InvalidParameter.DurationSeconds'],
    [403, 'NoPermission'],
    [404, 'InvalidAccessKeyId.NotFound'],
    [400, 'InvalidAccessKeyId.Inactive'],
    [400, 'SignatureDoesNotMatch'],
    [400, 'IncompleteSignature'],
    [400, 'InvalidTimeStamp.Format'],
    [400, 'InvalidSecurityToken.Expired'],
    [400, 'MissingSecurityToken'],
    [404, 'InvalidApi.NotFound'],
  ])('ends at once with status %i and %s', async (status, code) => {
    const context = fakeContext({ http: [refusal(status, code, 'Because.', { 'x-acs-request-id': 'X' })] });
    const { result } = await call(context);
    expect(result).toBeInstanceOf(ServiceError);
    expect((result as ServiceError).answer).toMatchObject({ status, serviceCode: code, host: HOST });
    expect(String(result)).toContain(code);
    expect(String(result)).toContain('REQ-1');
    expect(context.requests).toHaveLength(1);
  });

  test.each(['tls', 'proxy-refused', 'redirect', 'too-large'] as const)(
    'ends at once with a network fault that stays (%s)',
    async (fault) => {
      const context = fakeContext({ http: [new NetworkError(fault, HOST, 'No.')] });
      expect((await call(context)).result).toBeInstanceOf(NetworkError);
      expect(context.requests).toHaveLength(1);
    },
  );

  test.each([
    'AuthenticationFail.OIDCToken.HttpsUrlInvalid',
    'AuthenticationFail.OIDCToken.IssuerConfigurationBroken',
  ])('is made at most once more after %s', async (code) => {
    const failure = refusal(401, code);
    const context = fakeContext({ http: [failure, failure, GOOD] });
    expect((await call(context)).result).toBeInstanceOf(ServiceError);
    expect(context.requests.length).toBeLessThanOrEqual(2);
  });

  test('is made as often as retry-max-attempts says, and no more', async () => {
    for (const maxAttempts of [1, 3]) {
      const context = fakeContext({ http: Array(5).fill(refusal(400, 'Throttling')) });
      const { result } = await call(context, { maxAttempts });
      expect(result).toBeInstanceOf(ServiceError);
      expect(context.requests).toHaveLength(maxAttempts);
    }
  });

  test.each([
    ['retry-after, in seconds', { 'retry-after': '7' }],
    ['x-acs-retry-after, in milliseconds', { 'x-acs-retry-after': '7000' }],
    [
      'retry-after, as a time by the service’s clock',
      { 'retry-after': 'Mon, 02 Nov 2026 12:00:07 GMT', date: 'Mon, 02 Nov 2026 12:00:00 GMT' },
    ],
  ])('waits as long as %s says', async (_, headers) => {
    const context = fakeContext({ http: [refusal(400, 'Throttling', 'Slow.', headers), GOOD] });
    expect((await call(context)).result).toEqual(success);
    // And half of the first pause after throttling, which is random.
    expect(context.sleeps).toEqual([7500]);
  });

  test('is not made again where the pause would outlive the step', async () => {
    const slow = refusal(400, 'Throttling', 'Slow.', { 'retry-after': '7' });
    const context = fakeContext({ http: [slow], deadline: START + 7000 });
    expect((await call(context)).result).toBeInstanceOf(ServiceError);
    expect(context.sleeps).toEqual([]);
  });

  test('is not made again for a failure of another host', async () => {
    const context = fakeContext();
    const elsewhere = new NetworkError('reset', 'token.example.com', 'The connection broke.');
    let built = 0;
    const result = await stsClient(context)
      .call(
        SETTINGS,
        () => {
          built++;
          throw elsewhere;
        },
        readCallerIdentity,
      )
      .catch((error: unknown) => error);
    expect(result).toBe(elsewhere);
    expect(built).toBe(1);
    expect(context.requests).toEqual([]);
  });

  test('knows a host with the standard port for the same', async () => {
    const context = fakeContext({ http: [refusal(400, 'Throttling'), GOOD] });
    expect((await call(context, { host: `${HOST}:443` })).result).toEqual(success);
    expect(context.requests.map((request) => header(request, 'host'))).toEqual([HOST, HOST]);
  });

  test('says nothing of the request’s credential in its log or error', async () => {
    const context = fakeContext({ http: [refusal(500, 'InternalError'), refusal(403, 'NoPermission')] });
    const { result } = await call(context);
    const said = context.lines.join('') + String(result);
    expect(said).not.toContain('fakeSecret');
    expect(context.lines.join('')).toMatch(/InternalError/);
  });
});

describe('what STS echoes of a secret', () => {
  // 48 or more characters in a row are hidden for their look; what remains of a secret then is shown.
  test.each([
    ['with signs that no token has', `${'A'.repeat(60)}!tail-of-it`],
    ['with a tab in it', 'first-half\tsecond-half'],
    ['that looks like a token and goes on', `eyJhbGciOiJI.eyJzdWIi.c2ln~the-rest-of-it`],
  ])('%s is hidden whole', async (_, value) => {
    const echo = (text: string): HttpResponse =>
      json(
        400,
        { Code: `Bad ${text}`, Message: `Not ${text}.`, RequestId: text },
        { 'x-acs-request-id': text },
      );
    for (const text of [value, encodeURIComponent(value), value.replace(/(.{10})/g, '$1\n')]) {
      const context = fakeContext({ http: [echo(text)] });
      context.log.mask(value);
      const { result } = await call(context);
      const said = JSON.stringify([String(result), (result as ServiceError).answer]);
      for (const part of value.match(/[A-Za-z-]{4,}/g) ?? []) expect(said).not.toContain(part);
    }
  });
});

describe('a call of STS with a wrong clock', () => {
  const hour = 3_600_000;
  const expired = (date: number | string): HttpResponse =>
    refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.', {
      date: typeof date === 'string' ? date : new Date(date).toUTCString(),
    });

  test.each([
    ['behind', hour],
    ['ahead', -hour],
  ])('that is %s is made once more by the service’s time, with a warning', async (_, offset) => {
    const context = fakeContext({ http: [expired(START + offset), GOOD] });
    expect((await call(context)).result).toEqual(success);
    const dates = context.requests.map((request) => Date.parse(header(request, 'x-acs-date')));
    expect(dates[0]).toBe(START);
    expect(Math.abs((dates[1] ?? 0) - (START + offset))).toBeLessThan(2000);
    expect(context.lines.join('')).toMatch(/^::warning::.*clock.*3600 seconds/m);
  });

  test('keeps the service’s time for later attempts', async () => {
    const context = fakeContext({ http: [expired(START + hour), refusal(400, 'Throttling'), GOOD] });
    expect((await call(context)).result).toEqual(success);
    for (const request of context.requests.slice(1)) {
      expect(Date.parse(header(request, 'x-acs-date'))).toBeGreaterThanOrEqual(START + hour);
    }
    expect(context.lines.filter((line) => line.startsWith('::warning'))).toHaveLength(1);
  });

  test('keeps it for all calls of the step, and warns once', async () => {
    const context = fakeContext({ http: [expired(START + hour), GOOD, GOOD, GOOD] });
    const client = stsClient(context);
    for (let hop = 0; hop < 3; hop++) expect((await call(context, {}, client)).result).toEqual(success);
    for (const request of context.requests.slice(1)) {
      expect(Date.parse(header(request, 'x-acs-date'))).toBeGreaterThanOrEqual(START + hour);
    }
    expect(context.lines.filter((line) => line.startsWith('::warning'))).toHaveLength(1);
  });

  test('says nothing of another request where there is none', async () => {
    const context = fakeContext({ http: [expired(START + hour)] });
    expect((await call(context, { maxAttempts: 1 })).result).toBeInstanceOf(ServiceError);
    expect(context.lines.filter((line) => !line.startsWith('::debug'))).toEqual([]);
  });

  test.each([0, 1000, -60_000])('is not the reason where it is off by %i ms', async (offset) => {
    const context = fakeContext({ http: [expired(START + offset), GOOD] });
    expect((await call(context)).result).toBeInstanceOf(ServiceError);
    expect(context.requests).toHaveLength(1);
    expect(context.lines.filter((line) => !line.startsWith('::debug'))).toEqual([]);
  });

  test('ends when the service’s own time is refused too', async () => {
    const context = fakeContext({ http: [expired(START + hour), expired(START + hour), GOOD] });
    expect((await call(context)).result).toBeInstanceOf(ServiceError);
    expect(context.requests).toHaveLength(2);
  });

  test.each(['', 'yesterday'])('ends at once where the service does not tell its time (%j)', async (date) => {
    const context = fakeContext({ http: [expired(date), GOOD] });
    expect((await call(context)).result).toBeInstanceOf(ServiceError);
    expect(context.requests).toHaveLength(1);
  });
});
