import { FileError } from '../errors.ts';
import type { ProfileDefaults, RoleHop, SessionOptions, Source } from '../plan.ts';
import { FLAW_HINT, flawOf, type Mask, Secret } from '../secrets/secret.ts';

import { hostOf, KNOWN_REGIONS } from '../sts/endpoints.ts';

import { MAX_SESSION, MIN_SESSION, ROLE_SESSION_NAME } from '../text/formats.ts';

/** What a profile in a file says: where its first credential comes from, and which roles follow. */
export interface ProfileDefinition {
  readonly source: Source;
  readonly hops: readonly RoleHop[];
  readonly stsHost?: StsHost;
}

/**
 * The host of the STS that a profile asks for. Looked up only where the workflow chose none: whatever it says of
 * itself, an explicit endpoint wins.
 */
export type StsHost = (warn: (message: string) => void) => string;

/** The keys of one profile; every error names the file, the profile and the key, never a value that may be a secret. */
export class ProfileKeys {
  readonly #keys: Readonly<Record<string, unknown>>;
  readonly #place: string;
  readonly #mask: Mask;

  /** @param place the file and the profile, for errors */
  constructor(keys: Readonly<Record<string, unknown>>, place: string, mask: Mask) {
    this.#keys = keys;
    this.#place = place;
    this.#mask = mask;
  }

  /** A value as text; undefined where the key is missing or empty. */
  optional(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.#keys[name];
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value === 'number' && value !== 0) return String(value);
    }
    return undefined;
  }

  required(...names: readonly string[]): string {
    const value = this.optional(...names);
    if (value === undefined) throw this.error(`has no ${names.join(' or ')}`);
    return value;
  }

  /** A secret that is sent, in a header or a URL. */
  secret(...names: readonly string[]): Secret {
    return this.#sound(names, true);
  }

  /** A secret that only signs. */
  signingSecret(...names: readonly string[]): Secret {
    return this.#sound(names, false);
  }

  /** Checked before it is masked: each line of what should have one would become a mask. */
  #sound(names: readonly string[], isSent: boolean): Secret {
    const value = this.required(...names);
    const flaw = flawOf(value, isSent);
    if (flaw) {
      const name = names.find((candidate) => this.optional(candidate) === value) ?? '';
      throw new FileError(`${this.nameOf(name)} ${flaw}.`, { hint: FLAW_HINT });
    }
    return Secret.of(value, this.#mask);
  }

  /** A value of a known form. */
  matching(format: RegExp, what: string, ...names: readonly string[]): string {
    const value = this.required(...names);
    if (!format.test(value)) throw this.error(`has a ${names[0]} that is not ${what}`);
    return value;
  }

  session(
    names: {
      /** All spellings. */
      readonly sessionName: readonly string[];
      readonly expiration: string;
      readonly policy?: string;
    },
    defaults: ProfileDefaults,
  ): SessionOptions {
    const roleSessionName = this.optional(...names.sessionName) ?? defaults.roleSessionName;
    if (!ROLE_SESSION_NAME.test(roleSessionName)) {
      throw this.error(
        `has a ${names.sessionName.join(' or ')} that is not 2 to 64 letters, digits and . @ _ -`,
      );
    }
    const seconds = this.optional(names.expiration);
    const durationSeconds = seconds === undefined ? defaults.durationSeconds : Number(seconds);
    if (
      !(Number.isInteger(durationSeconds) && durationSeconds >= MIN_SESSION && durationSeconds <= MAX_SESSION)
    ) {
      throw this.error(
        `has a ${names.expiration} that is not a number of seconds from ${MIN_SESSION} to ${MAX_SESSION}`,
      );
    }
    const policy = names.policy ? this.optional(names.policy) : undefined;
    return { roleSessionName, durationSeconds, ...(policy && { policy }) };
  }

  /**
   * The STS of the region that a key names.
   * @param otherwise the host that is asked, with a warning, where STS is not in that region
   */
  stsHost(name: string, otherwise?: string): StsHost | undefined {
    const region = this.optional(name);
    if (region === undefined) return undefined;
    return (warn) => {
      const host = KNOWN_REGIONS.includes(region) ? hostOf(region, false) : undefined;
      if (host) return host;
      const error = this.error(
        `has a ${name} in which STS has no public endpoint that this version knows`,
        'The inputs sts-region and sts-endpoint say which STS is asked instead.',
      );
      if (otherwise === undefined) throw error;
      warn(`${error.message} ${otherwise} is asked instead.`);
      return otherwise;
    };
  }

  /** What a key of this profile is called outside of its file. */
  nameOf(key: string): string {
    return `${this.#place}: ${key}`;
  }

  /** The error for a value that is none of those that are known; it is named where it is a word. */
  unknown(name: string, known: readonly string[]): FileError {
    const value = this.optional(name) ?? '';
    const shown = /^[\w-]{1,40}$/.test(value) ? ` “${value}”` : '';
    return this.error(`has a ${name}${shown} that is none of ${known.join(', ')}`);
  }

  error(what: string, hint?: string): FileError {
    const code = 'profile.unusable';
    return new FileError(`${this.#place} ${what}.`, { code, ...(hint !== undefined && { hint }) });
  }
}

export function accessKey(keys: ProfileKeys) {
  return {
    from: 'access_key',
    accessKeyId: keys.secret('access_key_id'),
    accessKeySecret: keys.signingSecret('access_key_secret'),
  } as const;
}

/** @param tokens the names under which the file may hold the security token */
export function temporaryKey(keys: ProfileKeys, ...tokens: readonly string[]) {
  return { ...accessKey(keys), from: 'sts', securityToken: keys.secret(...tokens) } as const;
}

export function credentialsUri(keys: ProfileKeys, { allowHttp }: ProfileDefaults) {
  const key = 'credentials_uri';
  return { from: 'credentials_uri', uri: keys.secret(key), name: keys.nameOf(key), allowHttp } as const;
}

export function ecs(roleName: string | undefined, defaults: ProfileDefaults) {
  return {
    from: 'ecs_ram_role',
    endpoint: defaults.metadataEndpoint,
    found: true,
    namedBy: 'the role’s name in the profile',
    ...(roleName && { roleName }),
    ...(defaults.disableImdsV1 !== undefined && { disableImdsV1: defaults.disableImdsV1 }),
  } as const;
}
