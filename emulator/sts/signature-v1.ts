/**
 * Alibaba Cloud's V1 RPC signature, which the SDKs' `ram_role_arn` provider still sends.
 * Source: "common parameters" (RPC) in the OpenAPI documentation.
 */

import { createHmac } from 'node:crypto';
import { canonicalPairs, percentEncode } from './encoding.ts';

/** `SignatureMethod` values that are accepted. */
export type V1Method = 'HMAC-SHA1' | 'HMAC-SHA256';

/** `METHOD&%2F&` and the encoded canonical pairs of query and form, without `Signature`. */
export function v1StringToSign(method: string, parameters: Iterable<readonly [string, string]>): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature');
  return `${method}&${percentEncode('/')}&${percentEncode(canonicalPairs(signed))}`;
}

/** Base64 HMAC of the string to sign, keyed with the secret followed by `&`. */
export function v1Signature(
  stringToSign: string,
  accessKeySecret: string,
  method: V1Method = 'HMAC-SHA1',
): string {
  const hash = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  return createHmac(hash, `${accessKeySecret}&`).update(stringToSign).digest('base64');
}
