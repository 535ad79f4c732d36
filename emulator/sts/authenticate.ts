/** Who signed a request: the V1, V3 and ROA signatures, their dates, nonces and security tokens. */

import { timingSafeEqual } from 'node:crypto';
import { parseRoaAuthorization, roaSignature, roaStringToSign } from '../acr/signature-roa.ts';
import type { AccessKey, Session, World } from '../world/world.ts';
import type { StsCall } from './call.ts';
import { sha256Hex } from './encoding.ts';
import { known, missing, StsError } from './errors.ts';
import { type V1Method, v1Signature, v1StringToSign } from './signature-v1.ts';
import { parseV3Authorization, v3CanonicalRequest, v3Signature, v3StringToSign } from './signature-v3.ts';

/** The holder of the key that signed. */
export type Caller =
  | { readonly kind: 'key'; readonly key: AccessKey }
  | { readonly kind: 'session'; readonly session: Session };

/** What every signature contains. */
interface Signed {
  readonly accessKeyId: string;
  readonly securityToken: string | undefined;
  readonly date: string;
  readonly nonce: string;
  readonly signature: string;
  /** The expected signature for a secret, and the error if it differs. */
  check(secret: string): { readonly signature: string; readonly mismatch: string };
}

/** Milliseconds either way. */
const DATE_WINDOW = 15 * 60 * 1000;

const V3_REQUIRED = [
  'host',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
];

/** Verifies the signature of a call; throws an {@link StsError} for whatever is wrong with it. */
export function authenticate(call: StsCall, world: World): Caller {
  const signed = readSignature(call);
  checkDate(signed.date, call.request.now);
  const caller = findCaller(signed, world, call.request.now);
  const secret = caller.kind === 'key' ? caller.key.secret : caller.session.accessKeySecret;
  const expected = signed.check(secret);
  if (!sameText(signed.signature, expected.signature)) {
    throw new StsError(400, 'SignatureDoesNotMatch', expected.mismatch);
  }
  // Only now: a forged request must not use up a nonce.
  useNonce(world, `${signed.accessKeyId} ${signed.nonce}`, call.request.now);
  return caller;
}

/** The account that a caller belongs to. */
export function accountOf(caller: Caller): string {
  return caller.kind === 'key' ? caller.key.owner.account : caller.session.role.account;
}

function readSignature(call: StsCall): Signed {
  const { authorization } = call.request.headers;
  if (authorization === undefined) return readV1(call);
  return authorization.startsWith('acs ') ? readRoa(call, authorization) : readV3(call);
}

function readRoa({ request }: StsCall, authorization: string): Signed {
  const { headers } = request;
  const parts = parseRoaAuthorization(authorization);
  const isWhole =
    headers['x-acs-signature-method'] === 'HMAC-SHA1' && headers['x-acs-signature-version'] === '1.0';
  if (parts === undefined || !isWhole) throw known('IncompleteSignature');
  const time = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(time)) throw known('InvalidTimeStamp.Format');
  const toSign = roaStringToSign(request);
  return {
    ...parts,
    securityToken: headers['x-acs-security-token'],
    date: `${new Date(time).toISOString().slice(0, 19)}Z`,
    nonce: headers['x-acs-signature-nonce'] ?? '',
    check: (secret) => ({
      signature: roaSignature(toSign, secret),
      mismatch: `Specified signature is not matched with our calculation. server string to sign is:${toSign}`,
    }),
  };
}

function readV3(call: StsCall): Signed {
  const { headers, method, path, query, body } = call.request;
  const authorization = parseV3Authorization(headers['authorization'] ?? '');
  if (authorization === undefined) throw known('IncompleteSignature');
  const { accessKeyId, signedHeaders, signature } = authorization;
  const mustBeSigned = [
    ...V3_REQUIRED,
    ...('x-acs-security-token' in headers ? ['x-acs-security-token'] : []),
  ];
  const complete = mustBeSigned.every((name) => name in headers && signedHeaders.includes(name));
  const sorted = signedHeaders.every((name, i) => i === 0 || (signedHeaders[i - 1] ?? '') < name);
  if (!complete || !sorted) throw known('IncompleteSignature');
  const bodyHash = sha256Hex(body);
  const canonical = v3CanonicalRequest({ method, path, query, headers, signedHeaders, bodyHash });
  const toSign = v3StringToSign(canonical);
  return {
    accessKeyId,
    securityToken: headers['x-acs-security-token'],
    date: headers['x-acs-date'] ?? '',
    nonce: headers['x-acs-signature-nonce'] ?? '',
    signature,
    check: (secret) => ({
      signature: v3Signature(toSign, secret),
      mismatch:
        'Specified signature does not match our calculation. ' +
        `server StringToSign is [${toSign}] server CanonicalRequest is [${canonical}]`,
    }),
  };
}

function readV1(call: StsCall): Signed {
  const parameter = (name: string): string => {
    const value = call.parameters.get(name);
    if (value === undefined || value === '') throw missing(name);
    return value;
  };
  const accessKeyId = parameter('AccessKeyId');
  const signature = parameter('Signature');
  const method = parameter('SignatureMethod');
  const version = parameter('SignatureVersion');
  if (!isV1Method(method) || version !== '1.0') throw known('IncompleteSignature');
  const toSign = v1StringToSign(call.request.method, call.pairs);
  return {
    accessKeyId,
    securityToken: call.parameters.get('SecurityToken'),
    date: parameter('Timestamp'),
    nonce: parameter('SignatureNonce'),
    signature,
    check: (secret) => ({
      signature: v1Signature(toSign, secret, method),
      mismatch: `Specified signature is not matched with our calculation. server string to sign is:${toSign}`,
    }),
  };
}

function isV1Method(value: string): value is V1Method {
  return value === 'HMAC-SHA1' || value === 'HMAC-SHA256';
}

function checkDate(date: string, now: number): void {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) throw known('InvalidTimeStamp.Format');
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw known('InvalidTimeStamp.Format');
  if (Math.abs(now - time) > DATE_WINDOW) throw known('InvalidTimeStamp.Expired');
}

function findCaller(signed: Signed, world: World, now: number): Caller {
  const { accessKeyId, securityToken } = signed;
  if (securityToken === undefined || securityToken === '') {
    const key = world.accessKeys.get(accessKeyId);
    if (key !== undefined && !key.active) throw known('InvalidAccessKeyId.Inactive');
    if (key !== undefined) return { kind: 'key', key };
    throw known(world.sessions.has(accessKeyId) ? 'MissingSecurityToken' : 'InvalidAccessKeyId.NotFound');
  }
  const session = [...world.sessions.values()].find((one) => one.securityToken === securityToken);
  if (session === undefined) throw known('InvalidSecurityToken.Malformed');
  if (session.accessKeyId !== accessKeyId) throw known('InvalidSecurityToken.MismatchWithAccessKey');
  if (session.expiration <= now) throw known('InvalidSecurityToken.Expired');
  return { kind: 'session', session };
}

function useNonce(world: World, nonce: string, now: number): void {
  for (const [used, forgetAt] of world.usedNonces) {
    // Insertion order is order of time, but for a moved clock, and then keeping more does no harm.
    if (forgetAt > now) break;
    world.usedNonces.delete(used);
  }
  if (world.usedNonces.has(nonce)) throw known('SignatureNonceUsed');
  world.usedNonces.set(nonce, now + 2 * DATE_WINDOW);
}

function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
