import type { Secret } from '../secrets/secret.ts';

/** Describes what will be done. plan/ decides, sources and exporters act. */

/** The values of the input `type`: the credential types of Alibaba Cloud's SDKs, and the two that find one. */
export const CREDENTIAL_TYPES = [
  'oidc_role_arn',
  'ram_role_arn',
  'access_key',
  'sts',
  'ecs_ram_role',
  'credentials_uri',
  'bearer',
  'profile',
  'default',
] as const;

export type CredentialType = (typeof CREDENTIAL_TYPES)[number];

/** A first credential, and the roles to assume in turn, each with the credential before it. */
export interface Chain<S extends Source = Source> {
  readonly source: S;
  readonly hops: readonly RoleHop[];
  readonly sts: StsSettings;
}

/** What the step will do, decided before it does anything. */
export interface Plan extends Chain {
  readonly type: CredentialType;
  /** Empty: any account. */
  readonly allowedAccountIds: readonly string[];
  readonly exportOptions: ExportOptions;
  /** Write a table about the login to the job summary. */
  readonly summary: boolean;
  /** Only say what would be done. */
  readonly dryRun: boolean;
  /** For the whole step. */
  readonly timeoutSeconds: number;
}

/** What a plan says of each source of a first credential. */
export interface SourcePlans extends RenewablePlans, FoundPlans {
  access_key: { readonly accessKeyId: Secret; readonly accessKeySecret: Secret };
  sts: SourcePlans['access_key'] & {
    readonly securityToken: Secret;
    readonly expiration?: Date | undefined;
  };
  bearer: { readonly bearerToken: Secret };
}

/** Of those that only say where on the machine to look: what stands there takes their place. */
export interface FoundPlans {
  environment: object;
  profile: { readonly name: string; readonly defaults: ProfileDefaults };
  default: { readonly defaults: ProfileDefaults };
}

/** Of those that give a fresh credential whenever they are asked. They hold no stored key: a profile's renewal keeps them. */
export interface RenewablePlans {
  github: { readonly role: OidcRole; readonly audience: string };
  'token-file': { readonly role: OidcRole; readonly path: string };
  ecs_ram_role: EcsRamRole;
  credentials_uri: CredentialsUri;
}

export type SourceKind = keyof SourcePlans;
export type FoundKind = keyof FoundPlans;
export type AskedKind = Exclude<SourceKind, FoundKind>;

/** Where the first credential comes from. */
export type Source<K extends SourceKind = SourceKind> = {
  [P in K]: { readonly from: P } & SourcePlans[P];
}[K];

/** A source that gives a credential itself. */
export type AskedSource = Source<AskedKind>;

/** How to get a credential again, as often as needed, without a stored key. */
export type Renewal = Chain<Source<keyof RenewablePlans>>;

/** How the credential reaches the later steps. */
export interface ExportOptions {
  readonly env: boolean;
  readonly outputs: boolean;
  readonly profile?: ProfileOptions | undefined;
  readonly region?: string | undefined;
  readonly maskAccountId: boolean;
  /** Take everything back when the job ends. */
  readonly cleanup: boolean;
}

/** A named profile, which later steps find in files. */
export interface ProfileOptions {
  readonly name: string;
  readonly credentialsFile?: string | undefined;
  /** It holds no credential but a command that returns one for as long as the job lasts. */
  readonly refresh?: boolean | undefined;
  /** All that decides which identity it is; undefined if the plan does not tell. */
  readonly plan?: Secret | undefined;
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
  /** It stays with the session, and with those that are assumed from it. */
  readonly sourceIdentity?: string | undefined;
  /** If unset, the STS of the chain. */
  readonly sts?: StsSettings | undefined;
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
  /** Of one request; if unset, as retry.ts says. */
  readonly maxAttempts?: number | undefined;
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
