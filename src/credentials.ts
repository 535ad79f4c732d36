/** Tells the runner to hide a value in every log line from now on. */
export type Mask = (value: string) => void;

/**
 * A value that must never be printed.
 *
 * It is masked when made, and shows itself as `***` in strings, JSON and debug output. The text comes out only
 * through `reveal`, so that a search for that word finds every place where a secret leaves its wrapper.
 */
export class Secret {
  readonly #value: string;

  private constructor(value: string) {
    this.#value = value;
  }

  static of(value: string, mask: Mask): Secret {
    mask(value);
    return new Secret(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  /** For console.log and util.inspect. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/**
 * Why a text cannot be a part of a credential; undefined where it can.
 * @param isSent in a header or a URL, which not every character survives; the key's secret only signs
 */
export function flawOf(text: string, isSent: boolean): string | undefined {
  if (text.trim() === '') return 'holds nothing but white space';
  if (isSent && !/^[\x21-\x7e]+$/.test(text))
    return "has white space, a line's end or a character that is not ASCII in it, and cannot be sent";
  return undefined;
}

export const FLAW_HINT = 'Set it anew; a line copied with its end is the usual reason.';

/** A RAM user's (or an account's own) long-lived key. */
export interface AccessKey {
  readonly kind: 'access_key';
  readonly accessKeyId: Secret;
  readonly accessKeySecret: Secret;
}

/** A temporary credential, as STS, the ECS metadata service and a credentials URI issue it. */
export interface StsCredential {
  readonly kind: 'sts';
  readonly accessKeyId: Secret;
  readonly accessKeySecret: Secret;
  readonly securityToken: Secret;
  /** Unknown where the user gave the credential. */
  readonly expiration?: Date;
}

/** A bearer token; it signs nothing and STS does not know it. */
export interface BearerToken {
  readonly kind: 'bearer';
  readonly bearerToken: Secret;
}

/** A credential that can sign a request. */
export type SigningCredential = AccessKey | StsCredential;

export type Credential = SigningCredential | BearerToken;

/** Who a credential is, in the words of STS GetCallerIdentity. */
export interface Identity {
  readonly accountId: string;
  /** `acs:ram::<uid>:user/<name>`, `acs:ram::<uid>:assumed-role/<role>/<session>` or `acs:ram::<uid>:root`. */
  readonly arn: string;
}

/** What a provider gives. */
export interface Login<C extends Credential = Credential> {
  readonly credential: C;
  /** Who the credential is, where that is known without asking. */
  readonly identity?: Identity;
  /** A service has issued the credential just now; else it was found somewhere, and may be wrong or long expired. */
  readonly issued: boolean;
}

/** The plain values of a temporary credential, as a service's answer or a file holds them. */
export interface StsFields {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string;
  expiration?: Date;
}

export function accessKey(accessKeyId: string, accessKeySecret: string, mask: Mask): AccessKey {
  return {
    kind: 'access_key',
    accessKeyId: Secret.of(accessKeyId, mask),
    accessKeySecret: Secret.of(accessKeySecret, mask),
  };
}

export function stsCredential(fields: StsFields, mask: Mask): StsCredential {
  return {
    kind: 'sts',
    accessKeyId: Secret.of(fields.accessKeyId, mask),
    accessKeySecret: Secret.of(fields.accessKeySecret, mask),
    securityToken: Secret.of(fields.securityToken, mask),
    ...(fields.expiration && { expiration: fields.expiration }),
  };
}

export function bearerToken(token: string, mask: Mask): BearerToken {
  return { kind: 'bearer', bearerToken: Secret.of(token, mask) };
}

/** A time as STS writes it: ISO 8601, UTC, whole seconds. */
export function formatTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
