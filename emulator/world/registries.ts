/** What Container Registry knows: instances, who uses the Personal Edition, and the passwords that it gave. */

import { randomBytes } from 'node:crypto';

/** A temporary login of a registry. */
export interface RegistryPassword {
  readonly username: string;
  readonly password: string;
  /** Who was asked. */
  readonly host: string;
  /** Undefined for the Personal Edition. */
  readonly instanceId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
}

export class Registries {
  /** Enterprise Edition, by ID. */
  readonly instances = new Map<string, { readonly account: string; readonly regionId: string }>();
  /** Accounts with the Personal Edition. */
  readonly accounts = new Set<string>();
  /** ARNs of roles, and IDs of keys, that lack `cr:GetAuthorizationToken`. */
  readonly refused = new Set<string>();
  /** In the order in which they were given. */
  readonly issued: RegistryPassword[] = [];

  issue(login: Pick<RegistryPassword, 'host' | 'instanceId' | 'expiration'>): RegistryPassword {
    // As the real ones: what it stands for in base64, and a signature.
    const claims = { nonce: randomBytes(600).toString('base64'), ...login };
    const password = `${Buffer.from(JSON.stringify(claims)).toString('base64')}:${randomBytes(20).toString('hex')}`;
    const issued = { ...login, username: 'cr_temp_user', password };
    this.issued.push(issued);
    return issued;
  }
}
