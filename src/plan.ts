import type { Secret } from './credentials.ts';
import { InputError } from './errors.ts';
import { MIN_SESSION, ROLE_ARN, ROLE_SESSION_NAME } from './formats.ts';
import type { CredentialType, Inputs } from './inputs.ts';
import type { OidcRole } from './providers/oidc-role-arn.ts';
import type { RoleHop } from './providers/ram-role-arn.ts';
import type { StsSettings } from './sts/client.ts';
import { GLOBAL_HOST, hostOf, KNOWN_REGIONS } from './sts/endpoints.ts';
import type { SessionOptions } from './sts/requests.ts';

/** What will be done, decided before anything is done. Pure: from inputs and facts about the job, no effects. */
export interface Plan {
  readonly type: CredentialType;
  readonly source: Source;
  /** Roles that are assumed in turn, each with the credential before. */
  readonly hops: readonly RoleHop[];
  readonly sts: StsSettings;
  /** Whether STS is asked who the credential is before it is handed on. */
  readonly verify: boolean;
  /** Empty: any account. */
  readonly allowedAccountIds: readonly string[];
  readonly handOff: HandOff;
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
    }
  | { readonly from: 'environment' };

/** How the credential reaches the later steps. */
export interface HandOff {
  readonly env: boolean;
  readonly outputs: boolean;
  readonly profile?: { readonly name: string; readonly credentialsFile?: string };
  readonly region?: string;
  readonly maskAccountId: boolean;
}

/** Facts about the job, for the default session name; each may be missing outside of GitHub. */
export interface Job {
  readonly repositoryId?: string | undefined;
  readonly runId?: string | undefined;
  readonly runAttempt?: string | undefined;
}

export const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const DEFAULT_SESSION = 3600;

/** @throws InputError for every combination that leaves anything open or contradicts itself */
export function makePlan(inputs: Inputs, job: Job): Plan {
  const way = chooseWay(inputs);
  refuseStrays(inputs, way);
  const { source, hops, type } = planLogin(inputs, way, job);
  const plan = {
    type,
    source,
    hops,
    sts: { host: stsHost(inputs), maxAttempts: inputs.retryMaxAttempts },
    verify: hops.length === 0 && (source.from === 'access_key' || source.from === 'sts'),
    allowedAccountIds: inputs.allowedAccountIds,
    handOff: planHandOff(inputs),
  };
  refuseForeignRole(inputs);
  return plan;
}

/** The ways to a first credential, each with the inputs that name it and those that go with it. */
const WAYS = {
  key: {
    named: ['access-key-id', 'access-key-secret', 'security-token'],
    with: [],
    types: ['access_key', 'sts', 'ram_role_arn'],
  },
  chaining: { named: ['role-chaining'], with: [], types: ['ram_role_arn'] },
  oidc: {
    named: ['oidc-provider-arn', 'oidc-token-file'],
    with: ['audience'],
    types: ['oidc_role_arn'],
  },
} as const satisfies Record<
  string,
  { named: readonly string[]; with: readonly string[]; types: readonly CredentialType[] }
>;

type Way = keyof typeof WAYS;
const ALL_WAYS = Object.keys(WAYS) as Way[];

/** Which of the inputs that name or accompany a way were given. */
function givenInputs(inputs: Inputs): ReadonlySet<string> {
  const given: Record<string, boolean> = {
    'access-key-id': inputs.accessKeyId !== undefined,
    'access-key-secret': inputs.accessKeySecret !== undefined,
    'security-token': inputs.securityToken !== undefined,
    'role-chaining': inputs.roleChaining,
    'oidc-provider-arn': inputs.oidcProviderArn !== undefined,
    'oidc-token-file': inputs.oidcTokenFile !== undefined,
    audience: inputs.audience !== undefined,
  };
  return new Set(Object.keys(given).filter((name) => given[name]));
}

function namedBy(way: Way, given: ReadonlySet<string>): string | undefined {
  return WAYS[way].named.find((name) => given.has(name));
}

function chooseWay(inputs: Inputs): Way {
  const given = givenInputs(inputs);
  const named = ALL_WAYS.filter((way) => namedBy(way, given) !== undefined);
  const [first, second] = named;
  if (first && second) {
    throw new InputError(
      `${namedBy(first, given)} and ${namedBy(second, given)} name two different ways to log in.`,
      'Keep one of them; to log in twice, use this action in two steps, each with its own profile.',
    );
  }
  const { type } = inputs;
  if (first) {
    if (type && !(WAYS[first].types as readonly CredentialType[]).includes(type)) {
      throw new InputError(`type: ${type} and ${namedBy(first, given)} contradict each other.`);
    }
    return first;
  }
  if (type) throw new InputError(`type: ${type} needs ${NEEDS[type]}.`);
  throw new InputError(
    inputs.rolesToAssume.length > 0
      ? 'role-to-assume is given, but no way to reach it.'
      : 'No input says how to log in.',
    WAYS_OUT,
  );
}

const NEEDS: Record<CredentialType, string> = {
  oidc_role_arn: 'role-to-assume and oidc-provider-arn',
  ram_role_arn: 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true',
  access_key: 'access-key-id and access-key-secret',
  sts: 'access-key-id, access-key-secret and security-token',
};

const WAYS_OUT =
  'Give one of: role-to-assume and oidc-provider-arn (GitHub’s token, no stored key); access-key-id and ' +
  'access-key-secret, with role-to-assume or without; role-to-assume and role-chaining: true (the credential that ' +
  'an earlier step left).';

/** An input that belongs to another way than the one chosen was meant for something that will not happen. */
function refuseStrays(inputs: Inputs, way: Way): void {
  const given = givenInputs(inputs);
  for (const other of ALL_WAYS.filter((candidate) => candidate !== way)) {
    const stray = WAYS[other].with.find((name) => given.has(name));
    if (stray) throw new InputError(`${stray} has no meaning together with ${namedBy(way, given)}.`);
  }
  if (inputs.oidcTokenFile && inputs.audience) {
    throw new InputError(
      'audience and oidc-token-file contradict each other: the token in a file has its audience already.',
    );
  }
}

interface Login {
  readonly type: CredentialType;
  readonly source: Source;
  readonly hops: readonly RoleHop[];
}

function planLogin(inputs: Inputs, way: Way, job: Job): Login {
  const sessions = planSessions(inputs, job);
  switch (way) {
    case 'key':
      return planKey(inputs, sessions);
    case 'chaining':
      if (sessions.length === 0) throw new InputError('role-chaining: true needs role-to-assume.');
      return { type: 'ram_role_arn', source: { from: 'environment' }, hops: sessions };
    case 'oidc':
      return planOidc(inputs, sessions);
  }
}

function planKey(inputs: Inputs, hops: readonly RoleHop[]): Login {
  const { accessKeyId, accessKeySecret, securityToken } = inputs;
  if (!accessKeyId || !accessKeySecret) {
    const absent = accessKeyId
      ? 'access-key-secret'
      : accessKeySecret
        ? 'access-key-id'
        : 'access-key-id and access-key-secret';
    const present = accessKeyId ? 'access-key-id' : accessKeySecret ? 'access-key-secret' : 'security-token';
    throw new InputError(
      `${present} is given, but ${absent} not.`,
      'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.',
    );
  }
  const source: Source = securityToken
    ? { from: 'sts', accessKeyId, accessKeySecret, securityToken }
    : { from: 'access_key', accessKeyId, accessKeySecret };
  const type = inputs.type ?? (hops.length > 0 ? 'ram_role_arn' : source.from);
  if (type === 'access_key' && securityToken) {
    throw new InputError(
      'type: access_key and security-token contradict each other; a key with a token is type: sts.',
    );
  }
  if (type === 'sts' && !securityToken) throw new InputError('type: sts needs security-token.');
  if (type === 'ram_role_arn' && hops.length === 0)
    throw new InputError('type: ram_role_arn needs role-to-assume.');
  return { type, source, hops };
}

function planOidc(inputs: Inputs, sessions: readonly RoleHop[]): Login {
  const { oidcProviderArn } = inputs;
  const [first, ...hops] = sessions;
  if (!oidcProviderArn) {
    throw new InputError(
      'oidc-token-file is given, but oidc-provider-arn not.',
      'It names RAM’s OIDC identity provider.',
    );
  }
  if (!first) {
    throw new InputError(
      'oidc-provider-arn is given, but role-to-assume not.',
      'Name the RAM role to log in as.',
    );
  }
  if (hops.length === 0 && inputs.externalId) {
    throw new InputError(
      'external-id has no meaning with a single role and an OIDC token: AssumeRoleWithOIDC takes none.',
      'Narrow the role’s trust policy by oidc:sub instead.',
    );
  }
  const role = { oidcProviderArn, roleArn: first.roleArn, session: first.session };
  const source: Source = inputs.oidcTokenFile
    ? { from: 'token-file', role, path: inputs.oidcTokenFile }
    : { from: 'github', role, audience: inputs.audience ?? DEFAULT_AUDIENCE };
  return { type: 'oidc_role_arn', source, hops };
}

/**
 * The sessions of the roles in `role-to-assume`. What narrows the session (duration, policy, external ID) is for the
 * last one, which is handed on; those before only serve to reach it.
 */
function planSessions(inputs: Inputs, job: Job): RoleHop[] {
  const roles = inputs.rolesToAssume;
  const options = {
    policy: inputs.policy,
    'external-id': inputs.externalId,
    'role-session-name': inputs.roleSessionName,
    'role-session-expiration': inputs.roleSessionExpiration,
  };
  if (roles.length === 0) {
    const stray = Object.entries(options).find(([, value]) => value !== undefined);
    if (stray) throw new InputError(`${stray[0]} has no meaning without role-to-assume.`);
  }
  const roleSessionName = inputs.roleSessionName ?? defaultSessionName(job);
  return roles.map((roleArn, index) => {
    const last = index === roles.length - 1;
    const session: SessionOptions = {
      roleSessionName,
      durationSeconds: last ? (inputs.roleSessionExpiration ?? DEFAULT_SESSION) : MIN_SESSION,
      ...(last && inputs.policy !== undefined && { policy: inputs.policy }),
    };
    return {
      roleArn,
      session,
      ...(last && inputs.externalId !== undefined && { externalId: inputs.externalId }),
    };
  });
}

/** ASCII, not chosen by whoever names a branch, and the same after a repository is renamed. */
export function defaultSessionName(job: Job): string {
  const name = ['gh', job.repositoryId, job.runId, job.runAttempt].filter(Boolean).join('-');
  return ROLE_SESSION_NAME.test(name) ? name : 'gh-unknown-run';
}

function stsHost(inputs: Inputs): string {
  const { stsEndpoint, stsRegion, stsVpc } = inputs;
  if (stsEndpoint) {
    const other = stsRegion ? 'sts-region' : stsVpc ? 'sts-vpc' : undefined;
    if (other) throw new InputError(`sts-endpoint and ${other} contradict each other.`);
    return stsEndpoint.toLowerCase();
  }
  if (!stsRegion) {
    if (stsVpc) throw new InputError('sts-vpc: true needs sts-region.');
    return GLOBAL_HOST;
  }
  if (!KNOWN_REGIONS.includes(stsRegion)) {
    throw new InputError(
      `sts-region: STS has no endpoint in “${stsRegion}” that this version knows.`,
      `Known: ${KNOWN_REGIONS.join(', ')}. For a newer one, give sts-endpoint: sts.${stsRegion}.aliyuncs.com`,
    );
  }
  const host = hostOf(stsRegion, stsVpc);
  if (!host) {
    throw new InputError(
      `sts-region: “${stsRegion}” has an STS endpoint only inside its VPCs.`,
      'Add sts-vpc: true.',
    );
  }
  return host;
}

function planHandOff(inputs: Inputs): HandOff {
  const { profile, credentialsFile, region } = inputs;
  if (credentialsFile && !profile) {
    throw new InputError(
      'credentials-file has no meaning without profile.',
      'Name the profile to write into it.',
    );
  }
  return {
    env: inputs.exportEnv ?? profile === undefined,
    outputs: inputs.outputCredentials,
    maskAccountId: inputs.maskAccountId,
    ...(profile && { profile: { name: profile, ...(credentialsFile && { credentialsFile }) } }),
    ...(region && { region }),
  };
}

/** The role's ARN tells its account already: no request is needed to refuse it. */
function refuseForeignRole(inputs: Inputs): void {
  const allowed = inputs.allowedAccountIds;
  const last = inputs.rolesToAssume.at(-1);
  const account = last && ROLE_ARN.exec(last)?.[1];
  if (account && allowed.length > 0 && !allowed.includes(account)) {
    throw new InputError(
      `role-to-assume is a role of account ${account}, and allowed-account-ids allows only ${allowed.join(', ')}.`,
    );
  }
}
