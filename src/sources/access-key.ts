import { InputError } from '../errors.ts';
import type { CredentialType } from '../plan/plan.ts';
import type { Asked, SourceDescriptor } from './source.ts';

const KEY = ['access-key-id', 'access-key-secret'] as const;

/** What `type: ram_role_arn` cannot do without. */
export const KEY_WITH_ROLE =
  'role-to-assume, and access-key-id with access-key-secret or role-chaining: true';

/** A long-lived key from the workflow's secrets, as it is. */
export const accessKey: SourceDescriptor<'access_key'> = {
  selectedBy: KEY,
  with: [],
  types: { access_key: 'access-key-id and access-key-secret', ram_role_arn: KEY_WITH_ROLE },
  offer: 'access-key-id and access-key-secret',
  plan: (asked) => ({
    source: { from: 'access_key', ...keyIn(asked) },
    type: typeOf(asked, 'access_key'),
  }),
  asks: [],
  identity: 'asked',
  planTellsIdentity: true,
  inputs: '`access-key-id`, with or without a role',
  describe: () => ['take the key in access-key-id and access-key-secret'],
  storedKey: 'access-key-id',
};

/** A temporary credential from the workflow's secrets, as it is. */
export const sts: SourceDescriptor<'sts'> = {
  selectedBy: ['security-token'],
  with: KEY,
  types: { sts: 'access-key-id, access-key-secret and security-token', ram_role_arn: KEY_WITH_ROLE },
  offer: null,
  plan: (asked) => {
    const key = keyIn(asked);
    const { 'security-token': securityToken } = asked.inputs;
    if (!securityToken) throw new InputError('type: sts needs security-token.');
    return { source: { from: 'sts', ...key, securityToken }, type: typeOf(asked, 'sts') };
  },
  asks: [],
  identity: 'asked',
  planTellsIdentity: true,
  inputs: '`access-key-id` with `security-token`, with or without a role',
  describe: () => ['take the temporary credential in access-key-id, access-key-secret and security-token'],
  storedKey: 'security-token',
};

function keyIn({ inputs }: Asked) {
  const [accessKeyId, accessKeySecret] = KEY.map((name) => inputs[name]);
  if (accessKeyId && accessKeySecret) return { accessKeyId, accessKeySecret };
  const given = KEY.find((name) => inputs[name]) ?? 'security-token';
  throw new InputError(
    `${given} is given, but not ${KEY.filter((name) => !inputs[name]).join(' and ')}.`,
    'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.',
  );
}

function typeOf({ inputs, roles }: Asked, own: 'access_key' | 'sts'): CredentialType {
  const { type = roles.length > 0 ? 'ram_role_arn' : own } = inputs;
  if (type === 'ram_role_arn' && roles.length === 0) {
    throw new InputError('type: ram_role_arn needs role-to-assume.');
  }
  if (type !== 'ram_role_arn' && roles.length > 0) {
    throw new InputError(
      `type: ${type} and role-to-assume contradict each other.`,
      'A key that assumes a role is type: ram_role_arn.',
    );
  }
  return type;
}
