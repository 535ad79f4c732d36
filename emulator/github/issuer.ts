/** GitHub's OIDC issuer: signs the tokens of a job and publishes its keys. */

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { type JobClaims, type SubjectForm, sampleClaims, subjectOf } from './claims.ts';

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** Seconds: `exp` is 300 after `iat`, `nbf` 600 before. */
const LIFETIME = 300;
const NOT_BEFORE = 600;
/** The request token was observed to live about 6 h 10 min. */
const REQUEST_TOKEN_LIFETIME = 22_200;

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwks: JSONWebKeySet;
}

export interface TokenRequest {
  /** `aud`; GitHub's default is the owner's URL. */
  readonly audience?: string | undefined;
  /** `iat`, milliseconds since the epoch. */
  readonly now: number;
  /** Claims that override all others, including `exp` and `iss`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

// An RSA key takes 100 ms and more, so all emulators of a process share the first one.
let sharedKey: Promise<SigningKey> | undefined;

export class GithubIssuer {
  readonly issuer: string = GITHUB_ISSUER;
  /** The claims of the running job; tests change them. */
  claims: JobClaims = sampleClaims();
  subjectForm: SubjectForm = 'classic';
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  requestToken: string;
  /** The path of `ACTIONS_ID_TOKEN_REQUEST_URL`. */
  readonly requestPath: string = `/${randomBytes(12).toString('hex')}/idtoken/${randomUUID()}`;
  #key: Promise<SigningKey> | undefined;

  constructor(now: number) {
    this.requestToken = requestToken(now);
  }

  /** Makes a new request token, good for 6 h 10 min from `now` (ms); negative ages make an expired one. */
  renewRequestToken(now: number): void {
    this.requestToken = requestToken(now);
  }

  /** The subject that tokens carry now. */
  get subject(): string {
    return subjectOf(this.claims, this.subjectForm);
  }

  set subject(value: string | undefined) {
    this.claims.sub = value;
  }

  /** Starts making the key, so that the first token does not wait for it. */
  warmUp(): void {
    this.#signingKey().catch(() => undefined);
  }

  /** Makes a new signing key: tokens from before no longer verify. */
  rotateKey(): void {
    this.#key = makeKey();
  }

  /** An RS256 token for the job. */
  async issueToken(request: TokenRequest): Promise<string> {
    const { kid, privateKey } = await this.#signingKey();
    const iat = Math.floor(request.now / 1000);
    const claims = {
      ...this.claims,
      jti: randomUUID(),
      sub: this.subject,
      aud: request.audience ?? `https://github.com/${this.claims.repository_owner ?? ''}`,
      iss: this.issuer,
      iat,
      nbf: iat - NOT_BEFORE,
      exp: iat + LIFETIME,
      ...request.claims,
    };
    return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid }).sign(privateKey);
  }

  async jwks(): Promise<JSONWebKeySet> {
    return (await this.#signingKey()).jwks;
  }

  #signingKey(): Promise<SigningKey> {
    sharedKey ??= makeKey();
    this.#key ??= sharedKey;
    return this.#key;
  }
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomBytes(20).toString('hex').toUpperCase();
  const jwk = await exportJWK(publicKey);
  return { kid, privateKey, jwks: { keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] } };
}

// GitHub's is a JWT too, and a client may read its `exp`; nobody but GitHub can verify it.
function requestToken(now: number): string {
  const iat = Math.floor(now / 1000);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { iat, nbf: iat, exp: iat + REQUEST_TOKEN_LIFETIME, scp: 'Actions.GenericRead:00000000' };
  const signed = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', randomBytes(32)).update(signed).digest('base64url')}`;
}
