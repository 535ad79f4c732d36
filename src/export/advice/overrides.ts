import type { Credential } from '../../credentials.ts';
import type { ExportOptions } from '../../plan/plan.ts';
import type { Config } from '../../profiles/config-json.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { visible } from '../../text/escapes.ts';
import { RULES, type Rule, type Scene, standing, TOOLS } from './override-rules.ts';

/**
 * Warns about anything in the job or on the machine that overrides, for some tool, what this step exports: a tool that
 * is logged in as somebody else does not mention it.
 * @param login with the profile of config.json that it is, with nothing on top: “” for the current one
 */
export function warnOfOverrides(
  context: LocalContext,
  wanted: ExportOptions,
  { credential, profile }: { readonly credential: Credential; readonly profile?: string | undefined },
  config: Config | undefined,
): void {
  const { env, log } = context;
  const scene: Scene = {
    env: wanted.env,
    profile: wanted.profile?.name,
    refresh: wanted.profile?.refresh === true,
    kind: credential.kind,
    source: profile === '' ? config?.current : profile,
    isOwn: (value) => credential.kind !== 'bearer' && credential.accessKeyId.reveal() === value,
    variable: (name) => env.get(name) || undefined,
    config,
  };
  for (const [rule, found] of overrides(scene)) {
    const text = `${visible(found)}: ${toolsOf(rule)} ${rule.effect}. ${rule.remedy ?? 'Unset it.'}`;
    if (rule.aside) log.info(`Note: ${text}`);
    else log.warning(text);
  }
}

/** The rules that stand, with what is set. Pure. */
export function overrides(scene: Scene): (readonly [Rule, string])[] {
  const decided = new Set<string>();
  return RULES.flatMap((rule) => {
    const found = standing(scene, rule);
    const tools = toolsOf(rule);
    if (found === undefined || (!rule.onTop && decided.has(tools))) return [];
    if (!rule.onTop) decided.add(tools);
    return [[rule, found] as const];
  });
}

export function toolsOf({ tools }: Rule): string {
  const [last, ...others] = tools.map((tool) => TOOLS[tool][0]).toReversed();
  return others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : `${last}`;
}
