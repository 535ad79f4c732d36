import type { Credential, Login, SigningCredential } from '../credentials.ts';
import type { Context } from '../runtime/context.ts';

/** Gets a credential, or throws. */
export type Provider<C extends Credential = Credential> = (context: Context) => Promise<Login<C>>;

export type SigningProvider = Provider<SigningCredential>;
