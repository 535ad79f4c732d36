import { accessKey, type Login, type SigningCredential, stsCredential } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { FLAW_HINT, flawOf } from '../secrets/secret.ts';
import { KEY_VARIABLES, missingOfKey } from './environment.ts';

const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/** Where `role-chaining` starts. */
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
    origin: 'the credential in the environment',
    credential: environmentCredential(context),
  };
}

/** The key or session in the environment; call only when the key is complete. */
export function environmentCredential({ env, log }: Context): SigningCredential {
  const [id, secret] = KEY_VARIABLES;
  // Check before masking: each line of a broken value would become a mask.
  const read = (name: string): string => {
    const value = env.get(name) ?? '';
    const flaw = value && flawOf(value, name !== secret);
    if (flaw) throw new InputError(`${name} ${flaw}.`, FLAW_HINT);
    return value;
  };
  const [accessKeyId, accessKeySecret, securityToken] = [read(id), read(secret), read(TOKEN)];
  // A runner cannot unset a token, only set it empty.
  return securityToken
    ? stsCredential({ accessKeyId, accessKeySecret, securityToken }, log.mask)
    : accessKey(accessKeyId, accessKeySecret, log.mask);
}
