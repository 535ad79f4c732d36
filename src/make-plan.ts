import { InputError } from './errors.ts';
import { ECS_METADATA_ADDRESS } from './http/addresses.ts';
import type { Inputs } from './inputs.ts';
import type {
  CredentialType,
  HandOff,
  Plan,
  ProfileDefaults,
  RoleHop,
  SessionOptions,
  Source,
  StsSettings,
} from './plan.ts';
import { GLOBAL_HOST, hostOf, KNOWN_REGIONS } from './sts/endpoints.ts';
import { INI_VALUE, MIN_SESSION, NO_INI_VALUE, ROLE_ARN, ROLE_SESSION_NAME } from './text/formats.ts';

/** Facts about the job, for the default session name; each may be missing outside of GitHub. */
export interface Job {
  readonly repositoryId?: string | undefined;
  readonly runId?: string | undefined;
  readonly runAttempt?: string | undefined;
}

const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const DEFAULT_SESSION = 3600;
const DEFAULT_METADATA_ENDPOINT = `http://${ECS_METADATA_ADDRESS}`;

/**
 * Decides what will be done, before anything is done. Pure: from inputs and facts about the job, no effects.
 *
 * @throws InputError for every combination that leaves anything open or contradicts itself
 */
export function makePlan(inputs: Inputs, job: Job): Plan {
  const way = chooseWay(inputs);
  refuseStrays(inputs, way);
  const { source, hops, type } = planLogin(inputs, way, job);
  const plan = {
    type,
    source,
    hops,
    sts: stsSettings(inputs),
    allowedAccountIds: inputs.allowedAccountIds,
    handOff: planHandOff(inputs),
  };
  refuseForeignRole(inputs);
  if (hops.length === 0) refuseUnwritable(inputs);
  return plan;
}

/** The ways to a first credential: the inputs that name each, those that may go with it, the types that it serves. */
const WAYS = {
  bearer: { named: ['bearer-token'], with: [], types: ['bearer'] },
  uri: { named: ['credentials-uri'], with: ['credentials-uri-allow-http'], types: ['credentials_uri'] },
  key: {
    named: ['access-key-id', 'access-key-secret', 'security-token'],
    with: [],
    types: ['access_key', 'sts', 'ram_role_arn'],
  },
  chaining: { named: ['role-chaining'], with: [], types: ['ram_role_arn'] },
  oidc: { named: ['oidc-provider-arn', 'oidc-token-file'], with: ['audience'], types: ['oidc_role_arn'] },
  ecs: { named: ['role-name'], with: ['disable-imds-v1', 'metadata-endpoint'], types: ['ecs_ram_role'] },
  profile: {
    named: ['source-profile'],
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    types: ['profile'],
  },
  default: {
    named: [],
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    types: ['default'],
  },
} as const satisfies Record<string, WayInputs>;

interface WayInputs {
  readonly named: readonly string[];
  readonly with: readonly string[];
  readonly types: readonly CredentialType[];
}

type Way = keyof typeof WAYS;
const ALL_WAYS: readonly (WayInputs & { readonly way: Way })[] = (Object.keys(WAYS) as Way[]).map((way) => ({
  way,
  ...WAYS[way],
}));

/** Inputs without effect that are no mistake: workflows of the incumbent action give them. */
const IDLE: Partial<Record<Way, readonly string[]>> = { chaining: ['audience'] };

/** Which of the inputs that name or accompany a way were given. */
function givenInputs(inputs: Inputs): ReadonlySet<string> {
  const given: Record<string, boolean> = {
    'bearer-token': inputs.bearerToken !== undefined,
    'credentials-uri': inputs.credentialsUri !== undefined,
    'credentials-uri-allow-http': inputs.credentialsUriAllowHttp !== undefined,
    'access-key-id': inputs.accessKeyId !== undefined,
    'access-key-secret': inputs.accessKeySecret !== undefined,
    'security-token': inputs.securityToken !== undefined,
    'role-chaining': inputs.roleChaining,
    'oidc-provider-arn': inputs.oidcProviderArn !== undefined,
    'oidc-token-file': inputs.oidcTokenFile !== undefined,
    audience: inputs.audience !== undefined,
    'role-name': inputs.roleName !== undefined,
    'disable-imds-v1': inputs.disableImdsV1 !== undefined,
    'metadata-endpoint': inputs.metadataEndpoint !== undefined,
    'source-profile': inputs.sourceProfile !== undefined,
  };
  return new Set(Object.keys(given).filter((name) => given[name]));
}

function chooseWay(inputs: Inputs): Way {
  const { type } = inputs;
  const given = givenInputs(inputs);
  const named = ALL_WAYS.flatMap(({ way, named, types }) => {
    const by = named.find((name) => given.has(name));
    return by ? [{ way, by, types }] : [];
  });
  const [first, second] = named;
  if (first && second) {
    throw new InputError(
      `${first.by} and ${second.by} name two different ways to log in.`,
      'Keep one of them; to log in twice, use this action in two steps, each with its own profile.',
    );
  }
  if (first) {
    if (type && !first.types.includes(type)) {
      throw new InputError(`type: ${type} and ${first.by} contradict each other.`);
    }
    return first.way;
  }
  if (type) {
    if (type in NEEDS) throw new InputError(`type: ${type} needs ${NEEDS[type]}.`);
    const own = ALL_WAYS.find(({ types }) => types.includes(type));
    if (own) return own.way;
  }
  if (inputs.rolesToAssume.length > 0) {
    throw new InputError('role-to-assume is given, but no way to reach it.', WAYS_TO_A_ROLE);
  }
  const stray = WAYS.ecs.with.find((name) => given.has(name));
  if (stray)
    throw new InputError(`${stray} is given, but neither role-name nor type.`, 'Add type: ecs_ram_role.');
  return 'default';
}

/** Types that nothing but these inputs can serve. The others look into the environment for what is not given. */
const NEEDS: Partial<Record<CredentialType, string>> = {
  oidc_role_arn: 'role-to-assume and oidc-provider-arn',
  ram_role_arn: 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true',
  access_key: 'access-key-id and access-key-secret',
  sts: 'access-key-id, access-key-secret and security-token',
  bearer: 'bearer-token',
  profile: 'source-profile',
};

const WAYS_TO_A_ROLE =
  'Give one of: oidc-provider-arn (GitHub’s token, no stored key); access-key-id and access-key-secret; ' +
  'role-chaining: true (the credential that an earlier step left); role-name or type: ecs_ram_role (an ECS ' +
  'instance); credentials-uri; source-profile; type: default (whatever the machine has).';

/** An input that belongs to another way than the one chosen was meant for something that will not happen. */
function refuseStrays(inputs: Inputs, way: Way): void {
  const given = givenInputs(inputs);
  const own: readonly string[] = [...WAYS[way].named, ...WAYS[way].with];
  const stray = [...given].find((name) => !own.includes(name) && !IDLE[way]?.includes(name));
  if (stray) {
    const chosen = own.find((name) => given.has(name)) ?? (inputs.type && `type: ${inputs.type}`);
    if (chosen) throw new InputError(`${stray} has no meaning together with ${chosen}.`);
    const owner = ALL_WAYS.find((candidate) => candidate.with.includes(stray));
    throw new InputError(`${stray} is given, but not what it belongs to: ${owner?.named.join(' or ')}.`);
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
  const hops = planSessions(inputs, job);
  const defaults = profileDefaults(inputs, job);
  switch (way) {
    case 'bearer':
      if (hops.length > 0) {
        throw new InputError(
          'bearer-token and role-to-assume contradict each other: a bearer token assumes no role.',
        );
      }
      if (inputs.allowedAccountIds.length > 0) throw new InputError(BEARER_WITHOUT_ACCOUNT);
      return { type: 'bearer', source: { from: 'bearer', bearerToken: present(inputs.bearerToken) }, hops };
    case 'uri': {
      const uri = inputs.credentialsUri;
      const source = { from: 'credentials_uri', allowHttp: defaults.allowHttp, ...(uri && { uri }) } as const;
      return { type: 'credentials_uri', source, hops };
    }
    case 'key':
      return planKey(inputs, hops);
    case 'chaining':
      if (hops.length === 0) throw new InputError('role-chaining: true needs role-to-assume.');
      return { type: 'ram_role_arn', source: { from: 'environment' }, hops };
    case 'oidc':
      return planOidc(inputs, hops);
    case 'ecs': {
      const { roleName, disableImdsV1 } = inputs;
      const source = {
        from: 'ecs_ram_role',
        endpoint: defaults.metadataEndpoint,
        ...(roleName && { roleName }),
        ...(disableImdsV1 !== undefined && { disableImdsV1 }),
      } as const;
      return { type: 'ecs_ram_role', source, hops };
    }
    case 'profile':
      return {
        type: 'profile',
        source: { from: 'profile', name: present(inputs.sourceProfile), defaults },
        hops,
      };
    case 'default':
      return { type: 'default', source: { from: 'default', defaults }, hops };
  }
}

export const BEARER_WITHOUT_ACCOUNT =
  'A bearer token does not tell its account, so allowed-account-ids cannot be checked.';

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A way was chosen without the input that names it.');
  return value;
}

function profileDefaults(inputs: Inputs, job: Job): ProfileDefaults {
  const { disableImdsV1 } = inputs;
  return {
    roleSessionName: defaultSessionName(job),
    durationSeconds: DEFAULT_SESSION,
    metadataEndpoint: inputs.metadataEndpoint ?? DEFAULT_METADATA_ENDPOINT,
    allowHttp: inputs.credentialsUriAllowHttp ?? false,
    ...(disableImdsV1 !== undefined && { disableImdsV1 }),
  };
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
  if (inputs.type && inputs.type !== 'ram_role_arn' && hops.length > 0) {
    throw new InputError(
      `type: ${inputs.type} and role-to-assume contradict each other.`,
      'A key that assumes a role is type: ram_role_arn.',
    );
  }
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

function stsSettings(inputs: Inputs): StsSettings {
  const chosen = inputs.stsEndpoint !== undefined || inputs.stsRegion !== undefined;
  return { host: stsHost(inputs), chosen, maxAttempts: inputs.retryMaxAttempts };
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
    cleanup: inputs.cleanup,
    ...(profile && { profile: { name: profile, ...(credentialsFile && { credentialsFile }) } }),
    ...(region && { region }),
  };
}

/** What a profile cannot hold is refused by its input, before it is sent anywhere. */
function refuseUnwritable(inputs: Inputs): void {
  if (!inputs.profile) return;
  const values = {
    'access-key-id': inputs.accessKeyId,
    'access-key-secret': inputs.accessKeySecret,
    'security-token': inputs.securityToken,
    'bearer-token': inputs.bearerToken,
  };
  for (const [name, secret] of Object.entries(values)) {
    if (!secret || INI_VALUE.test(secret.reveal())) continue;
    throw new InputError(
      `${name} has a character that the readers of credentials.ini do not agree on (${NO_INI_VALUE}), so it cannot be ` +
        'handed on as a profile.',
      'Hand this credential on without profile: environment variables and outputs take every character.',
    );
  }
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
