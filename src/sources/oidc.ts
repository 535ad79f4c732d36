import { InputError } from '../errors.ts';
import type { OidcRole, RoleHop } from '../plan/plan.ts';
import { type Asked, type DryRun, given, type SourceDescriptor } from './source.ts';

const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';

/** The job's own variables, by which it asks GitHub for a token. */
export const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
export const REQUEST_TOKEN = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';

const TYPES = { oidc_role_arn: 'role-to-assume and oidc-provider-arn' };

/** GitHub's OIDC token for this job, exchanged for a role. */
export const github: SourceDescriptor<'github'> = {
  selectedBy: ['oidc-provider-arn'],
  with: ['audience'],
  types: TYPES,
  offer: 'oidc-provider-arn (GitHub’s token, no stored key)',
  plan: (asked) => {
    const { role, hops } = planExchange(asked);
    return { source: { from: 'github', role, audience: asked.inputs.audience ?? DEFAULT_AUDIENCE }, hops };
  },
  asks: ['github', 'sts'],
  preconnects: (_source, env) => {
    const issuer = URL.parse(env.get(REQUEST_URL) ?? '');
    return issuer?.protocol === 'https:' && env.get(REQUEST_TOKEN) ? [issuer] : undefined;
  },
  identity: 'told',
  planTellsIdentity: true,
  inputs: '`oidc-provider-arn` with `role-to-assume`',
  describe: ({ role, audience }, dry) => [
    `ask GitHub for an OIDC token for ${audience}, ${dry.at(new URL(dry.env.get(REQUEST_URL) ?? ''))}`,
    describeExchange(role, dry),
  ],
};

/** An OIDC token that something else keeps in a file, exchanged for a role. */
export const tokenFile: SourceDescriptor<'token-file'> = {
  selectedBy: ['oidc-token-file'],
  with: ['oidc-provider-arn', 'audience'],
  types: TYPES,
  offer: null,
  plan: (asked) => {
    if (asked.inputs.audience) {
      throw new InputError(
        'audience and oidc-token-file contradict each other: the token in a file already has its audience.',
      );
    }
    const { role, hops } = planExchange(asked);
    return { source: { from: 'token-file', role, path: given(asked.inputs['oidc-token-file']) }, hops };
  },
  asks: ['sts'],
  identity: 'told',
  planTellsIdentity: true,
  inputs: '`oidc-token-file`',
  describe: ({ role, path }, dry) => [`read the OIDC token in ${path}`, describeExchange(role, dry)],
};

/** Of what AssumeRole takes and AssumeRoleWithOIDC does not. */
const INSTEAD = {
  'external-id': 'Narrow the role’s trust policy by oidc:sub instead.',
  'source-identity': 'Audit logs show role-session-name; the session of a second role takes one.',
};

/** The first role, which takes the token, and those after it. */
function planExchange({ inputs, roles }: Asked): {
  readonly role: OidcRole;
  readonly hops: readonly RoleHop[];
} {
  const oidcProviderArn = inputs['oidc-provider-arn'];
  const [first, ...hops] = roles;
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
  const lost =
    hops.length === 0 && (['external-id', 'source-identity'] as const).find((name) => inputs[name]);
  if (lost) {
    throw new InputError(
      `${lost} has no effect with a single role and an OIDC token: AssumeRoleWithOIDC takes none.`,
      INSTEAD[lost],
    );
  }
  return { role: { oidcProviderArn, roleArn: first.roleArn, session: first.session }, hops };
}

function describeExchange(role: OidcRole, { session, sts }: DryRun): string {
  return `exchange it for ${session(role)}, trusted by way of ${role.oidcProviderArn}, ${sts}`;
}
