import { InputError } from '../errors.ts';
import type { AskedSource } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { FLAW_HINT, flawOf, Secret } from '../secrets/secret.ts';
import { visible } from '../text/escapes.ts';
import { KEY_VARIABLES, missingOfKey, TOKEN_VARIABLE } from './environment.ts';
import type { Found } from './provider.ts';

/** Where `role-chaining` starts. */
export function findInEnvironment(context: Context): Found {
  const { env } = context;
  const missing = missingOfKey(env);
  if (missing.length > 0) {
    const profile = env.get('ALIBABA_CLOUD_PROFILE');
    throw new InputError(
      `role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
      profile
        ? `The job has the profile “${visible(profile)}”: to start from it, give source-profile: ${visible(profile)} in place of role-chaining.`
        : 'Log in with export-env in an earlier step, or choose another way to log in.',
    );
  }
  return { source: keyInEnvironment(context), hops: [], origin: 'the credential in the environment' };
}

/** The key or session in the environment; call only when the key is complete. */
export function keyInEnvironment({ env, log }: Context): AskedSource {
  const [id, secret] = KEY_VARIABLES;
  // Check before masking: each line of a broken value would become a mask.
  const read = (name: string): string => {
    const value = env.get(name) ?? '';
    const flaw = value && flawOf(value, name !== secret);
    if (flaw) throw new InputError(`${name} ${flaw}.`, FLAW_HINT);
    return value;
  };
  const [accessKeyId, accessKeySecret, token] = [read(id), read(secret), read(TOKEN_VARIABLE)];
  const masked = (value: string): Secret => Secret.of(value, log.mask);
  const key = { accessKeyId: masked(accessKeyId), accessKeySecret: masked(accessKeySecret) };
  // A runner cannot unset a token, only set it empty.
  return token ? { from: 'sts', ...key, securityToken: masked(token) } : { from: 'access_key', ...key };
}
