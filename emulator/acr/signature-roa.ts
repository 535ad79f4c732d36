/**
 * Alibaba Cloud's ROA signature, HMAC-SHA1, which the aliyun CLI and older SDKs send to the Personal Edition.
 * Source: "ROA request syntax and signature method V2" in the OpenAPI documentation.
 */

import { createHmac } from 'node:crypto';
import type { ServiceRequest } from '../http/message.ts';

/** The verb, four headers, the `x-acs-*` headers sorted by name, and the path with its query sorted and decoded. */
export function roaStringToSign({
  method,
  path,
  query,
  headers,
}: Pick<ServiceRequest, 'method' | 'path' | 'query' | 'headers'>): string {
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-acs-'))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`);
  const parameters = [...query]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const plain = ['accept', 'content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '');
  const resource = parameters.length > 0 ? `${path}?${parameters.join('&')}` : path;
  return `${[method, ...plain].join('\n')}\n${own.join('')}${resource}`;
}

/** Base64 HMAC of the string to sign, keyed with the bare secret. */
export function roaSignature(stringToSign: string, accessKeySecret: string): string {
  return createHmac('sha1', accessKeySecret).update(stringToSign).digest('base64');
}

/** Reads `acs KEY_ID:SIGNATURE`; undefined if it is not that. */
export function parseRoaAuthorization(
  header: string,
): { readonly accessKeyId: string; readonly signature: string } | undefined {
  const match = /^acs ([^:\s]+):([A-Za-z0-9+/]{27}=)$/.exec(header);
  return match === null ? undefined : { accessKeyId: match[1] ?? '', signature: match[2] ?? '' };
}
