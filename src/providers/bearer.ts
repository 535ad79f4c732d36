import type { BearerToken, Secret } from '../credentials.ts';
import type { Provider } from './provider.ts';

/** A bearer token from the workflow's secrets, as it is. */
export function bearerProvider(bearerToken: Secret): Provider<BearerToken> {
  return async () => ({ issued: false, credential: { kind: 'bearer', bearerToken } });
}
