import type { Renewal } from './plan/plan.ts';
import { type Mask, Secret } from './secrets/secret.ts';

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
  /** Unknown if the user gave the credential. */
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

/** A credential's identity, as STS GetCallerIdentity reports it. */
export interface Identity {
  readonly accountId: string;
  /** `acs:ram::<uid>:user/<name>`, `acs:ram::<uid>:assumed-role/<role>/<session>` or `acs:ram::<uid>:root`. */
  readonly arn: string;
  /** Of the request in which STS said so. */
  readonly requestId?: string | undefined;
}

/** What a source gives. */
export interface Login<C extends Credential = Credential> {
  readonly credential: C;
  /** The credential's identity, if known without asking STS. */
  readonly identity?: Identity;
  /** Whether a service issued the credential just now; otherwise it was found, and may be wrong or long expired. */
  readonly issued: boolean;
  /** The issuer, if it does not say whose the credential is: “the instance role …”. */
  readonly issuer?: string | undefined;
  /** Where on the machine, rather than in the workflow, the login is configured: “profile “x” of …”. */
  readonly origin?: string | undefined;
  /** The profile of config.json that it is, with nothing on top: “” for the current one. */
  readonly profile?: string | undefined;
  /** How to get it again; absent if that would take a stored key. */
  readonly renewal?: Renewal | undefined;
  /** The private file with GitHub's token, if that was exchanged. */
  readonly tokenFile?: string | undefined;
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
