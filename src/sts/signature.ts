import { crypto } from '../secrets/fingerprint.ts';
import { percentEncode } from '../text/escapes.ts';

/**
 * ACS3-HMAC-SHA256, stage by stage and pure: time and nonce come in with the headers.
 * Source: Alibaba Cloud, "V3 request body and signature mechanism".
 */

export interface SignableRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. `host`, `content-type` and every `x-acs-*` header are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const ALGORITHM = 'ACS3-HMAC-SHA256';

/** Parameters sorted by name, encoded, as they stand in the URL and in the canonical request. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The names of the signed headers, joined by `;`. */
export function signedHeaders(headers: Readonly<Record<string, string>>): string {
  return signedNames(headers).join(';');
}

export function canonicalRequest(request: SignableRequest): string {
  const { headers } = request;
  const lines = signedNames(headers).map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`);
  return [
    request.method,
    request.path,
    canonicalQuery(request.query),
    lines.join(''),
    signedHeaders(headers),
    sha256(request.body),
  ].join('\n');
}

export function stringToSign(request: SignableRequest): string {
  return `${ALGORITHM}\n${sha256(canonicalRequest(request))}`;
}

export function signature(request: SignableRequest, accessKeySecret: string): string {
  return crypto().createHmac('sha256', accessKeySecret).update(stringToSign(request)).digest('hex');
}

/** The value of the `Authorization` header. */
export function authorization(
  request: SignableRequest,
  accessKeyId: string,
  accessKeySecret: string,
): string {
  const names = signedHeaders(request.headers);
  return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature(request, accessKeySecret)}`;
}

/** Lower-case hex, as `x-acs-content-sha256` wants it. */
export function sha256(text: string): string {
  return crypto().createHash('sha256').update(text).digest('hex');
}

function signedNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort();
}
