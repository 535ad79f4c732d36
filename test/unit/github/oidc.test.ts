import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActionError, NetworkError, ServiceError } from '../../../src/errors.ts';
import { mintToken } from '../../../src/github/oidc.ts';
import { claimsOf } from '../../../src/text/jwt.ts';
import { plainSecret } from '../support/arbitraries.ts';
import { fakeContext, json, shown } from '../support/context.ts';

const URL_OF_TOKEN = 'https://token.example.com/_apis/token?api-version=2.0';
const BEARER = 'the-request-token-0123456789';
const ENV = { ACTIONS_ID_TOKEN_REQUEST_URL: URL_OF_TOKEN, ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER };
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm8vcjpyZWYifQ.c2ln';

describe('GitHub’s token', () => {
  test('is asked for with the audience and the request token', async () => {
    const context = fakeContext({ env: ENV, http: [json(200, { value: TOKEN })] });
    const token = await mintToken(context, 'https://a b/?&=#', 5);
    expect(token.reveal()).toBe(TOKEN);
    expect(context.masks).toContain(TOKEN);
    const [request] = context.requests;
    expect(request?.method).toBe('GET');
    expect(request?.url.searchParams.get('audience')).toBe('https://a b/?&=#');
    expect(request?.url.searchParams.get('api-version')).toBe('2.0');
    expect(request?.headers['authorization']).toBe(`Bearer ${BEARER}`);
    expect(request?.url.href).not.toContain(BEARER);
  });

  test.each([
    ['a fault of the network', new NetworkError('reset', 'token.example.com', 'The connection broke.')],
    ['status 429', json(429, {})],
    ['status 500', json(500, { message: 'oops' })],
    ['status 503', { status: 503, headers: {}, body: '<html>' }],
    ['an answer without a token', json(200, {})],
    ['an answer that is not JSON', { status: 200, headers: {}, body: 'x' }],
  ])('is asked for again after %s', async (_, failure) => {
    const context = fakeContext({ env: ENV, http: [failure, json(200, { value: TOKEN })] });
    expect((await mintToken(context, 'a', 5)).reveal()).toBe(TOKEN);
  });

  test.each([401, 403, 404])('is not asked for again after status %i', async (status) => {
    const context = fakeContext({ env: ENV, http: [json(status, { message: 'No way.' })] });
    const error = await mintToken(context, 'a', 5).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(String(error)).toContain(String(status));
    expect(context.requests).toHaveLength(1);
  });

  test('and the request token are hidden whole where GitHub echoes them', async () => {
    const bearer = `${'B'.repeat(60)}!tail`;
    const context = fakeContext({
      env: { ...ENV, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer },
      http: [json(403, { message: `No: ${bearer}` })],
    });
    const error = await mintToken(context, 'a', 1).catch((reason: unknown) => reason);
    expect(JSON.stringify([String(error), (error as ServiceError).answer])).not.toContain('tail');
  });

  test('never shows, nor does the request token, in log or error', async () => {
    await fc.assert(
      fc.asyncProperty(plainSecret, fc.constantFrom(400, 500), async (bearer, status) => {
        const answer = json(status, { message: `you sent ${bearer}` });
        const context = fakeContext({
          env: { ...ENV, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer },
          http: [answer, answer],
        });
        const error = await mintToken(context, 'a', 2).catch((reason: unknown) => reason);
        context.log.error('t', String(error));
        expect(shown(context.lines)).not.toContain(bearer);
      }),
      { numRuns: 40 },
    );
  });

  test.each(['http://token.example.com/?a', 'ftp://token.example.com/?a', 'nonsense', 'file:///etc/passwd'])(
    'is not asked for at %s, where the request token would be seen',
    async (url) => {
      const context = fakeContext({ env: { ...ENV, ACTIONS_ID_TOKEN_REQUEST_URL: url } });
      await expect(mintToken(context, 'a', 5)).rejects.toBeInstanceOf(ActionError);
      expect(context.requests).toEqual([]);
    },
  );

  test('may come from an issuer on this machine', async () => {
    const env = { ...ENV, ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1234/token?x=1' };
    const context = fakeContext({ env, http: [json(200, { value: TOKEN })] });
    expect((await mintToken(context, 'a', 5)).reveal()).toBe(TOKEN);
  });

  test('shows its claims, where it is a token', () => {
    const claims = (text: string) => claimsOf(text);
    expect(claims(TOKEN)).toEqual({ sub: 'repo:o/r:ref' });
    for (const text of ['', 'x', 'a.b.c', '..', `a.${Buffer.from('[1]').toString('base64url')}.c`]) {
      expect(claims(text)).toBeUndefined();
    }
  });
});

describe('without an offer of a token', () => {
  test('nobody is asked', async () => {
    for (const env of [
      {},
      { ACTIONS_ID_TOKEN_REQUEST_URL: URL_OF_TOKEN },
      { ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER },
    ]) {
      const context = fakeContext({ env });
      await expect(mintToken(context, 'a', 5)).rejects.toMatchObject({
        code: expect.stringMatching(/^github\./),
        circumstances: { phase: 'token' },
      });
      expect(context.requests).toEqual([]);
    }
  });
});
