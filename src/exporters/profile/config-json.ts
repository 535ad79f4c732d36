import type { Credential } from '../../credentials.ts';
import { FileError } from '../../errors.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../../text/json.ts';
import type { Profile, ProfileFormat } from './format.ts';
import {
  appendItem,
  appendItemText,
  isCutShort,
  isRepeated,
  listItems,
  removeItem,
  replaceItem,
  replaceItemText,
  setProperty,
} from './json-edit.ts';

/**
 * The aliyun CLI's config.json, which the SDKs and the Terraform provider read as well.
 * Source: aliyun-cli, config/configuration.go and config/profile.go.
 */
export const aliyunConfig: ProfileFormat = {
  write: (text, path, profile) => {
    if (text === undefined || text.trim() === '') {
      const file = { current: profile.name, profiles: [toJson(profile)], meta_path: '' };
      return `${JSON.stringify(file, null, '\t')}\n`;
    }
    const { profiles, current } = parse(text, path);
    const index = indexOf(profiles, profile.name, path);
    const listed = profiles === undefined ? setProperty(text, 'profiles', []) : text;
    const edited =
      index === undefined
        ? appendItem(listed, 'profiles', toJson(profile))
        : replaceItem(listed, 'profiles', index, toJson(profile, profiles?.[index]));
    // The CLI refuses a file whose current profile does not exist. If it exists, it is the owner's choice.
    return indexOf(profiles, current ?? '', path) === undefined
      ? setProperty(edited, 'current', profile.name)
      : edited;
  },
  markOf: (text, path, name) => {
    const found = find(text, path, name)?.value;
    // Tools that run the command write the keys it returned next to it.
    if (found?.['mode'] === 'External') return textOf(found['process_command']);
    return textOf(found?.['access_key_secret']) ?? textOf(found?.['bearer_token']);
  },
  excerpt: (text, path, name) => {
    const found = find(text, path, name);
    const raw = found && listItems(text, 'profiles')?.[found.index];
    return raw && `{"profiles":[${raw}]}`;
  },
  restore: (text, path, name, excerpt, before, heirs) => {
    if (text.trim() === '') return excerpt ?? text;
    const found = find(text, path, name);
    const raw = excerpt && listItems(excerpt, 'profiles')?.[0];
    const listed = raw && !parse(text, path).profiles ? setProperty(text, 'profiles', []) : text;
    const restored = found
      ? raw
        ? replaceItemText(text, 'profiles', found.index, raw)
        : removeItem(text, 'profiles', found.index)
      : raw
        ? appendItemText(listed, 'profiles', raw)
        : text;
    const { profiles, current } = parse(restored, path);
    const earlier = before?.trim() ? parse(before, path) : undefined;
    const chosen = earlier?.current;
    const isIn = (list: ConfigFile['profiles'], profile: string | undefined): boolean =>
      indexOf(list, profile ?? '', path) !== undefined;
    // We may change it only if the owner's choice named no profile.
    const isOurs = current === name && (!isIn(profiles, name) || !isIn(earlier?.profiles, chosen));
    if (!isOurs) return restored;
    // As long as one of our profiles is there, the CLI needs a current profile that exists.
    const heir = heirs.find((candidate) => isIn(profiles, candidate));
    const stands = heir === undefined ? chosen !== undefined : isIn(profiles, chosen);
    return setProperty(restored, 'current', (stands ? chosen : (heir ?? profiles?.[0]?.['name'])) ?? '');
  },
  mend: (text, before) => {
    const [now, then] = [text, before].map((content) => parseObject(content));
    if (!now || !then) return text;
    if (isRestOf(now, then)) return before;
    const items = listItems(text, 'profiles') ?? [];
    const profiles = objectsIn(now['profiles']);
    const originals = new Map(
      (listItems(before, 'profiles') ?? []).map((raw) => [parseObject(raw)?.['name'], raw] as const),
    );
    return profiles.reduce((mended: string, profile, index) => {
      const raw = originals.get(profile?.['name']);
      if (raw === undefined || raw === items[index] || !isRestOf(profile, parseObject(raw))) return mended;
      return replaceItemText(mended, 'profiles', index, raw);
    }, text);
  },
  isUnfinished: (text, before, ours) => {
    if (!isCutShort(text)) return false;
    const owners = new Map(
      objectsIn(parseObject(before ?? '')?.['profiles']).map(
        (profile) => [profile?.['name'], profile] as const,
      ),
    );
    // The last one may itself be cut short, which says nothing.
    return (listItems(text, 'profiles') ?? []).every((raw) => {
      const profile = parseObject(raw);
      return (
        profile === undefined ||
        ours.some((name) => name === profile['name']) ||
        isRestOf(profile, owners.get(profile['name']))
      );
    });
  },
  isEmpty: (text) => {
    try {
      return objectsIn(asObject(JSON.parse(text))?.['profiles']).length === 0;
    } catch {
      return text.trim() === '';
    }
  },
};

/**
 * Whether a tool that does not know every field could have turned one value into the other: fields it does not know are
 * missing, and fields it knows may have been added empty.
 */
function isRestOf(now: unknown, then: unknown): boolean {
  if (Array.isArray(now) && Array.isArray(then))
    return now.length === then.length && now.every((item, index) => isRestOf(item, then[index]));
  const [rest, whole] = [asObject(now), asObject(then)];
  if (!rest || !whole) return now === then || (then === undefined && !now);
  return Object.entries(rest).every(([name, value]) => isRestOf(value, whole[name]));
}

function objectsIn(list: unknown): (JsonObject | undefined)[] {
  return Array.isArray(list) ? list.map(asObject) : [];
}

/**
 * The CLI's settings, as opposed to its identity: they stay as the owner chose them.
 * Source: aliyun-cli, config/profile.go.
 */
const SETTINGS = [
  'region_id',
  'output_format',
  'language',
  'site',
  'endpoint_type',
  'sts_region',
  'sts_endpoint',
  'enable_vpc',
  'retry_timeout',
  'connect_timeout',
  'read_timeout',
  'retry_count',
  'bearer_token_header_key',
  'auto_plugin_install',
];

/** @param replaced the profile of the same name */
function toJson(profile: Profile, replaced: JsonObject = {}): JsonObject {
  const settings = Object.entries(replaced).filter(([name]) => SETTINGS.includes(name));
  return {
    name: profile.name,
    ...(profile.command === undefined
      ? credentialFields(profile.credential)
      : { mode: 'External', process_command: profile.command }),
    output_format: 'json',
    language: 'en',
    ...Object.fromEntries(settings),
    ...(profile.region && { region_id: profile.region }),
  };
}

function credentialFields(credential: Credential): JsonObject {
  switch (credential.kind) {
    case 'bearer':
      return { mode: 'BearerToken', bearer_token: credential.bearerToken.reveal() };
    case 'access_key':
      return {
        mode: 'AK',
        access_key_id: credential.accessKeyId.reveal(),
        access_key_secret: credential.accessKeySecret.reveal(),
      };
    case 'sts':
      return {
        mode: 'StsToken',
        access_key_id: credential.accessKeyId.reveal(),
        access_key_secret: credential.accessKeySecret.reveal(),
        sts_token: credential.securityToken.reveal(),
      };
  }
}

interface ConfigFile {
  readonly profiles: readonly JsonObject[] | undefined;
  readonly current: string | undefined;
}

function parse(text: string, path: string): ConfigFile {
  if (text.startsWith('\ufeff')) throw unusable(path, 'begins with a byte order mark');
  if (text.trim() === '') return { profiles: undefined, current: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable(path, 'is not valid JSON');
  }
  const file = asObject(value);
  if (!file) throw unusable(path, 'is not a JSON object');
  const profiles = file['profiles'] ?? undefined;
  if (profiles !== undefined && !Array.isArray(profiles))
    throw unusable(path, 'has “profiles” that is not a list');
  if (isTwice(text, path)) throw unusable(path, 'has “profiles” twice');
  const list = profiles?.map((profile) => {
    const object = asObject(profile);
    if (!object) throw unusable(path, 'has a profile that is not an object');
    return object;
  });
  return { profiles: list, current: textOf(file['current']) };
}

function isTwice(text: string, path: string): boolean {
  try {
    return isRepeated(text, 'profiles');
  } catch (error) {
    // The editor is recursive; JSON.parse is not.
    if (error instanceof RangeError) throw unusable(path, 'is nested too deeply');
    throw error;
  }
}

function unusable(path: string, what: string): FileError {
  return new FileError(`${path} ${what}. It was left unchanged.`, {
    hint: 'Fix or remove that file: the aliyun CLI cannot read it either.',
  });
}

function indexOf(profiles: ConfigFile['profiles'], name: string, path: string): number | undefined {
  const indexes = [...(profiles ?? []).entries()].filter(([, profile]) => profile['name'] === name);
  if (indexes.length > 1) throw unusable(path, `has the profile “${name}” twice`);
  return indexes[0]?.[0];
}

function find(text: string, path: string, name: string): { index: number; value: JsonObject } | undefined {
  const { profiles } = parse(text, path);
  const index = indexOf(profiles, name, path);
  const value = index === undefined ? undefined : profiles?.[index];
  return index === undefined || !value ? undefined : { index, value };
}
