import { accessKey, type Login, type SigningCredential, stsCredential } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import type { Env } from '../runtime/env.ts';
import { FLAW_HINT, flawOf } from '../secrets/secret.ts';
import { KEY_WITH_ROLE } from './access-key.ts';
import type { SourceDescriptor } from './source.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

export const KEY_VARIABLES: readonly string[] = [ID, SECRET];

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
  gives: 'any',
  inputs: '`role-chaining`',
  describe: () => ["take the credential that is in the job's environment"],
  renewal: 'role-chaining',
};

/** Which of the key's variables are not set. */
export function missingOfKey(env: Pick<Env, 'get'>): string[] {
  return KEY_VARIABLES.filter((name) => !env.get(name));
}

export async function environmentLogin(context: Context): Promise<Login> {
  const missing = missingOfKey(context.env);
  if (missing.length > 0) {
    throw new InputError(
      `role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
      'Log in with export-env in an earlier step, or choose another way to log in.',
    );
  }
  return {
    issued: false,
    place: 'the credential in the environment',
    credential: environmentCredential(context),
  };
}

/** The key or session in the environment; call only when the key is complete. */
export function environmentCredential({ env, log }: Context): SigningCredential {
  // Check before masking: each line of a broken value would become a mask.
  const read = (name: string): string => {
    const value = env.get(name) ?? '';
    const flaw = value && flawOf(value, name !== SECRET);
    if (flaw) throw new InputError(`${name} ${flaw}.`, FLAW_HINT);
    return value;
  };
  const [accessKeyId, accessKeySecret, securityToken] = [read(ID), read(SECRET), read(TOKEN)];
  // A runner cannot unset a token, only set it empty.
  return securityToken
    ? stsCredential({ accessKeyId, accessKeySecret, securityToken }, log.mask)
    : accessKey(accessKeyId, accessKeySecret, log.mask);
}
