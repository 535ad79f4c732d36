import type { LocalContext } from '../runtime/context.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import { configFile } from './places.ts';

/** As much of the aliyun CLI's config.json as warnings and advice need. */
export interface Config {
  readonly file: string;
  /** Undefined if the CLI could not read the file. */
  readonly profiles: readonly JsonObject[] | undefined;
  readonly current: string | undefined;
}

/** Undefined if there is none, or it cannot be read: this only serves warnings. */
export function readCliConfig(context: LocalContext): Config | undefined {
  const file = configFile(context);
  try {
    const text = file && context.files.read(file);
    if (file === undefined || text === undefined) return undefined;
    const config = parseObject(text);
    const list = config?.['profiles'];
    const profiles = Array.isArray(list)
      ? list.map(asObject).filter((profile) => profile !== undefined)
      : undefined;
    return { file, profiles, current: textOf(config?.['current']) };
  } catch {
    return undefined;
  }
}
