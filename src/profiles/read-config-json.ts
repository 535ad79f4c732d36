import { FileError } from '../errors.ts';
import type { AskedSource } from '../plan/plan.ts';
import { visible } from '../text/escapes.ts';
import { LONGEST_FILE } from '../text/formats.ts';
import type { JsonObject } from '../text/json.ts';
import { formatTime } from '../text/time.ts';
import { parseConfig } from './config-json.ts';
import {
  hasRole,
  hop,
  instanceRole,
  type NotConfigured,
  only,
  type ProfileDefinition,
  ProfileKeys,
  type Reading,
  readersOf,
  temporaryKey,
  type Words,
} from './definition.ts';
import { stsHostOf } from './sts-host.ts';

/**
 * Reads a profile of the aliyun CLI's config.json. Source: aliyun-cli, config/profile.go.
 *
 * @param name the profile; undefined for the file's current one
 * @returns the profile, or why there is none if it is missing or was never configured
 * @throws FileError that names file and profile
 */
export function readConfigProfile(
  text: string,
  name: string | undefined,
  reading: Reading,
): ProfileDefinition | NotConfigured {
  const { file } = reading;
  const unusable = (what: string): FileError => new FileError(`${file} ${what}.`, { code: 'profile.config' });
  if (text.length > LONGEST_FILE) throw unusable('is too large to be a config.json');
  const { profiles = [], current } = parseConfig(text.replace(/^\ufeff/, ''), unusable);
  if (name === undefined && profiles.length === 0) return { reason: `${file} has no profiles` };
  const chosen = name ?? profiles.find((profile) => profile['name'] === current)?.['name'];
  if (typeof chosen === 'string') return readProfile(profiles, chosen, reading, []);
  const what =
    current === undefined
      ? ' has profiles, but no current one'
      : `: its current profile “${visible(current.slice(0, 100))}” is not in it`;
  throw new FileError(`${file}${what}.`, {
    hint: 'Name one that is with ALIBABA_CLOUD_PROFILE, or with: aliyun configure switch --profile NAME',
    code: 'profile.unusable',
  });
}

function readProfile(
  profiles: readonly JsonObject[],
  name: string,
  reading: Reading,
  visited: readonly string[],
): ProfileDefinition | NotConfigured {
  const [profile, second] = profiles.filter((candidate) => candidate['name'] === name);
  const origin = `${reading.file}: profile “${visible(name)}”`;
  if (!profile) return { reason: `${reading.file} has no profile “${visible(name)}”` };
  const keys = new ProfileKeys(profile, origin, { words: WORDS, reading });
  if (second) throw keys.error('is there twice');
  const mode = keys.optional('mode');
  const telling = keys.telling();
  // What the CLI writes before anybody configures it: newer versions without a mode, older ones with mode AK.
  if ((mode === undefined || mode === 'AK') && telling.length === 0) {
    return { reason: `${origin} is not configured` };
  }
  if (mode === undefined) throw keys.error(`has no mode, although it has ${telling[0]}`);
  const own = mode === 'External' && reading.ownProfile?.(keys.optional('process_command') ?? '');
  if (own) return own;
  const read = MODES[mode];
  if (!read || !Object.hasOwn(MODES, mode)) throw keys.unknown('mode', Object.keys(MODES));
  const definition = read(keys, (source) => {
    if ([...visited, name].includes(source)) throw keys.error('is its own source, by way of source_profile');
    const first = readProfile(profiles, source, reading, [...visited, name]);
    if ('reason' in first) throw keys.error(`has a source_profile that cannot be used: ${first.reason}`);
    return first;
  });
  const stsHost = hasRole(definition) ? stsHostOf(keys) : undefined;
  keys.warnOfUnread(`mode ${mode}`);
  if (stsHost && definition.stsHost) keys.warn('and its source_profile each name an STS; this one’s is used');
  return { ...definition, stsHost: stsHost ?? definition.stsHost };
}

/** @param profile reads another profile of the file */
type ModeReader = (keys: ProfileKeys, profile: (name: string) => ProfileDefinition) => ProfileDefinition;

/** Python's SDK reads the second session name; Node's reads the second duration for OIDC roles. */
const WORDS: Words = {
  token: ['sts_token'],
  roleName: 'ram_role_name',
  roleArn: 'ram_role_arn',
  sessionName: ['ram_session_name', 'role_session_name'],
  expiration: ['expired_seconds', 'duration_seconds'],
  tokenFile: 'oidc_token_file',
};

/** Also what credentials.ini does not have. */
const MODES: Readonly<Record<string, ModeReader>> = {
  ...readersOf('mode'),
  RamRoleArnWithRoleName: (keys) => ({ source: instanceRole(keys), hops: [hop(keys)] }),
  ChainableRamRoleArn: (keys, profile) => {
    const first = profile(keys.required('source_profile'));
    return { ...first, hops: [...first.hops, hop(keys)], allowedAccountIds: undefined };
  },
  OAuth: (keys) => only(liveSession(keys)),
  CloudSSO: (keys) => only(liveSession(keys)),
};

/** The CLI's saved session of a person's login, while it lasts: a job has no browser to start a new one. */
function liveSession(keys: ProfileKeys): AskedSource {
  const seconds = keys.optional('sts_expiration');
  const name = keys.optional('name') ?? '';
  const option = /^[\w.-]+$/.test(name) ? ` --profile ${name}` : '';
  const again = `Log in again on that machine: aliyun configure${option} --mode ${keys.optional('mode')}`;
  if (seconds === undefined) throw keys.error('has no session: nobody has logged in with it', again);
  const expiration = /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
  if (!expiration) throw keys.error('has an sts_expiration that is not a time in seconds');
  if (expiration.getTime() <= keys.reading.now) {
    throw keys.error(`has a session that ended at ${formatTime(expiration)}`, again);
  }
  return { ...temporaryKey(keys), expiration };
}
