import { InputError } from '../errors.ts';
import type { InputName, Inputs } from '../inputs.ts';
import type { HandOff } from '../plan.ts';
import { INI_VALUE, NO_INI_VALUE } from '../text/formats.ts';

/** How the credential will be handed on. */
export function planHandOff(inputs: Inputs): HandOff {
  const { profile, 'credentials-file': credentialsFile } = inputs;
  if (credentialsFile && !profile) {
    throw new InputError(
      'credentials-file has no meaning without profile.',
      'Name the profile to write into it.',
    );
  }
  return {
    env: inputs['export-env'] ?? profile === undefined,
    outputs: inputs['output-credentials'],
    maskAccountId: inputs['mask-account-id'],
    cleanup: inputs.cleanup,
    profile: profile === undefined ? undefined : { name: profile, credentialsFile },
    region: inputs.region,
  };
}

const WRITTEN = [
  'access-key-id',
  'access-key-secret',
  'security-token',
  'bearer-token',
] as const satisfies readonly InputName[];

/** What a profile cannot hold is refused by its input, before it is sent anywhere. */
export function refuseUnwritable(inputs: Inputs): void {
  if (!inputs.profile) return;
  const name = WRITTEN.find((candidate) => {
    const secret = inputs[candidate];
    return secret && !INI_VALUE.test(secret.reveal());
  });
  if (!name) return;
  throw new InputError(
    `${name} has a character that the readers of credentials.ini do not agree on (${NO_INI_VALUE}), so it cannot be ` +
      'handed on as a profile.',
    'Hand this credential on without profile: environment variables and outputs take every character.',
  );
}
