/** STS's verification of an OIDC token against the provider registered in RAM. */

import { compactVerify, createLocalJWKSet, errors } from 'jose';
import type { OidcProvider, World } from '../world/world.ts';
import { invalidOidcToken, known, missing, StsError } from './errors.ts';

/** The claims that STS looks at. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

interface Header {
  readonly alg?: unknown;
}

/** Reads the claims of a token that is what the provider's issuer signed, in time, for one of its client IDs. */
export async function verifyOidcToken(
  token: string | undefined,
  provider: OidcProvider,
  world: World,
  now: number,
): Promise<OidcClaims> {
  const claims = decodeToken(token);
  if (claims.issuer !== provider.issuer) throw known('AuthenticationFail.OIDCToken.IssuerNotMatch');
  await verifySignature(token ?? '', provider, world);
  if (!claims.audiences.some((audience) => provider.clientIds.includes(audience))) {
    throw known('AuthenticationFail.OIDCToken.AudienceNotMatch');
  }
  const seconds = now / 1000;
  const issuedTooLongAgo = seconds > claims.issuedAt + provider.issuanceLimit * 3600;
  if (seconds >= claims.expiresAt || issuedTooLongAgo) throw known('AuthenticationFail.OIDCToken.Expired');
  return claims;
}

/** Takes the token apart without trusting it; its algorithm must be RS256. */
function decodeToken(token: string | undefined): OidcClaims {
  if (token === undefined) throw missing('OIDCToken');
  if (token.trim() === '') throw invalidOidcToken('The OIDCToken can not empty.');
  const parts = token.split('.');
  if (parts.length !== 3) {
    throw invalidOidcToken("The number of Jwt field should be divided into 3 parts with '.' .");
  }
  if (token.length > 20_000 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
    throw invalidOidcToken('Cannot decode base64 encoded response(format invalid).');
  }
  const header = decodePart<Header>(parts[0]);
  const payload = decodePart<Record<string, unknown>>(parts[1]);
  if (header.alg !== 'RS256') {
    throw invalidOidcToken(`The algorithm ${String(header.alg)} that be specified in Jwt header is unknown.`);
  }
  const { iss, sub, aud, iat, exp } = payload;
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((one) => typeof one === 'string');
  if (
    typeof iss !== 'string' ||
    typeof sub !== 'string' ||
    typeof exp !== 'number' ||
    typeof iat !== 'number'
  ) {
    throw invalidOidcToken(CONTENT_INVALID);
  }
  return { issuer: iss, subject: sub, audiences, issuedAt: iat, expiresAt: exp };
}

const CONTENT_INVALID = 'The Jwt content is invalid that cannot be recognized.';

function decodePart<T>(part: string | undefined): T {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as T;
  } catch {
    // Not JSON: the same answer as for JSON that is no object.
  }
  throw invalidOidcToken(CONTENT_INVALID);
}

async function verifySignature(token: string, provider: OidcProvider, world: World): Promise<void> {
  switch (provider.state) {
    case 'fingerprint-mismatch':
      throw known('AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch');
    case 'untrusted-certificate':
      throw known('AuthenticationFail.OIDCToken.HttpsUrlInvalid');
    case 'unreachable':
      throw brokenConfiguration(provider.issuer);
    case 'ok':
  }
  // The emulator has no network: GitHub's is the one issuer whose keys it can get.
  if (provider.issuer !== world.github.issuer) throw brokenConfiguration(provider.issuer);
  try {
    await compactVerify(token, createLocalJWKSet(await world.github.jwks()), { algorithms: ['RS256'] });
  } catch (error) {
    if (error instanceof errors.JOSEError) throw known('AuthenticationFail.OIDCToken.InvalidSignature');
    throw error;
  }
}

function brokenConfiguration(issuer: string): StsError {
  return new StsError(
    401,
    'AuthenticationFail.OIDCToken.IssuerConfigurationBroken',
    `Get public keys from OIDC Provider failed, the issuer is ${issuer}`,
  );
}
