import { parse } from 'ini';
import { FileError } from '../errors.ts';
import { GLOBAL_HOST } from '../sts/endpoints.ts';
import { visible } from '../text/escapes.ts';
import { EXTERNAL_ID, LONGEST_FILE, OIDC_PROVIDER_ARN, ROLE_ARN } from '../text/formats.ts';
import {
  accessKey,
  credentialsUri,
  ecs,
  keyOrTemporaryKey,
  type ProfileDefinition,
  ProfileKeys,
  type Reading,
  temporaryKey,
  tokenFileOf,
} from './definition.ts';
import { INI_FIELDS, ROLE_TYPES } from './fields.ts';
import { type IniLine, iniLines } from './ini-lines.ts';
import { stsHostOf } from './sts-host.ts';

/** The entries of a section, as text. */
export type IniSection = Readonly<Record<string, string>>;

/**
 * A section of the SDKs' credentials.ini. Source: the credentials SDK's documentation, "Credentials file", whose examples
 * put a comment after every line, headers included.
 *
 * @returns undefined if the file has no such section
 * @throws FileError if the text is not an ini file (the SDK documents parse errors as fatal), has the section twice, or
 * gives one of its keys two values
 */
export function iniSection(text: string, file: string, name: string): IniSection | undefined {
  const broken = (what: string): FileError =>
    new FileError(`${file} is not a credentials.ini: ${what}.`, {
      hint: 'Fix that file, or name another with ALIBABA_CLOUD_CREDENTIALS_FILE.',
      code: 'profile.unusable',
    });
  if (text.length > LONGEST_FILE) throw broken('it is too large to be one');
  let section: string | undefined;
  let entries: Map<string, string> | undefined;
  for (const line of iniLines(text.replace(/^\ufeff/, ''))) {
    if (line.kind === 'header') {
      section = line.name;
      if (section === name && entries) throw broken(`it has the section [${visible(name)}] twice`);
      if (section === name) entries = new Map();
    } else if (line.kind !== 'comment') {
      if (line.kind === 'other') {
        throw broken(`line ${line.number} is not a section, a “key = value” pair or a comment`);
      }
      if (section === undefined) throw broken(`line ${line.number} comes before the first section`);
      if (section === name) add(entries, line, file, name);
    }
  }
  return entries && Object.fromEntries(entries);
}

function add(entries: Map<string, string> | undefined, line: IniLine, file: string, name: string): void {
  const value = textIn(line.value);
  const before = entries?.get(line.name);
  if (before !== undefined && before !== value) {
    const place = `${file}: [${visible(name)}]`;
    throw new FileError(`${place} has two values for ${visible(line.name)}.`, { code: 'profile.unusable' });
  }
  entries?.set(line.name, value);
}

/** As the library reads it: a comment ends an unquoted value. Turns the library's types back into text. */
function textIn(text: string): string {
  const value: unknown = parse(`value = ${text}`)['value'];
  if (typeof value === 'string') return value;
  // The library parses single-quoted values as JSON. Keep the original: a policy may not survive a round trip.
  return typeof value === 'object' && value !== null ? text.slice(1, -1) : String(value);
}

/**
 * What a section says.
 * @throws FileError that names file and section
 */
export function readIniSection(section: IniSection, name: string, reading: Reading): ProfileDefinition {
  const place = `${reading.file}: [${visible(name)}]`;
  const keys = new ProfileKeys(section, place, reading);
  if (keys.flag('enable') === false) {
    throw keys.error('is disabled (enable = false)', 'Enable it there, or name another profile.');
  }
  const type = keys.required('type');
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!read) throw keys.unknown('type', Object.keys(TYPES));
  keys.warnOfUnused(INI_FIELDS, 'type', type);
  // The region says where the tools work, and not every SDK picks the STS by it: an unserved one is no error.
  const region = { key: 'region_id', otherwise: GLOBAL_HOST };
  return { ...read(keys), stsHost: ROLE_TYPES.includes(type) ? stsHostOf(keys, region) : undefined };
}

const TOKENS = ['security_token', 'sts_token'];
const SESSION = { sessionName: ['role_session_name'], expiration: ['role_session_expiration'] };

/** What each type says. */
const TYPES: Readonly<Record<string, (keys: ProfileKeys) => ProfileDefinition>> = {
  access_key: (keys) => ({ source: accessKey(keys), hops: [] }),
  sts: (keys) => ({ source: temporaryKey(keys, ...TOKENS), hops: [] }),
  ecs_ram_role: (keys) => ({ source: ecs(keys, keys.optional('role_name')), hops: [] }),
  ram_role_arn: (keys) => {
    const externalId = keys.optional('external_id');
    return {
      source: keyOrTemporaryKey(keys, ...TOKENS),
      hops: [
        {
          ...roleOf(keys),
          externalId: externalId && keys.matching(EXTERNAL_ID, 'an external ID', 'external_id'),
        },
      ],
    };
  },
  oidc_role_arn: (keys) => ({
    source: {
      from: 'token-file',
      path: tokenFileOf(keys, 'oidc_token_file_path'),
      role: {
        oidcProviderArn: keys.matching(OIDC_PROVIDER_ARN, 'the ARN of an OIDC provider', 'oidc_provider_arn'),
        ...roleOf(keys),
      },
    },
    hops: [],
  }),
  credentials_uri: (keys) => ({ source: credentialsUri(keys), hops: [] }),
  bearer: (keys) => ({ source: { from: 'bearer', bearerToken: keys.secret('bearer_token') }, hops: [] }),
};

function roleOf(keys: ProfileKeys) {
  return {
    roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', 'role_arn'),
    session: keys.session(SESSION),
  };
}
