import type { Credential } from '../credentials.ts';
import type { HandOff } from '../plan.ts';
import { configFile } from '../profiles/places.ts';
import type { LocalContext } from '../runtime/context.ts';
import { visible } from '../text/escapes.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { type Config, RULES, type Scene } from './override-rules.ts';

/**
 * Says what stands in the job or on the machine and wins, for some tool, over what this step exports: a tool that is
 * logged in as somebody else says nothing of it.
 */
export function warnOfOverrides(context: LocalContext, wanted: HandOff, kind: Credential['kind']): void {
  const { env, log } = context;
  const scene: Scene = {
    env: wanted.env,
    profile: wanted.profile?.name,
    kind,
    variable: (name) => env.get(name) || undefined,
    config: readConfig(context),
  };
  for (const { tools, standing, effect, remedy, aside } of RULES) {
    const found = standing(scene);
    if (!found) continue;
    const text = `${visible(found)}: ${tools} ${effect}. ${remedy}`;
    if (aside) log.info(`Note: ${text}`);
    else log.warning(text);
  }
}

function readConfig(context: LocalContext): Config | undefined {
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
    // It only serves to warn.
    return undefined;
  }
}
