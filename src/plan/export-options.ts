import { InputError } from '../errors.ts';
import type { Inputs } from '../inputs/table.ts';
import type { Secret } from '../secrets/secret.ts';
import type { AnySource } from '../sources/table.ts';
import type { ExportOptions } from './plan.ts';

/**
 * How the credential will be exported.
 * @param plan all that decides which identity it is; undefined if the plan does not tell, or the profile renews itself
 */
export function planExport(inputs: Inputs, source: AnySource, plan: Secret | undefined): ExportOptions {
  const { profile, 'credentials-file': credentialsFile } = inputs;
  if (credentialsFile && !profile) {
    throw new InputError(
      'credentials-file has no effect without profile.',
      'Name the profile to write into it.',
    );
  }
  if (inputs.refresh) refuseWithRefresh(inputs, source);
  return {
    env: inputs['export-env'] ?? profile === undefined,
    outputs: inputs['output-credentials'],
    maskAccountId: inputs['mask-account-id'],
    cleanup: inputs.cleanup,
    profile:
      profile === undefined ? undefined : { name: profile, credentialsFile, refresh: inputs.refresh, plan },
    region: inputs.region,
  };
}

/** Refuses what cannot be combined with a self-renewing profile: anything static would override it, and expire. */
function refuseWithRefresh(inputs: Inputs, { storedKey }: AnySource): void {
  if (!inputs.profile)
    throw new InputError(
      'refresh has no effect without profile.',
      'Name the profile that should renew itself.',
    );
  if (inputs['export-env']) {
    throw new InputError(
      'refresh and export-env: true contradict each other: tools prefer exported keys, and those end with their session.',
      'Leave export-env out. A tool that reads only variables cannot renew its credential.',
    );
  }
  if (inputs['credentials-file']) {
    throw new InputError(
      'refresh and credentials-file contradict each other: no tool renews a credential through credentials.ini.',
      'Leave credentials-file out: the profile is in the aliyun CLI’s config.json.',
    );
  }
  if (!inputs.cleanup) {
    throw new InputError(
      'refresh and cleanup: false contradict each other: a profile that renews itself ends with its job.',
    );
  }
  // Anyone who can read the file could use it for as long as the job lasts.
  if (storedKey) {
    throw new InputError(
      `refresh and ${storedKey} contradict each other: refresh never writes a stored key to a file.`,
      'Log in with an OIDC token, an instance role or a credentials URI, or without refresh.',
    );
  }
}
