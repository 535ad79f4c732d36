import type { BearerToken } from '../credentials.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Provider } from './provider.ts';

/** A bearer token from the workflow's secrets, as it is. */
export function bearerProvider(bearerToken: Secret): Provider<BearerToken> {
  return async () => ({ issued: false, credential: { kind: 'bearer', bearerToken } });
}
