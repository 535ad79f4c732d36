/**
 * Alibaba Cloud's V3 signature, ACS3-HMAC-SHA256, stage by stage.
 * Source: "V3 request body and signature mechanism" in the OpenAPI documentation.
 */

import { createHmac } from 'node:crypto';
import { canonicalPairs, sha256Hex } from './encoding.ts';

export const V3_ALGORITHM = 'ACS3-HMAC-SHA256';

/** What a V3 signature covers. */
export interface V3Request {
  readonly method: string;
  /** `/` unless given: that of RPC style. */
  readonly path?: string;
  readonly query: Iterable<readonly [string, string]>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names in `headers` that are signed, sorted. */
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body. */
  readonly bodyHash: string;
}

/** The `Authorization` header, taken apart. */
export interface V3Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function v3CanonicalRequest(request: V3Request): string {
  const headers = request.signedHeaders
    .map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`)
    .join('');
  return [
    request.method,
    request.path ?? '/',
    canonicalPairs(request.query),
    headers,
    request.signedHeaders.join(';'),
    request.bodyHash,
  ].join('\n');
}

export function v3StringToSign(canonicalRequest: string): string {
  return `${V3_ALGORITHM}\n${sha256Hex(canonicalRequest)}`;
}

/** Hex HMAC-SHA256 of the string to sign, keyed with the bare secret. */
export function v3Signature(stringToSign: string, accessKeySecret: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
}

/** Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`; undefined if it is not that. */
export function parseV3Authorization(header: string): V3Authorization | undefined {
  const match =
    /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/.exec(header);
  if (match === null) return undefined;
  const [, accessKeyId = '', names = '', signature = ''] = match;
  return { accessKeyId, signedHeaders: names.split(';'), signature };
}

/** Writes the header that {@link parseV3Authorization} reads. */
export function formatV3Authorization(authorization: V3Authorization): string {
  const { accessKeyId, signedHeaders, signature } = authorization;
  return `${V3_ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
}
