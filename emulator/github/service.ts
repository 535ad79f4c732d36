/** The issuer's public documents and the runner's token endpoint. */

import { timingSafeEqual } from 'node:crypto';
import { type Handler, json, type ServiceRequest, type ServiceResponse, text } from '../http/message.ts';
import type { World } from '../world/world.ts';
import type { GithubIssuer } from './issuer.ts';

/** `token.actions.githubusercontent.com`: discovery and JWKS. */
export const handleIssuer: Handler = async (request, world) => {
  if (request.method !== 'GET') return text(405, 'Method Not Allowed');
  const { github } = world;
  switch (request.path) {
    case '/.well-known/openid-configuration':
      return json(200, discovery(github));
    case '/.well-known/jwks':
      return json(200, await github.jwks());
    default:
      return text(404, 'Not Found');
  }
};

/**
 * `pipelines.actions.githubusercontent.com`: GET `…/idtoken/…?api-version=2.0&audience=…` with
 * `Authorization: Bearer <request token>` gives `{count, value}`, `value` being the JWT.
 */
export const handleTokenRequest: Handler = async (request, world) => {
  const { github } = world;
  if (request.path !== github.requestPath) return text(404, 'Not Found');
  if (request.method !== 'GET') return text(405, 'Method Not Allowed');
  if (!authorized(request, world)) return unauthorized();
  const query = new Map(request.query);
  if (!query.has('api-version')) return json(400, { message: 'No api-version was given.' });
  const value = await github.issueToken({ audience: query.get('audience'), now: request.now });
  return json(200, { count: value.length, value });
};

function discovery(github: GithubIssuer): unknown {
  return {
    issuer: github.issuer,
    jwks_uri: `${github.issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', ...Object.keys(github.claims)],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

function authorized(request: ServiceRequest, world: World): boolean {
  const expected = Buffer.from(`Bearer ${world.github.requestToken}`);
  const given = Buffer.from(request.headers['authorization'] ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const payload = world.github.requestToken.split('.')[1] ?? '';
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp: number };
  return request.now < exp * 1000;
}

function unauthorized(): ServiceResponse {
  return json(401, { message: 'The request token is not valid.' }, { 'www-authenticate': 'Bearer' });
}
