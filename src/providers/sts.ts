import type { StsCredential } from '../credentials.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Provider } from './provider.ts';

/** A temporary credential from the workflow's secrets, as it is. */
export function stsProvider(
  accessKeyId: Secret,
  accessKeySecret: Secret,
  securityToken: Secret,
  expiration?: Date,
): Provider<StsCredential> {
  return async () => ({
    issued: false,
    credential: {
      kind: 'sts',
      accessKeyId,
      accessKeySecret,
      securityToken,
      ...(expiration && { expiration }),
    },
  });
}
