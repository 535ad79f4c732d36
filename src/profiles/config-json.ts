import type { LocalContext } from '../runtime/context.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import { configFile } from './places.ts';

/**
 * The aliyun CLI's config.json, which the SDKs and the Terraform provider read as well: parsed here for whoever reads,
 * edits or warns. Source: aliyun-cli, config/configuration.go and config/profile.go.
 */
export interface ConfigJson {
  /** Undefined if the file has no list of them. */
  readonly profiles: readonly JsonObject[] | undefined;
  readonly current: string | undefined;
}

/** @param unusable makes the error for a text that is no config.json, from what is wrong with it */
export function parseConfig(text: string, unusable: (what: string) => Error): ConfigJson {
  const file = parseObject(text);
  if (!file) throw unusable('is not a JSON object');
  const profiles = file['profiles'] ?? undefined;
  if (profiles !== undefined && !Array.isArray(profiles)) throw unusable('has “profiles” that is not a list');
  const list = profiles?.map((profile) => {
    const object = asObject(profile);
    if (!object) throw unusable('has a profile that is not an object');
    return object;
  });
  return { profiles: list, current: textOf(file['current']) };
}

/** As much of config.json as warnings and advice need. */
export interface Config extends ConfigJson {
  readonly file: string;
}

/** Undefined if there is none, or it cannot be read; without profiles if the CLI could not parse it. */
export function readCliConfig(context: LocalContext): Config | undefined {
  const file = configFile(context);
  try {
    const text = file && context.files.read(file);
    if (file === undefined || text === undefined) return undefined;
    return { file, ...parsedOrNothing(text) };
  } catch {
    return undefined;
  }
}

function parsedOrNothing(text: string): ConfigJson {
  try {
    return parseConfig(text, (what) => new Error(what));
  } catch {
    return { profiles: undefined, current: undefined };
  }
}
