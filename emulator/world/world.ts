/** Everything that the emulated services know: accounts, users, roles, providers, sessions, clock. */

import { randomBytes, randomInt } from 'node:crypto';
import { GithubIssuer } from '../github/issuer.ts';
import { parseRamArn, ramArn } from '../ram/arn.ts';
import type { TrustPolicy } from '../ram/trust-policy.ts';
import { Throttle } from '../sts/throttle.ts';
import { Registries } from './registries.ts';

/** Who holds a long-term access key. */
export type KeyOwner =
  | { readonly kind: 'root'; readonly account: string }
  | { readonly kind: 'user'; readonly account: string; readonly name: string; readonly userId: string };

export interface AccessKey {
  readonly id: string;
  secret: string;
  active: boolean;
  readonly owner: KeyOwner;
  /** Whether the holder has AliyunSTSAssumeRoleAccess; a root account never may. */
  mayAssumeRoles: boolean;
  /** Whether the holder may do so with a source identity, which takes more than that policy. */
  maySetSourceIdentity: boolean;
  /** Whether the holder may manage RAM in its account; a root account always may. */
  readonly administrator: boolean;
}

export interface Role {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  /** Seconds, 3600–43200. */
  maxSessionDuration: number;
  trustPolicy: TrustPolicy;
  /** Whether its sessions may assume other roles; those of these ARNs only, where it is a list. */
  mayAssumeRoles: boolean | readonly string[];
  /** The same with a source identity. */
  maySetSourceIdentity: boolean | readonly string[];
  /** The policies that were attached to it through RAM's API. */
  readonly policies: AttachedPolicy[];
}

export interface AttachedPolicy {
  readonly type: 'System' | 'Custom';
  readonly name: string;
}

/** A policy that an account made itself. */
export interface CustomPolicy {
  readonly account: string;
  readonly name: string;
  readonly document: string;
}

/** Whether STS can fetch an issuer's keys: it can fail in three documented ways. */
export type IssuerState = 'ok' | 'fingerprint-mismatch' | 'untrusted-certificate' | 'unreachable';

export interface OidcProvider {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  issuer: string;
  /** The audiences it accepts. */
  clientIds: string[];
  /** SHA-1 of the issuer's CA certificates, lower-case hexadecimal. */
  fingerprints: string[];
  /** Hours, 1–168: a token issued longer ago is refused. */
  issuanceLimit: number;
  state: IssuerState;
}

/** An issued temporary credential. */
export interface Session {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly role: Role;
  readonly roleSessionName: string;
  /** It stays with the sessions that are assumed from this one. */
  sourceIdentity?: string | undefined;
  /** Milliseconds since the epoch. */
  expiration: number;
}

export interface UserSeed {
  readonly account: string;
  readonly name: string;
  readonly accessKeyId: string;
  /** Random if not given. */
  readonly accessKeySecret?: string | undefined;
  readonly active?: boolean | undefined;
  readonly mayAssumeRoles?: boolean | undefined;
  /** As {@link mayAssumeRoles} if not given. */
  readonly maySetSourceIdentity?: boolean | undefined;
  readonly administrator?: boolean | undefined;
}

export interface RootKeySeed {
  readonly account: string;
  readonly accessKeyId: string;
  readonly accessKeySecret?: string | undefined;
}

export interface RoleSeed {
  readonly account: string;
  readonly name: string;
  readonly trustPolicy: TrustPolicy;
  readonly maxSessionDuration?: number | undefined;
  readonly mayAssumeRoles?: boolean | readonly string[] | undefined;
  /** As {@link mayAssumeRoles} if not given. */
  readonly maySetSourceIdentity?: boolean | readonly string[] | undefined;
}

export interface ProviderSeed {
  readonly account: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientIds: readonly string[];
  readonly fingerprints?: readonly string[] | undefined;
  readonly issuanceLimit?: number | undefined;
  readonly state?: IssuerState | undefined;
}

/**
 * `both` modes, one of them, `off` (connections are taken and never answered), or `absent` (nothing listens;
 * set before the start, for a listener that is open resets connections instead).
 */
export type MetadataMode = 'both' | 'hardened-only' | 'normal-only' | 'off' | 'absent';

export interface Ecs {
  mode: MetadataMode;
  /** ARN of the instance's role; undefined for an instance without one. */
  roleArn: string | undefined;
  regionId: string;
  instanceId: string;
  /** Hardened-mode tokens → expiry, ms since the epoch. */
  readonly tokens: Map<string, number>;
}

export interface CredentialsUri {
  /** ARN of the role whose sessions it hands out. */
  roleArn: string | undefined;
  readonly path: string;
}

export class World {
  /** Milliseconds since the epoch; replace it to stop time. */
  clock: () => number = () => Date.now();
  /** Milliseconds added to {@link clock}: moves every service's clock. */
  clockOffset = 0;
  /** Seconds that a session lives at most, whatever was asked for; the real service gives 900 and more. */
  sessionLimit = Number.POSITIVE_INFINITY;
  /** Length of issued security tokens in characters, a multiple of 4. The service sets no bound. */
  securityTokenLength = 704;

  readonly accessKeys = new Map<string, AccessKey>();
  /** By ARN. */
  readonly roles = new Map<string, Role>();
  /** By ARN. */
  readonly providers = new Map<string, OidcProvider>();
  /** By ARN. */
  readonly customPolicies = new Map<string, CustomPolicy>();
  /** By AccessKeyId. */
  readonly sessions = new Map<string, Session>();
  /** Signature nonces seen, with the time (ms) from which they may be forgotten. */
  readonly usedNonces = new Map<string, number>();

  readonly github: GithubIssuer;
  readonly ecs: Ecs;
  readonly credentialsUri: CredentialsUri;
  readonly throttle: Throttle = new Throttle();
  readonly registries: Registries = new Registries();

  constructor() {
    this.github = new GithubIssuer(this.now());
    this.ecs = {
      mode: 'both',
      roleArn: undefined,
      regionId: 'cn-hangzhou',
      instanceId: 'i-bp1emulator00000000',
      tokens: new Map(),
    };
    this.credentialsUri = { roleArn: undefined, path: `/credentials/${randomBytes(16).toString('hex')}` };
  }

  /** The world's time, milliseconds since the epoch. */
  now(): number {
    return this.clock() + this.clockOffset;
  }

  addUser(seed: UserSeed): AccessKey {
    const { account, name } = seed;
    return this.#addKey(
      { mayAssumeRoles: true, ...seed },
      { kind: 'user', account, name, userId: numericId() },
    );
  }

  addRootKey(seed: RootKeySeed): AccessKey {
    return this.#addKey({ ...seed, mayAssumeRoles: false }, { kind: 'root', account: seed.account });
  }

  addRole(seed: RoleSeed): Role {
    const role: Role = {
      account: seed.account,
      name: seed.name,
      arn: ramArn(seed.account, 'role', seed.name),
      id: numericId(),
      maxSessionDuration: seed.maxSessionDuration ?? 3600,
      trustPolicy: seed.trustPolicy,
      mayAssumeRoles: seed.mayAssumeRoles ?? true,
      maySetSourceIdentity: seed.maySetSourceIdentity ?? seed.mayAssumeRoles ?? true,
      policies: [],
    };
    this.roles.set(role.arn, role);
    return role;
  }

  addProvider(seed: ProviderSeed): OidcProvider {
    const provider: OidcProvider = {
      account: seed.account,
      name: seed.name,
      arn: ramArn(seed.account, 'oidc-provider', seed.name),
      issuer: seed.issuer,
      clientIds: [...seed.clientIds],
      fingerprints: [...(seed.fingerprints ?? [])],
      issuanceLimit: seed.issuanceLimit ?? 12,
      state: seed.state ?? 'ok',
    };
    this.providers.set(provider.arn, provider);
    return provider;
  }

  /** The role of this ARN; throws if there is none, since a test that names one must have added it. */
  role(arn: string): Role {
    const role = this.roles.get(arn);
    if (role === undefined) throw new Error(`the emulator's world has no role ${arn}`);
    return role;
  }

  /** The secret of a long-term key; throws if there is no such key. */
  secretOf(accessKeyId: string): string {
    const key = this.accessKeys.get(accessKeyId);
    if (key === undefined) throw new Error(`the emulator's world has no access key ${accessKeyId}`);
    return key.secret;
  }

  /** Issues a session of a role, good for `duration` seconds from `now` (ms), within {@link sessionLimit}. */
  issueSession(role: Role, roleSessionName: string, duration: number, now: number = this.now()): Session {
    const session: Session = {
      accessKeyId: `STS.${randomText(24)}`,
      accessKeySecret: randomText(44),
      securityToken: securityToken(this.securityTokenLength),
      role,
      roleSessionName,
      // Expirations are in whole seconds.
      expiration: Math.floor(now / 1000 + Math.min(duration, this.sessionLimit)) * 1000,
    };
    this.sessions.set(session.accessKeyId, session);
    return session;
  }

  /** Ends a session now. */
  expireSession(accessKeyId: string): void {
    const session = this.sessions.get(accessKeyId);
    if (session === undefined) throw new Error(`the emulator issued no session ${accessKeyId}`);
    session.expiration = this.now() - 1000;
  }

  #addKey(
    seed: {
      accessKeyId: string;
      accessKeySecret?: string | undefined;
      active?: boolean | undefined;
      mayAssumeRoles?: boolean | undefined;
      maySetSourceIdentity?: boolean | undefined;
      administrator?: boolean | undefined;
    },
    owner: KeyOwner,
  ): AccessKey {
    const mayAssumeRoles = seed.mayAssumeRoles ?? true;
    const key: AccessKey = {
      id: seed.accessKeyId,
      secret: seed.accessKeySecret ?? randomText(30),
      active: seed.active ?? true,
      owner,
      mayAssumeRoles,
      maySetSourceIdentity: seed.maySetSourceIdentity ?? mayAssumeRoles,
      administrator: owner.kind === 'root' || (seed.administrator ?? false),
    };
    this.accessKeys.set(key.id, key);
    return key;
  }
}

/** An ARN as `Principal.RAM` names the account itself. */
export function rootArn(account: string): string {
  return `acs:ram::${account}:root`;
}

/** The role that a `role/…` ARN names, if the world has it. */
export function findRole(world: World, arn: string): Role | undefined {
  return parseRamArn(arn, 'role') === undefined ? undefined : world.roles.get(arn);
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function numericId(): string {
  return `3${Array.from({ length: 17 }, () => randomInt(10)).join('')}`;
}

// Real tokens are base64, so `+`, `/` and `=` do occur: here they always do, at a fixed place and at the end.
function securityToken(length: number): string {
  const bytes = ((length - 12) / 4) * 3 + 1;
  return `CAIS9e+/${randomBytes(Math.max(1, Math.floor(bytes))).toString('base64')}`;
}
