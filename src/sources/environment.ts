import { InputError } from '../errors.ts';
import type { Env } from '../runtime/env.ts';
import { KEY_WITH_ROLE } from './access-key.ts';
import type { SourceDescriptor } from './source.ts';

export const KEY_VARIABLES = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const;
export const TOKEN_VARIABLE = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/** The credential already in the job's environment: where `role-chaining` starts. */
export const environment: SourceDescriptor<'environment'> = {
  selectedBy: ['role-chaining'],
  // It has no effect, but workflows of aliyun/configure-aliyun-credentials-action give it.
  with: ['audience'],
  types: { ram_role_arn: KEY_WITH_ROLE },
  offer: 'role-chaining: true (the credential that an earlier step left)',
  plan: ({ roles }) => {
    if (roles.length === 0) throw new InputError('role-chaining: true needs role-to-assume.');
    return { source: { from: 'environment' } };
  },
  asks: [],
  preconnects: (_source, env) => (missingOfKey(env).length === 0 ? [] : undefined),
  identity: 'asked',
  planTellsIdentity: false,
  inputs: '`role-chaining`',
  describe: () => ["take the credential that is in the job's environment"],
  storedKey: 'role-chaining',
};

/** Which of the key's variables are not set. */
export function missingOfKey(env: Pick<Env, 'get'>): readonly string[] {
  return KEY_VARIABLES.filter((name) => !env.get(name));
}
