import type { Credential, Login, SigningCredential } from '../credentials.ts';
import { within } from '../errors.ts';
import type { Context } from '../runtime/context.ts';

/** Gets a credential, or throws. */
export type Provider<C extends Credential = Credential> = (context: Context) => Promise<Login<C>>;

export type SigningProvider = Provider<SigningCredential>;

/** A provider that a place on the machine describes: what it gives says so, and so does what fails in it. */
export function foundAt<C extends Credential>(place: string, provider: Provider<C>): Provider<C> {
  return async (context) => ({ place, ...(await within({ place }, () => provider(context))) });
}
