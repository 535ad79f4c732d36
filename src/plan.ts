import type { Secret } from './secrets/secret.ts';

/**
 * The words for what will be done. Types alone: make-plan.ts decides, providers and exporters act.
 */

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

/** What will be done; decided before anything is done. */
export interface Plan {
  readonly type: CredentialType;
  readonly source: Source;
  /** Roles that are assumed in turn, each with the credential before. */
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

/** How a credential can be had again, as often as one is needed, without a stored key. */
export interface Renewal {
  readonly source: RenewableSource;
  /** The STS that exchanges the source's OIDC token, where it has one; and how often to ask. */
  readonly sts: StsSettings;
  readonly hops: readonly RenewedHop[];
}

/** A source that gives a fresh credential whenever it is asked, with all that the environment said of it. */
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

/** A named profile that later steps find in files. */
export interface ProfileHandOff {
  readonly name: string;
  readonly credentialsFile?: string | undefined;
  /** It holds no credential, but the command that gives one for as long as the job lasts. */
  readonly refresh?: boolean | undefined;
}

/** What a role's session is asked for with. */
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
  /** Asked for where it is not given. */
  readonly roleName?: string | undefined;
  /** What says the role’s name, where that is not the input role-name; for errors. */
  readonly namedBy?: string | undefined;
  /** Hardened mode only; where unset, ALIBABA_CLOUD_IMDSV1_DISABLED decides. */
  readonly disableImdsV1?: boolean | undefined;
  /** Named by a file on the machine, not by the workflow: what the machine forbids applies. */
  readonly found?: boolean | undefined;
}

/** A URL that hands out a credential. Source: the SDKs' credentials URI provider. */
export interface CredentialsUri {
  /** Where unset, ALIBABA_CLOUD_CREDENTIALS_URI says it. */
  readonly uri?: Secret | undefined;
  /** What the user knows it by, where that is not the input. */
  readonly name?: string | undefined;
  /** Plain http to any host, not only to this machine and its link. */
  readonly allowHttp: boolean;
}

/** Which STS, and how often to ask it. */
export interface StsSettings {
  /** Host, with a port where it is not 443. */
  readonly host: string;
  /** The workflow chose it: no profile says otherwise. */
  readonly chosen: boolean;
  readonly maxAttempts: number;
}

/** What a profile needs that its file does not say. */
export interface ProfileDefaults {
  readonly roleSessionName: string;
  /** Seconds. */
  readonly durationSeconds: number;
  readonly metadataEndpoint: string;
  readonly disableImdsV1?: boolean | undefined;
  readonly allowHttp: boolean;
}
