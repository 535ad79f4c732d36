import { FileError } from '../errors.ts';
import type { ProfileDefaults, RoleHop } from '../plan.ts';
import type { Mask } from '../secrets/secret.ts';

import { EXTERNAL_ID, OIDC_PROVIDER_ARN, ROLE_ARN } from '../text/formats.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import {
  accessKey,
  credentialsUri,
  ecs,
  type ProfileDefinition,
  ProfileKeys,
  temporaryKey,
} from './definition.ts';

/**
 * Reads a profile of the aliyun CLI's config.json. Source: aliyun-cli, config/profile.go.
 *
 * @param name the profile; undefined for the file's current one
 * @returns undefined where the file has no such profile
 * @throws FileError that names file and profile
 */
export function readConfigProfile(
  text: string,
  file: string,
  name: string | undefined,
  defaults: ProfileDefaults,
  mask: Mask,
): ProfileDefinition | undefined {
  const config = parseObject(text.replace(/^\ufeff/, ''));
  if (!config) throw new FileError(`${file} is not a JSON object.`, { code: 'profile.config' });
  const profiles = config['profiles'];
  const list = (Array.isArray(profiles) ? profiles : [])
    .map(asObject)
    .filter((profile) => profile !== undefined);
  const wanted = name ?? textOf(config['current']);
  if (wanted === undefined) return undefined;
  return read(list, file, wanted, defaults, mask, []);
}

function read(
  profiles: readonly JsonObject[],
  file: string,
  name: string,
  defaults: ProfileDefaults,
  mask: Mask,
  visited: readonly string[],
): ProfileDefinition | undefined {
  const profile = profiles.find((candidate) => candidate['name'] === name);
  if (!profile) return undefined;
  const keys = new ProfileKeys(profile, `${file}: profile “${name}”`, mask);
  const mode = keys.required('mode');
  const stsHost = ROLE_MODES.includes(mode) ? keys.stsHost('sts_region') : undefined;
  const withHost = (definition: ProfileDefinition): ProfileDefinition => ({
    ...definition,
    ...(stsHost && { stsHost }),
  });
  switch (mode) {
    case 'AK':
      return { source: accessKey(keys), hops: [] };
    case 'StsToken':
      return { source: temporaryKey(keys, 'sts_token'), hops: [] };
    case 'RamRoleArn':
      return withHost({
        source: keys.optional('sts_token') ? temporaryKey(keys, 'sts_token') : accessKey(keys),
        hops: [hop(keys, defaults)],
      });
    case 'EcsRamRole':
      return { source: ecs(keys.optional('ram_role_name'), defaults), hops: [] };
    case 'OIDC':
      return withHost({
        source: {
          from: 'token-file',
          path: keys.required('oidc_token_file'),
          role: {
            oidcProviderArn: keys.matching(
              OIDC_PROVIDER_ARN,
              'the ARN of an OIDC provider',
              'oidc_provider_arn',
            ),
            roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', 'ram_role_arn'),
            session: keys.session(SESSION, defaults),
          },
        },
        hops: [],
      });
    case 'ChainableRamRoleArn': {
      const source = keys.required('source_profile');
      if ([...visited, name].includes(source)) throw keys.error('is, by its source_profile, its own source');
      const first = read(profiles, file, source, defaults, mask, [...visited, name]);
      if (!first) throw keys.error(`has a source_profile that is not in the file`);
      return withHost({ ...first, hops: [...first.hops, hop(keys, defaults)] });
    }
    case 'CredentialsURI':
      return { source: credentialsUri(keys, defaults), hops: [] };
    case 'BearerToken':
      return { source: { from: 'bearer', bearerToken: keys.secret('bearer_token') }, hops: [] };
    default:
      throw keys.unknown('mode', MODES);
  }
}

const MODES = [
  'AK',
  'StsToken',
  'RamRoleArn',
  'EcsRamRole',
  'OIDC',
  'ChainableRamRoleArn',
  'CredentialsURI',
  'BearerToken',
];
const ROLE_MODES = ['RamRoleArn', 'OIDC', 'ChainableRamRoleArn'];
/** Python's SDK reads the second name. */
const SESSION = { sessionName: ['ram_session_name', 'role_session_name'], expiration: 'expired_seconds' };

function hop(keys: ProfileKeys, defaults: ProfileDefaults): RoleHop {
  const externalId = keys.optional('external_id');
  return {
    roleArn: keys.matching(ROLE_ARN, 'the ARN of a role', 'ram_role_arn'),
    session: keys.session(SESSION, defaults),
    ...(externalId && { externalId: keys.matching(EXTERNAL_ID, 'an external ID', 'external_id') }),
  };
}
