import { parse } from 'ini';
import { FileError } from '../errors.ts';
import type { ProfileDefaults } from '../plan.ts';
import type { Mask } from '../secrets/secret.ts';
import { GLOBAL_HOST } from '../sts/endpoints.ts';
import { OIDC_PROVIDER_ARN, ROLE_ARN } from '../text/formats.ts';
import { asObject, type JsonObject } from '../text/json.ts';
import {
  accessKey,
  credentialsUri,
  ecs,
  type ProfileDefinition,
  ProfileKeys,
  temporaryKey,
} from './definition.ts';

/**
 * Reads a profile of the SDKs' credentials.ini. Source: the credentials SDK's documentation, "Credentials file"; its
 * examples have a comment after every line, headers included.
 *
 * @returns undefined where the file has no such section
 * @throws FileError that names file and section
 */
export function readIniProfile(
  text: string,
  file: string,
  name: string,
  defaults: ProfileDefaults,
  mask: Mask,
): ProfileDefinition | undefined {
  const withoutHeaderComments = text
    .replace(/^\ufeff/, '')
    .replace(/^(\s*\[[^\]\n]*\])[ \t]*[#;].*$/gm, '$1');
  const section = sectionOf(parse(withoutHeaderComments), name);
  if (!section) return undefined;
  const keys = new ProfileKeys(texts(section), `${file}: [${name}]`, mask);
  // The parser turns true and false into booleans.
  if (String(section['enable'] ?? 'true').toLowerCase() === 'false') {
    throw new FileError(`${file}: [${name}] is disabled (enable = false).`, {
      hint: 'Enable it there, or name another profile.',
      code: 'profile.unusable',
    });
  }
  // It says where the tools work, and not every SDK takes it for the STS to ask: that there is none is no error.
  const stsHost = ROLE_TYPES.includes(keys.optional('type') ?? '')
    ? keys.stsHost('region_id', GLOBAL_HOST)
    : undefined;
  return { ...define(keys, defaults), ...(stsHost && { stsHost }) };
}

/** The parser reads what stands in single quotes as JSON: a policy becomes an object. It is taken as the text it was. */
function texts(section: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(section).map(([key, value]) => [key, asObject(value) ? JSON.stringify(value) : value]),
  );
}

/** A name with dots is a path to the parser. */
function sectionOf(file: JsonObject, name: string): JsonObject | undefined {
  if (Object.hasOwn(file, name)) return asObject(file[name]);
  return name.split('.').reduce<JsonObject | undefined>((section, part) => asObject(section?.[part]), file);
}

const TYPES = [
  'access_key',
  'sts',
  'ecs_ram_role',
  'ram_role_arn',
  'oidc_role_arn',
  'credentials_uri',
  'bearer',
];
const ROLE_TYPES = ['ram_role_arn', 'oidc_role_arn'];
const SESSION = {
  sessionName: ['role_session_name'],
  expiration: 'role_session_expiration',
  policy: 'policy',
};

function define(keys: ProfileKeys, defaults: ProfileDefaults): ProfileDefinition {
  const type = keys.required('type');
  switch (type) {
    case 'access_key':
      return { source: accessKey(keys), hops: [] };
    case 'sts':
      return {
        source: temporaryKey(keys, 'security_token', 'sts_token'),
        hops: [],
      };
    case 'ecs_ram_role':
      return { source: ecs(keys.optional('role_name'), defaults), hops: [] };
    case 'ram_role_arn':
      return {
        source: keys.optional('security_token', 'sts_token')
          ? temporaryKey(keys, 'security_token', 'sts_token')
          : accessKey(keys),
        hops: [
          {
            roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', 'role_arn'),
            session: keys.session(SESSION, defaults),
          },
        ],
      };
    case 'oidc_role_arn':
      return {
        source: {
          from: 'token-file',
          path: keys.required('oidc_token_file_path'),
          role: {
            oidcProviderArn: keys.matching(
              OIDC_PROVIDER_ARN,
              'the ARN of an OIDC provider',
              'oidc_provider_arn',
            ),
            roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', 'role_arn'),
            session: keys.session(SESSION, defaults),
          },
        },
        hops: [],
      };
    case 'credentials_uri':
      return { source: credentialsUri(keys, defaults), hops: [] };
    case 'bearer':
      return { source: { from: 'bearer', bearerToken: keys.secret('bearer_token') }, hops: [] };
    default:
      throw keys.unknown('type', TYPES);
  }
}
