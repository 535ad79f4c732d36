import type { Context } from '../context.ts';
import type { Credential, Login, SigningCredential } from '../credentials.ts';

/** Gets a credential, or throws. */
export type Provider<C extends Credential = Credential> = (context: Context) => Promise<Login<C>>;

export type SigningProvider = Provider<SigningCredential>;
