import { FileError } from '../errors.ts';
import type { AskedSource, ProfileDefaults, RoleHop, SessionOptions } from '../plan/plan.ts';
import { FLAW_HINT, flawOf, type Mask, Secret } from '../secrets/secret.ts';
import { visible } from '../text/escapes.ts';
import {
  EXTERNAL_ID,
  MAX_SESSION,
  MIN_SESSION,
  OIDC_PROVIDER_ARN,
  ROLE_ARN,
  ROLE_SESSION_NAME,
} from '../text/formats.ts';
import { compactPolicy, MAX_POLICY_LENGTH } from '../text/policy.ts';
import { SETTINGS, TELLING } from './fields.ts';

/** What a profile says: where its first credential comes from, and which roles follow. */
export interface ProfileDefinition {
  readonly source: AskedSource;
  readonly hops: readonly RoleHop[];
  readonly stsHost?: StsHost | undefined;
  /** To whom its credential may belong; absent: anybody. */
  readonly allowedAccountIds?: readonly string[] | undefined;
}

/**
 * The STS host that a profile asks for. Consulted only if the workflow chose none; within the profile, an explicit
 * endpoint wins.
 */
export type StsHost = (warn: (message: string) => void) => string;

/** Why nothing is configured at a place. */
export interface NotConfigured {
  readonly reason: string;
}

/** What a file calls the fields that the two name differently; several names of one thing may stand together. */
export interface Words {
  readonly token: readonly string[];
  readonly roleName: string;
  readonly roleArn: string;
  readonly sessionName: readonly string[];
  readonly expiration: readonly string[];
  readonly tokenFile: string;
}

/** What profile readers get besides the file's text. */
export interface Reading {
  readonly file: string;
  readonly defaults: ProfileDefaults;
  readonly mask: Mask;
  readonly warn: (message: string) => void;
  /** ALIBABA_CLOUD_OIDC_TOKEN_FILE, for profiles that name no token file. */
  readonly tokenFile: () => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How the login of this job whose profile has this command logs in; undefined if none has. */
  readonly ownProfile?: (command: string) => ProfileDefinition | undefined;
}

/** The keys of one profile. Errors name the file, profile and key, never a value that may be secret. */
export class ProfileKeys {
  readonly #keys: Readonly<Record<string, unknown>>;
  readonly #place: string;
  readonly #reading: Reading;
  readonly #read = new Set<string>();
  readonly words: Words;

  /** @param origin the file and the profile, for errors */
  constructor(
    keys: Readonly<Record<string, unknown>>,
    origin: string,
    { words, reading }: { readonly words: Words; readonly reading: Reading },
  ) {
    this.words = words;
    this.#keys = keys;
    this.#place = origin;
    this.#reading = reading;
  }

  get reading(): Reading {
    return this.#reading;
  }

  /**
   * A value as text; undefined if missing, empty or zero.
   * @param names all spellings of one thing
   */
  optional(...names: readonly string[]): string | undefined {
    const values = names.map((name) => this.#text(name)).filter((value) => value !== undefined);
    if (new Set(values).size > 1) throw this.error(`has ${names.join(' and ')}, which contradict each other`);
    return values[0];
  }

  #text(name: string): string | undefined {
    this.#read.add(name);
    const value = Object.hasOwn(this.#keys, name) ? this.#keys[name] : undefined;
    if (value === undefined || value === null || value === '' || value === 0 || value === false) {
      return undefined;
    }
    if (typeof value === 'string' || typeof value === 'number' || value === true) return String(value);
    throw this.error(`has a value of ${name} that is not text`);
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

  /** Checks before masking: each line of a broken value would become a mask. */
  #sound(names: readonly string[], isSent: boolean): Secret {
    const value = this.required(...names);
    const flaw = flawOf(value, isSent);
    if (flaw) {
      const name = names.find((candidate) => this.optional(candidate) === value) ?? '';
      throw new FileError(`${this.nameOf(name)} ${flaw}.`, { hint: FLAW_HINT });
    }
    return Secret.of(value, this.#reading.mask);
  }

  /** A value in a known format. */
  matching(format: RegExp, what: string, ...names: readonly string[]): string {
    const value = this.required(...names);
    if (!format.test(value)) throw this.error(`has a value of ${names[0]} that is not ${what}`);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (!/^(true|false)$/i.test(value))
      throw this.error(`has a value of ${name} that is neither true nor false`);
    return value.toLowerCase() === 'true';
  }

  session(): SessionOptions {
    const { defaults } = this.#reading;
    const { sessionName, expiration } = this.words;
    const roleSessionName = this.optional(...sessionName) ?? defaults.roleSessionName;
    if (!ROLE_SESSION_NAME.test(roleSessionName)) {
      throw this.error(
        `has a value of ${sessionName.join(' or ')} that is not 2 to 64 letters, digits and . @ _ -`,
      );
    }
    const seconds = this.optional(...expiration) ?? String(defaults.durationSeconds);
    const durationSeconds = /^\d{1,9}$/.test(seconds) ? Number(seconds) : Number.NaN;
    if (!(durationSeconds >= MIN_SESSION && durationSeconds <= MAX_SESSION)) {
      throw this.error(
        `has a value of ${expiration.join(' or ')} that is not a number of seconds from ${MIN_SESSION} to ${MAX_SESSION}`,
      );
    }
    return { roleSessionName, durationSeconds, policy: this.#policy() };
  }

  #policy(): string | undefined {
    const text = this.optional('policy');
    if (text === undefined) return undefined;
    const policy = compactPolicy(text);
    if (policy === undefined) throw this.error('has a policy that is not a JSON object');
    if (policy.length <= MAX_POLICY_LENGTH) return policy;
    throw this.error(
      `has a policy of ${policy.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}`,
    );
  }

  /** Which fields affect who or what a session is. */
  telling(): string[] {
    return this.#set().filter((name) => TELLING.includes(name));
  }

  /**
   * Warns about fields that have not been read, so that none is dropped silently. Call it when all have been.
   * @param kind the profile's mode or type
   */
  warnOfUnread(kind: string): void {
    const unread = this.#set().filter((name) => !this.#read.has(name) && !SETTINGS.includes(name));
    const unknown = unread.filter((name) => !TELLING.includes(name));
    const unused = unread.filter((name) => TELLING.includes(name));
    if (unused.length > 0) this.warn(`has ${listOf(unused)}, which ${kind} does not use`);
    if (unknown.length > 0) this.warn(`has ${listOf(unknown)}, which this version does not know`);
  }

  #set(): string[] {
    return Object.keys(this.#keys).filter((name) => this.#isSet(name));
  }

  #isSet(name: string): boolean {
    const value = this.#keys[name];
    if (Array.isArray(value)) return value.length > 0;
    return ![undefined, null, '', 0, false].some((nothing) => value === nothing);
  }

  /** How messages refer to a key of this profile. */
  nameOf(key: string): string {
    return `${this.#place}: ${key}`;
  }

  /** The error for an unknown value, which it shows if it is a plain word. */
  unknown(name: string, known: readonly string[]): FileError {
    const value = this.optional(name) ?? '';
    const shown = /^[\w-]{1,40}$/.test(value) ? ` “${value}”` : '';
    return this.error(`has a ${name}${shown} that is not one of ${known.join(', ')}`);
  }

  warn(what: string): void {
    this.#reading.warn(`${this.#place} ${what}.`);
  }

  error(what: string, hint?: string): FileError {
    const code = 'profile.unusable';
    return new FileError(`${this.#place} ${what}.`, { code, ...(hint !== undefined && { hint }) });
  }
}

/** A bounded list of names that somebody else chose. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => visible(name.slice(0, 40)));
  return [...shown, ...(names.length > 5 ? [`${names.length - 5} more`] : [])].join(', ');
}

/** Whether STS is asked for it. */
export function hasRole({ source, hops }: ProfileDefinition): boolean {
  return hops.length > 0 || 'role' in source;
}

/** Both files say the same, in words of their own. */
export type Reader = (keys: ProfileKeys) => ProfileDefinition;

/** The mode in config.json, the type in credentials.ini, and what such a profile says. */
const KINDS: readonly (readonly [mode: string, type: string, read: Reader])[] = [
  ['AK', 'access_key', (keys) => only(accessKey(keys))],
  ['StsToken', 'sts', (keys) => only(temporaryKey(keys))],
  ['RamRoleArn', 'ram_role_arn', (keys) => ({ source: keyOrTemporaryKey(keys), hops: [hop(keys)] })],
  ['EcsRamRole', 'ecs_ram_role', (keys) => only(instanceRole(keys))],
  ['OIDC', 'oidc_role_arn', (keys) => only(oidcRole(keys))],
  ['CredentialsURI', 'credentials_uri', (keys) => only(credentialsUri(keys))],
  ['BearerToken', 'bearer', (keys) => only({ from: 'bearer', bearerToken: keys.secret('bearer_token') })],
];

export function readersOf(file: 'mode' | 'type'): Readonly<Record<string, Reader>> {
  return Object.fromEntries(KINDS.map(([mode, type, read]) => [file === 'mode' ? mode : type, read]));
}

export function only(source: AskedSource): ProfileDefinition {
  return { source, hops: [] };
}

function accessKey(keys: ProfileKeys) {
  return {
    from: 'access_key',
    accessKeyId: keys.secret('access_key_id'),
    accessKeySecret: keys.signingSecret('access_key_secret'),
  } as const;
}

export function temporaryKey(keys: ProfileKeys) {
  return { ...accessKey(keys), from: 'sts', securityToken: keys.secret(...keys.words.token) } as const;
}

/** A key that will assume a role, with its token if it is a temporary one. */
function keyOrTemporaryKey(keys: ProfileKeys) {
  return keys.optional(...keys.words.token) === undefined ? accessKey(keys) : temporaryKey(keys);
}

function credentialsUri(keys: ProfileKeys) {
  const key = 'credentials_uri';
  const { allowHttp } = keys.reading.defaults;
  return { from: 'credentials_uri', uri: keys.secret(key), name: keys.nameOf(key), allowHttp } as const;
}

export function instanceRole(keys: ProfileKeys) {
  const { metadataEndpoint, disableImdsV1 } = keys.reading.defaults;
  return {
    from: 'ecs_ram_role',
    endpoint: metadataEndpoint,
    found: true,
    namedBy: 'the role’s name in the profile',
    roleName: keys.optional(keys.words.roleName),
    disableImdsV1,
  } as const;
}

/** The token file is the one that the profile names, else the environment's, as the SDK documents. */
function oidcRole(keys: ProfileKeys) {
  const { tokenFile } = keys.words;
  const path = keys.optional(tokenFile) ?? keys.reading.tokenFile();
  if (path === undefined)
    throw keys.error(`has no ${tokenFile}, and ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set either`);
  const oidcProviderArn = keys.matching(
    OIDC_PROVIDER_ARN,
    'the ARN of an OIDC provider',
    'oidc_provider_arn',
  );
  return { from: 'token-file', path, role: { oidcProviderArn, ...roleOf(keys) } } as const;
}

export function hop(keys: ProfileKeys): RoleHop {
  const externalId = keys.optional('external_id');
  return {
    ...roleOf(keys),
    externalId: externalId && keys.matching(EXTERNAL_ID, 'an external ID', 'external_id'),
  };
}

function roleOf(keys: ProfileKeys): Pick<RoleHop, 'roleArn' | 'session'> {
  return {
    roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', keys.words.roleArn),
    session: keys.session(),
  };
}
