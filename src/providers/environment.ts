import { accessKey, type SigningCredential, stsCredential } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { FLAW_HINT, flawOf } from '../secrets/secret.ts';
import type { SigningProvider } from './provider.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

export const KEY_VARIABLES: readonly string[] = [ID, SECRET];

/** The credential that the job's environment holds already: the start of `role-chaining`. */
export const environmentProvider: SigningProvider = async (context) => {
  const missing = missingOfKey(context);
  if (missing.length > 0) {
    throw new InputError(
      `role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
      'Run this action once before, with export-env, or name another way to log in.',
    );
  }
  return {
    issued: false,
    place: 'the credential in the environment',
    credential: environmentCredential(context),
  };
};

/** Which of the variables that make a key are not set. */
export function missingOfKey({ env }: Context): string[] {
  return KEY_VARIABLES.filter((name) => !env.get(name));
}

/** The key, or the session, that stands in the environment, where nothing of the key is missing. */
export function environmentCredential({ env, log }: Context): SigningCredential {
  // Checked before anything is masked: each line of what should have one would become a mask.
  const read = (name: string): string => {
    const value = env.get(name) ?? '';
    const flaw = value && flawOf(value, name !== SECRET);
    if (flaw) throw new InputError(`${name} ${flaw}.`, FLAW_HINT);
    return value;
  };
  const [accessKeyId, accessKeySecret, securityToken] = [read(ID), read(SECRET), read(TOKEN)];
  // An empty token is how a runner unsets one.
  return securityToken
    ? stsCredential({ accessKeyId, accessKeySecret, securityToken }, log.mask)
    : accessKey(accessKeyId, accessKeySecret, log.mask);
}
