import { accessKey, stsCredential } from '../credentials.ts';
import { InputError } from '../errors.ts';
import type { SigningProvider } from './provider.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/** The credential that the job's environment holds already: the start of `role-chaining`. */
export const environmentProvider: SigningProvider = async ({ env, log, progress }) => {
  progress.place = 'the credential in the environment';
  const accessKeyId = env.get(ID);
  const accessKeySecret = env.get(SECRET);
  const securityToken = env.get(TOKEN);
  const missing = [...(accessKeyId ? [] : [ID]), ...(accessKeySecret ? [] : [SECRET])];
  if (!accessKeyId || !accessKeySecret) {
    throw new InputError(
      `role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
      'Run this action once before, with export-env, or name another way to log in.',
    );
  }
  // An empty token is how a runner unsets one.
  return {
    issued: false,
    credential: securityToken
      ? stsCredential({ accessKeyId, accessKeySecret, securityToken }, log.mask)
      : accessKey(accessKeyId, accessKeySecret, log.mask),
  };
};
