import { InputError } from '../errors.ts';
import { ECS_METADATA_ADDRESS } from '../http/addresses.ts';
import type { Inputs } from '../inputs.ts';
import type { CredentialType, ProfileDefaults, RoleHop, Source } from '../plan.ts';
import { DEFAULT_SESSION, defaultSessionName, type Job, planSessions } from './sessions.ts';
import type { Way } from './way.ts';

const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const DEFAULT_METADATA_ENDPOINT = `http://${ECS_METADATA_ADDRESS}`;

export const BEARER_WITHOUT_ACCOUNT =
  'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.';

export interface PlannedLogin {
  readonly type: CredentialType;
  readonly source: Source;
  readonly hops: readonly RoleHop[];
}

/**
 * The first credential and the roles after it.
 * @throws InputError for a missing input, or one that contradicts the way to log in
 */
export function planLogin(inputs: Inputs, way: Way, job: Job): PlannedLogin {
  const hops = planSessions(inputs, job);
  const defaults = profileDefaults(inputs, job);
  switch (way) {
    case 'bearer':
      if (hops.length > 0) {
        throw new InputError(
          'bearer-token and role-to-assume contradict each other: a bearer token assumes no role.',
        );
      }
      if (inputs['allowed-account-ids'].length > 0) throw new InputError(BEARER_WITHOUT_ACCOUNT);
      return { type: way, source: { from: way, bearerToken: present(inputs['bearer-token']) }, hops };
    case 'credentials_uri':
      return {
        type: way,
        source: { from: way, uri: inputs['credentials-uri'], allowHttp: defaults.allowHttp },
        hops,
      };
    case 'access_key':
    case 'sts':
      return planKey(inputs, way, hops);
    case 'environment':
      if (hops.length === 0) throw new InputError('role-chaining: true needs role-to-assume.');
      return { type: 'ram_role_arn', source: { from: way }, hops };
    case 'github':
    case 'token-file':
      return planOidc(inputs, hops);
    case 'ecs_ram_role':
      return {
        type: way,
        source: {
          from: way,
          endpoint: defaults.metadataEndpoint,
          roleName: inputs['role-name'],
          disableImdsV1: inputs['disable-imds-v1'],
        },
        hops,
      };
    case 'profile':
      return { type: way, source: { from: way, name: present(inputs['source-profile']), defaults }, hops };
    case 'default':
      return { type: way, source: { from: way, defaults }, hops };
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A way was chosen without the input that names it.');
  return value;
}

function profileDefaults(inputs: Inputs, job: Job): ProfileDefaults {
  return {
    roleSessionName: defaultSessionName(job),
    durationSeconds: DEFAULT_SESSION,
    metadataEndpoint: inputs['metadata-endpoint'] ?? DEFAULT_METADATA_ENDPOINT,
    allowHttp: inputs['credentials-uri-allow-http'] ?? false,
    disableImdsV1: inputs['disable-imds-v1'],
  };
}

function planKey(inputs: Inputs, way: 'access_key' | 'sts', hops: readonly RoleHop[]): PlannedLogin {
  const names = ['access-key-id', 'access-key-secret'] as const;
  const [accessKeyId, accessKeySecret] = names.map((name) => inputs[name]);
  const securityToken = inputs['security-token'];
  if (!accessKeyId || !accessKeySecret) {
    const given = names.find((name) => inputs[name]) ?? 'security-token';
    throw new InputError(
      `${given} is given, but not ${names.filter((name) => !inputs[name]).join(' and ')}.`,
      'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.',
    );
  }
  if (way === 'sts' && !securityToken) throw new InputError('type: sts needs security-token.');
  const source: Source = securityToken
    ? { from: 'sts', accessKeyId, accessKeySecret, securityToken }
    : { from: 'access_key', accessKeyId, accessKeySecret };
  const { type = hops.length > 0 ? 'ram_role_arn' : source.from } = inputs;
  if (type === 'ram_role_arn' && hops.length === 0) {
    throw new InputError('type: ram_role_arn needs role-to-assume.');
  }
  if (type !== 'ram_role_arn' && hops.length > 0) {
    throw new InputError(
      `type: ${type} and role-to-assume contradict each other.`,
      'A key that assumes a role is type: ram_role_arn.',
    );
  }
  return { type, source, hops };
}

function planOidc(inputs: Inputs, sessions: readonly RoleHop[]): PlannedLogin {
  const oidcProviderArn = inputs['oidc-provider-arn'];
  const path = inputs['oidc-token-file'];
  const [first, ...hops] = sessions;
  if (!oidcProviderArn) {
    throw new InputError(
      'oidc-token-file is given, but not oidc-provider-arn.',
      'It names RAM’s OIDC identity provider.',
    );
  }
  if (!first) {
    throw new InputError(
      'oidc-provider-arn is given, but not role-to-assume.',
      'Name the RAM role to log in as.',
    );
  }
  if (hops.length === 0 && inputs['external-id']) {
    throw new InputError(
      'external-id has no effect with a single role and an OIDC token: AssumeRoleWithOIDC takes none.',
      'Narrow the role’s trust policy by oidc:sub instead.',
    );
  }
  const role = { oidcProviderArn, roleArn: first.roleArn, session: first.session };
  const source: Source = path
    ? { from: 'token-file', role, path }
    : { from: 'github', role, audience: inputs.audience ?? DEFAULT_AUDIENCE };
  return { type: 'oidc_role_arn', source, hops };
}
