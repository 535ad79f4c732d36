import type { LocalContext } from '../runtime/context.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import { configFile } from './places.ts';

/** The aliyun CLI's config.json as far as a warning or an advice needs it. */
export interface Config {
  readonly file: string;
  /** Undefined where it is none that the CLI can read. */
  readonly profiles: readonly JsonObject[] | undefined;
  readonly current: string | undefined;
}

/** Undefined where there is none. One that cannot be read is taken for none: it only serves to warn. */
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
