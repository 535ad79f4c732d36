import type { Secret } from './secrets/secret.ts';

/** Describes what will be done. Only types: make-plan.ts decides, providers and exporters act. */

/** The values of the input `type`: the credential types of Alibaba Cloud's SDKs, and the two that find one. */
export type CredentialType =
  | 'oidc_role_arn'
  | 'ram_role_arn'
  | 'access_key'
  | 'sts'
  | 'ecs_ram_role'
  | 'credentials_uri'
  | 'bearer'
  | 'profile'
  | 'default';

/** What the step will do, decided before it does anything. */
export interface Plan {
  readonly type: CredentialType;
  readonly source: Source;
  /** Roles to assume in turn, each with the credential before it. */
  readonly hops: readonly RoleHop[];
  readonly sts: StsSettings;
  /** Empty: any account. */
  readonly allowedAccountIds: readonly string[];
  readonly handOff: HandOff;
  /** Write a table about the login to the job summary. */
  readonly summary: boolean;
}

/** Where the first credential comes from. */
export type Source =
  | { readonly from: 'github'; readonly role: OidcRole; readonly audience: string }
  | { readonly from: 'token-file'; readonly role: OidcRole; readonly path: string }
  | { readonly from: 'access_key'; readonly accessKeyId: Secret; readonly accessKeySecret: Secret }
  | {
      readonly from: 'sts';
      readonly accessKeyId: Secret;
      readonly accessKeySecret: Secret;
      readonly securityToken: Secret;
      readonly expiration?: Date | undefined;
    }
  | { readonly from: 'environment' }
  | ({ readonly from: 'ecs_ram_role' } & EcsRamRole)
  | ({ readonly from: 'credentials_uri' } & CredentialsUri)
  | { readonly from: 'bearer'; readonly bearerToken: Secret }
  | { readonly from: 'profile'; readonly name: string; readonly defaults: ProfileDefaults }
  | { readonly from: 'default'; readonly defaults: ProfileDefaults };

/** How to get a credential again, as often as needed, without a stored key. */
export interface Renewal {
  readonly source: RenewableSource;
  /** The STS that exchanges the source's OIDC token, if it has one, and how often to try. */
  readonly sts: StsSettings;
  readonly hops: readonly RenewedHop[];
}

/** A source that returns a fresh credential whenever it is asked, with everything the environment said about it. */
export type RenewableSource = Extract<
  Source,
  { readonly from: 'github' | 'token-file' | 'ecs_ram_role' | 'credentials_uri' }
>;

export interface RenewedHop extends RoleHop {
  readonly sts: StsSettings;
}

/** How the credential reaches the later steps. */
export interface HandOff {
  readonly env: boolean;
  readonly outputs: boolean;
  readonly profile?: ProfileHandOff | undefined;
  readonly region?: string | undefined;
  readonly maskAccountId: boolean;
  /** Take everything back when the job ends. */
  readonly cleanup: boolean;
}

/** A named profile, which later steps find in files. */
export interface ProfileHandOff {
  readonly name: string;
  readonly credentialsFile?: string | undefined;
  /** It holds no credential but a command that returns one for as long as the job lasts. */
  readonly refresh?: boolean | undefined;
}

/** The parameters of a role's session. */
export interface SessionOptions {
  /** 2–64 of `A-Z a-z 0-9 . @ _ -`. */
  readonly roleSessionName: string;
  /** 900 to the role's MaxSessionDuration. */
  readonly durationSeconds: number;
  /** A RAM policy (JSON) that narrows the session. */
  readonly policy?: string | undefined;
}

/** A role that is assumed with an OIDC token (STS AssumeRoleWithOIDC). */
export interface OidcRole {
  readonly oidcProviderArn: string;
  readonly roleArn: string;
  readonly session: SessionOptions;
}

/** A role that is assumed with the credential before it (STS AssumeRole). */
export interface RoleHop {
  readonly roleArn: string;
  readonly session: SessionOptions;
  readonly externalId?: string | undefined;
}

/**
 * The role of the ECS (or ECI) instance that the job runs on.
 * Source: Alibaba Cloud, "View instance metadata" (hardened mode) and "Instance RAM roles".
 */
export interface EcsRamRole {
  /** `http://host[:port]`. */
  readonly endpoint: string;
  /** If not given, the instance is asked. */
  readonly roleName?: string | undefined;
  /** What named the role, if not the input role-name; for errors. */
  readonly namedBy?: string | undefined;
  /** Hardened mode only; if unset, ALIBABA_CLOUD_IMDSV1_DISABLED decides. */
  readonly disableImdsV1?: boolean | undefined;
  /** Named by a file on the machine, not by the workflow, so the machine's prohibitions apply. */
  readonly found?: boolean | undefined;
}

/** A URL that returns a credential. Source: the SDKs' credentials URI provider. */
export interface CredentialsUri {
  /** If unset, ALIBABA_CLOUD_CREDENTIALS_URI is used. */
  readonly uri?: Secret | undefined;
  /** What the user calls it, if it is not the input. */
  readonly name?: string | undefined;
  /** Allows plain http to any host, not only to loopback and link-local addresses. */
  readonly allowHttp: boolean;
}

/** Which STS to use, and how often to try. */
export interface StsSettings {
  /** Host, with a port if it is not 443. */
  readonly host: string;
  /** The workflow chose it, so no profile can override it. */
  readonly chosen: boolean;
  readonly maxAttempts: number;
}

/** What a profile needs and its file does not say. */
export interface ProfileDefaults {
  readonly roleSessionName: string;
  /** Seconds. */
  readonly durationSeconds: number;
  readonly metadataEndpoint: string;
  readonly disableImdsV1?: boolean | undefined;
  readonly allowHttp: boolean;
}
