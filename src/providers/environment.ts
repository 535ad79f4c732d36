import { accessKey, type SigningCredential, stsCredential } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { FLAW_HINT, flawOf } from '../secrets/secret.ts';
import type { SigningProvider } from './provider.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

export const KEY_VARIABLES: readonly string[] = [ID, SECRET];

/** The credential already in the job's environment: where `role-chaining` starts. */
export const environmentProvider: SigningProvider = async (context) => {
  const missing = missingOfKey(context);
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
};

/** Which of the key's variables are not set. */
export function missingOfKey({ env }: Context): string[] {
  return KEY_VARIABLES.filter((name) => !env.get(name));
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
