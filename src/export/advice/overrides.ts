import type { Credential } from '../../credentials.ts';
import type { ExportOptions } from '../../plan/plan.ts';
import type { Config } from '../../profiles/config-json.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { visible } from '../../text/escapes.ts';
import { RULES, type Scene } from './override-rules.ts';

/**
 * Warns about anything in the job or on the machine that overrides, for some tool, what this step exports: a tool that
 * is logged in as somebody else does not mention it.
 */
export function warnOfOverrides(
  context: LocalContext,
  wanted: ExportOptions,
  kind: Credential['kind'],
  config: Config | undefined,
): void {
  const { env, log } = context;
  const scene: Scene = {
    env: wanted.env,
    profile: wanted.profile?.name,
    refresh: wanted.profile?.refresh === true,
    kind,
    variable: (name) => env.get(name) || undefined,
    config,
  };
  for (const { tools, standing, effect, remedy, aside } of RULES) {
    const found = standing(scene);
    if (!found) continue;
    const text = `${visible(found)}: ${tools} ${effect}. ${remedy}`;
    if (aside) log.info(`Note: ${text}`);
    else log.warning(text);
  }
}
