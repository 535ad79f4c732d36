import { type JsonObject, parseObject } from './json.ts';

/** Header, payload and signature in base64url. */
export const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The claims of a JWT, unverified: for showing what STS saw. Undefined if the text is not a JWT. */
export function claimsOf(token: string): JsonObject | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  return parseObject(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** Characters. Source: the reference of AssumeRoleWithOIDC, OIDCToken: 4 to 20,000 characters. */
export const LONGEST_OIDC_TOKEN = 20_000;
