import type { Credential, Login, SigningCredential } from '../credentials.ts';
import { within } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { visible } from '../text/escapes.ts';

/** Gets a credential, or throws. */
export type Provider<C extends Credential = Credential> = (context: Context) => Promise<Login<C>>;

export type SigningProvider = Provider<SigningCredential>;

/** A provider configured somewhere on the machine; its logins and failures name that place. */
export function foundAt<C extends Credential>(place: string, provider: Provider<C>): Provider<C> {
  const known = { place: visible(place) };
  return async (context) => ({ ...known, ...(await within(known, () => provider(context))) });
}
