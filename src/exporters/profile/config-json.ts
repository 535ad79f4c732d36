import type { Credential } from '../../credentials.ts';
import { FileError } from '../../errors.ts';
import { asObject, type JsonObject, textOf } from '../../text/json.ts';
import type { Profile, ProfileFormat } from './format.ts';
import {
  appendItem,
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
    // The CLI refuses a file whose current profile does not exist; one that does exist is the owner's choice.
    return indexOf(profiles, current ?? '', path) === undefined
      ? setProperty(edited, 'current', profile.name)
      : edited;
  },
  secretOf: (text, path, name) => {
    const found = find(text, path, name)?.value;
    return textOf(found?.['access_key_secret']) ?? textOf(found?.['bearer_token']);
  },
  restore: (text, path, name, before) => {
    const found = find(text, path, name);
    if (!found) return text;
    const earlier = before?.trim() ? before : undefined;
    const previous = earlier && find(earlier, path, name);
    if (earlier && previous) {
      const raw = listItems(earlier, 'profiles')?.[previous.index] ?? '';
      return replaceItemText(text, 'profiles', found.index, raw);
    }
    const restored = removeItem(text, 'profiles', found.index);
    const { profiles, current } = parse(restored, path);
    if (current !== name) return restored;
    const chosen = earlier && parse(earlier, path).current;
    const successor = indexOf(profiles, chosen ?? '', path) === undefined ? profiles?.[0]?.['name'] : chosen;
    return setProperty(restored, 'current', successor ?? '');
  },
  isEmpty: (text) => {
    try {
      return (asObject(JSON.parse(text))?.['profiles'] as unknown[] | undefined)?.length === 0;
    } catch {
      return text.trim() === '';
    }
  },
};

/** @param replaced the profile of the same name; what is not the credential's stays its owner's choice */
function toJson(profile: Profile, replaced?: JsonObject): JsonObject {
  const region = profile.region ?? textOf(replaced?.['region_id']);
  return {
    name: profile.name,
    ...credentialFields(profile.credential),
    ...(region && { region_id: region }),
    output_format: textOf(replaced?.['output_format']) ?? 'json',
    language: textOf(replaced?.['language']) ?? 'en',
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
    throw unusable(path, 'has “profiles” that are no list');
  if (isTwice(text, path)) throw unusable(path, 'has “profiles” twice');
  const list = profiles?.map((profile) => {
    const object = asObject(profile);
    if (!object) throw unusable(path, 'has a profile that is no object');
    return object;
  });
  return { profiles: list, current: textOf(file['current']) };
}

function isTwice(text: string, path: string): boolean {
  try {
    return isRepeated(text, 'profiles');
  } catch (error) {
    // The editor descends by recursion, which JSON.parse does not.
    if (error instanceof RangeError) throw unusable(path, 'is nested too deep');
    throw error;
  }
}

function unusable(path: string, what: string): FileError {
  return new FileError(`${path} ${what}. It is left alone.`, {
    hint: 'Mend or remove that file: the aliyun CLI cannot read it either.',
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
