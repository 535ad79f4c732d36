import type { AccessKey } from '../credentials.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Provider } from './provider.ts';

/** A long-lived key from the workflow's secrets, as it is. */
export function accessKeyProvider(accessKeyId: Secret, accessKeySecret: Secret): Provider<AccessKey> {
  return async () => ({ issued: false, credential: { kind: 'access_key', accessKeyId, accessKeySecret } });
}
