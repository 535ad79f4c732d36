import type { Credential, Identity } from '../credentials.ts';
import type { CredentialType } from '../plan.ts';
import { formatTime } from '../text/time.ts';

import type { WrittenProfile } from './profile/write.ts';

export interface Result {
  readonly type: CredentialType;
  readonly credential: Credential;
  readonly identity?: Identity | undefined;
  readonly profile?: WrittenProfile | undefined;
  readonly oidcTokenFile?: string | undefined;
}

/** The step's outputs. The masked ones come last, and only where they are wanted. */
export function outputsFor(result: Result, withCredential: boolean): Readonly<Record<string, string>> {
  const { credential, identity, profile } = result;
  return Object.fromEntries(
    Object.entries({
      type: result.type,
      'account-id': identity?.accountId,
      arn: identity?.arn,
      expiration:
        credential.kind === 'sts' && credential.expiration ? formatTime(credential.expiration) : undefined,
      profile: profile?.name,
      'credentials-file': profile?.credentialsFile,
      'oidc-token-file': result.oidcTokenFile,
      ...(withCredential && credentialOutputs(credential)),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function credentialOutputs(credential: Credential): Record<string, string> {
  if (credential.kind === 'bearer') return { 'bearer-token': credential.bearerToken.reveal() };
  const key = {
    'access-key-id': credential.accessKeyId.reveal(),
    'access-key-secret': credential.accessKeySecret.reveal(),
    ...(credential.kind === 'sts' && { 'security-token': credential.securityToken.reveal() }),
  };
  // The incumbent's names.
  const aliases = Object.entries(key).map(([name, value]) => [`aliyun-${name}`, value]);
  return { ...key, ...Object.fromEntries(aliases) };
}
