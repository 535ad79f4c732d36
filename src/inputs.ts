import { InputError } from './errors.ts';
import { ECS_METADATA_ADDRESS, isLinkLocal, isLoopback } from './http/addresses.ts';
import type { CredentialType } from './plan.ts';
import type { Context } from './runtime/context.ts';
import { FLAW_HINT, flawOf, Secret } from './secrets/secret.ts';
import {
  ACCOUNT_ID,
  EXTERNAL_ID,
  HOST,
  MAX_POLICY_LENGTH,
  MAX_SESSION,
  MIN_SESSION,
  OIDC_PROVIDER_ARN,
  PROFILE_NAME,
  REGION,
  ROLE_ARN,
  ROLE_NAME,
  ROLE_SESSION_NAME,
} from './text/formats.ts';
import { parseObject } from './text/json.ts';

export const TYPES: readonly CredentialType[] = [
  'oidc_role_arn',
  'ram_role_arn',
  'access_key',
  'sts',
  'ecs_ram_role',
  'credentials_uri',
  'bearer',
  'profile',
  'default',
];

/**
 * The action's inputs, each checked by itself. What is not given, or given empty, is not there: an input that came
 * from an unset secret or variable is empty.
 */
export interface Inputs {
  readonly type?: CredentialType;
  readonly rolesToAssume: readonly string[];
  readonly oidcProviderArn?: string;
  readonly audience?: string;
  readonly oidcTokenFile?: string;
  readonly accessKeyId?: Secret;
  readonly accessKeySecret?: Secret;
  readonly securityToken?: Secret;
  readonly roleName?: string;
  readonly disableImdsV1?: boolean;
  readonly metadataEndpoint?: string;
  readonly credentialsUri?: Secret;
  readonly credentialsUriAllowHttp?: boolean;
  readonly bearerToken?: Secret;
  readonly sourceProfile?: string;
  readonly roleChaining: boolean;
  readonly roleSessionName?: string;
  /** Seconds. */
  readonly roleSessionExpiration?: number;
  readonly policy?: string;
  readonly externalId?: string;
  readonly allowedAccountIds: readonly string[];
  readonly region?: string;
  readonly stsRegion?: string;
  readonly stsEndpoint?: string;
  readonly stsVpc: boolean;
  readonly exportEnv?: boolean;
  readonly profile?: string;
  readonly credentialsFile?: string;
  readonly outputCredentials: boolean;
  readonly maskAccountId: boolean;
  /** Seconds. */
  readonly timeoutSeconds: number;
  readonly retryMaxAttempts: number;
  readonly cleanup: boolean;
}

/**
 * Reads and checks every input. The only reader of the `INPUT_*` variables.
 * @throws InputError that names the input
 */
export function readInputs({ env, log }: Pick<Context, 'env' | 'log'>): Inputs {
  const raw = (name: string): string => env.get(`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`) ?? '';

  const text = (name: string, format?: RegExp, expected?: string): string | undefined => {
    const value = raw(name).trim();
    if (value === '') return undefined;
    if (format && !format.test(value)) throw new InputError(`${name}: ${quote(value)} is not ${expected}.`);
    return value;
  };

  const list = (name: string, separator: RegExp, format: RegExp, expected: string): string[] => {
    const values = raw(name)
      .split(separator)
      .map((value) => value.trim());
    const given = values.filter((value) => value !== '');
    for (const value of given) {
      if (!format.test(value)) throw new InputError(`${name}: ${quote(value)} is not ${expected}.`);
    }
    return given;
  };

  const flag = (name: string): boolean | undefined => {
    const value = raw(name).trim();
    if (value === '') return undefined;
    if (/^(true|True|TRUE)$/.test(value)) return true;
    if (/^(false|False|FALSE)$/.test(value)) return false;
    throw new InputError(`${name}: ${quote(value)} is neither true nor false.`);
  };

  const whole = (name: string, least: number, most: number, unit: string): number | undefined => {
    const value = raw(name).trim();
    if (value === '') return undefined;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InputError(
        `${name}: ${quote(value)} is not a whole number of ${unit} from ${least} to ${most}.`,
      );
    }
    return number;
  };

  const flaws: string[] = [];
  /**
   * Taken as it is: a space or a line's end may be part of the key's secret. One that cannot be right is no mask: each
   * line of it would be one, for the rest of the job.
   */
  const secret = (name: string): Secret | undefined => {
    const value = raw(name);
    if (value === '') return undefined;
    const flaw = flawOf(value, name !== 'access-key-secret');
    if (flaw) flaws.push(`${name} ${flaw}.`);
    return Secret.of(value, flaw ? log.conceal : log.mask);
  };

  // Secrets first, all of them: they are hidden before any check can speak.
  const secrets = {
    accessKeyId: secret('access-key-id'),
    accessKeySecret: secret('access-key-secret'),
    securityToken: secret('security-token'),
    credentialsUri: secret('credentials-uri'),
    bearerToken: secret('bearer-token'),
  };
  const maskAccountId = flag('mask-account-id') ?? false;
  if (maskAccountId) {
    // Also those in what will be refused, and shown for that.
    for (const name of ['role-to-assume', 'oidc-provider-arn', 'allowed-account-ids'])
      for (const account of raw(name).match(/(?<!\d)\d{12,16}(?!\d)/g) ?? []) log.mask(account);
  }
  if (flaws[0] !== undefined) throw new InputError(flaws[0], FLAW_HINT);

  return compact({
    ...secrets,
    type: oneOf('type', text('type'), TYPES),
    rolesToAssume: list(
      'role-to-assume',
      /\r?\n/,
      ROLE_ARN,
      'the ARN of a role, acs:ram::<account>:role/<name>',
    ),
    oidcProviderArn: text(
      'oidc-provider-arn',
      OIDC_PROVIDER_ARN,
      'the ARN of an OIDC provider, acs:ram::<account>:oidc-provider/<name>',
    ),
    audience: text('audience', /^[\x21-\x7e]{1,1024}$/, 'an audience without spaces'),
    oidcTokenFile: text('oidc-token-file'),
    roleName: text('role-name', ROLE_NAME, 'the name of a role: 1 to 64 letters, digits, dots, dashes'),
    disableImdsV1: flag('disable-imds-v1'),
    metadataEndpoint: metadataEndpointOf(text('metadata-endpoint')),
    credentialsUriAllowHttp: flag('credentials-uri-allow-http'),
    sourceProfile: text('source-profile', /^[^\]\r\n]{1,256}$/, 'the name of a profile'),
    roleChaining: flag('role-chaining') ?? false,
    roleSessionName: text(
      'role-session-name',
      ROLE_SESSION_NAME,
      'a role session name: 2 to 64 letters, digits and . @ _ -',
    ),
    roleSessionExpiration: whole('role-session-expiration', MIN_SESSION, MAX_SESSION, 'seconds'),
    policy: policyOf(text('policy')),
    externalId: text(
      'external-id',
      EXTERNAL_ID,
      'an external ID: 2 to 1224 letters, digits and _ + = , . @ : / -',
    ),
    allowedAccountIds: list('allowed-account-ids', /[\s,]+/, ACCOUNT_ID, 'an account ID of 12 to 16 digits'),
    region: text('region', REGION, 'a region ID such as cn-hangzhou'),
    stsRegion: text('sts-region', REGION, 'a region ID such as cn-hangzhou'),
    stsEndpoint: stsEndpointOf(text('sts-endpoint')),
    stsVpc: flag('sts-vpc') ?? false,
    exportEnv: flag('export-env'),
    profile: text(
      'profile',
      PROFILE_NAME,
      'a profile name: 1 to 64 lower-case letters, digits, - and _, no dots',
    ),
    credentialsFile: text('credentials-file'),
    outputCredentials: flag('output-credentials') ?? true,
    maskAccountId,
    timeoutSeconds: whole('timeout-seconds', 1, 3600, 'seconds') ?? 60,
    retryMaxAttempts: whole('retry-max-attempts', 1, 100, 'attempts') ?? 5,
    cleanup: flag('cleanup') ?? true,
  });
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  values: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = values.find((candidate) => candidate === value);
  if (!found) throw new InputError(`${name}: ${quote(value)} is none of ${values.join(', ')}.`);
  return found;
}

/**
 * A policy may be written over many lines; STS counts characters, so it is sent without the white space between. The
 * rest stays byte for byte: what JSON.parse makes of a long number or of a key that is there twice is another policy.
 */
function policyOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!parseObject(text)) throw new InputError('policy is not a JSON object.');
  const compacted = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
  if (compacted.length > MAX_POLICY_LENGTH) {
    throw new InputError(
      `policy has ${compacted.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}.`,
    );
  }
  return compacted;
}

function stsEndpointOf(text: string | undefined): string | undefined {
  // A name of digits and dots that is no address, or a port that is none, only shows when it is made a URL.
  if (text === undefined || (HOST.test(text) && URL.canParse(`https://${text}/`))) return text;
  throw new InputError(
    `sts-endpoint: ${quote(text)} is not a host name, with a port or without, such as sts.aliyuncs.com.`,
  );
}

/** A metadata service hands a credential to whoever asks: only the real one, or one on this machine or its link. */
function metadataEndpointOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const near =
    url && (url.hostname === ECS_METADATA_ADDRESS || isLoopback(url.hostname) || isLinkLocal(url.hostname));
  if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
    throw new InputError(
      `metadata-endpoint: ${quote(text)} is not http:// with ${ECS_METADATA_ADDRESS}, a loopback or a link-local address, and no path.`,
    );
  }
  return url.origin;
}

/** A value in an error, on one line. A long one is not cut but left out: half a secret is not recognized as one. */
function quote(value: string): string {
  return value.length > 200 ? `a text of ${value.length} characters` : JSON.stringify(value);
}

/** The object without the members that are undefined. */
function compact<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
