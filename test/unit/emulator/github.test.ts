import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { sampleClaims, subjectOf } from '../../../emulator/github/claims.ts';
import { ask, askDirectly, emulate, githubToken } from './support.ts';

describe('the token endpoint', () => {
  test('gives a job a token that verifies by discovery and JWKS', async () => {
    const emulator = await emulate();
    const token = await githubToken(emulator, 'https://example.com/a b');
    const issuer = 'https://token.actions.githubusercontent.com';
    const discovery = await ask(emulator, `${issuer}/.well-known/openid-configuration`);
    const keys = createRemoteJWKSet(new URL(discovery.json.jwks_uri), {
      [customFetch]: async (url: string) => new Response((await ask(emulator, url)).text),
    });
    const { payload } = await jwtVerify(token, keys, { issuer, audience: 'https://example.com/a b' });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toMatchObject({
      sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
      repository: 'octo-org/octo-repo',
      event_name: 'push',
      runner_environment: 'github-hosted',
    });
    const { iat = 0, nbf = 0, exp = 0 } = payload;
    expect([exp - iat, iat - nbf]).toEqual([300, 600]);
  });

  test('gives every token another jti, and the owner as audience unless asked', async () => {
    const emulator = await emulate();
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } =
      emulator.githubEnv();
    const headers = { authorization: `Bearer ${bearer}` };
    const [one, two] = [await ask(emulator, url, { headers }), await ask(emulator, url, { headers })];
    expect(one.json.count).toBe(one.json.value.length);
    expect(decodeJwt(one.json.value).aud).toBe('https://github.com/octo-org');
    expect(decodeJwt(one.json.value).jti).not.toBe(decodeJwt(two.json.value).jti);
  });

  test('refuses a wrong, a missing and an expired request token', async () => {
    const emulator = await emulate();
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } =
      emulator.githubEnv();
    expect((await ask(emulator, url)).status).toBe(401);
    expect((await ask(emulator, url, { headers: { authorization: 'Bearer no' } })).status).toBe(401);
    emulator.world.clockOffset = 7 * 3600 * 1000;
    expect((await ask(emulator, url, { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(401);
  });

  test('answers at its own paths alone', async () => {
    const emulator = await emulate();
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } =
      emulator.githubEnv();
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await ask(emulator, url.replace('/idtoken/', '/other/'), { headers })).status).toBe(404);
    expect((await ask(emulator, url.split('?')[0] ?? '', { headers })).status).toBe(400);
    expect((await ask(emulator, url, { method: 'POST', headers })).status).toBe(405);
    expect((await ask(emulator, 'https://token.actions.githubusercontent.com/')).status).toBe(404);
  });

  test('can be reached without the proxy', async () => {
    const emulator = await emulate();
    const env = emulator.githubEnv({ direct: true });
    const headers = { authorization: `Bearer ${env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` };
    expect((await askDirectly(emulator, env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '', { headers })).status).toBe(
      200,
    );
  });
});

describe('the subject', () => {
  const claims = sampleClaims();

  test.each([
    ['classic', {}, 'repo:octo-org/octo-repo:ref:refs/heads/main'],
    ['immutable', {}, 'repo:octo-org@65/octo-repo@74:ref:refs/heads/main'],
    ['classic', { event_name: 'pull_request' }, 'repo:octo-org/octo-repo:pull_request'],
    [
      'immutable',
      { event_name: 'pull_request', environment: 'a:b' },
      'repo:octo-org@65/octo-repo@74:environment:a%3Ab',
    ],
    ['immutable', { sub: 'custom' }, 'custom'],
  ] as const)('%s with %o is %s', (form, changes, subject) => {
    expect(subjectOf({ ...claims, ...changes }, form)).toBe(subject);
  });

  test('set in the world is what tokens say', async () => {
    const emulator = await emulate();
    emulator.world.github.subject = 'org:octo-org';
    expect(decodeJwt(await githubToken(emulator)).sub).toBe('org:octo-org');
  });
});
