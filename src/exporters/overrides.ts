import type { HandOff } from '../plan.ts';
import { configFile } from '../profiles/places.ts';
import type { Context } from '../runtime/context.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';

/**
 * What stands in the job or on the machine and wins, for some tool, over what this step hands on: a tool that is logged
 * in as somebody else says nothing of it, so we do. Source: docs/compatibility.md and the tools' own look-up orders.
 */
export function shadowsOf(context: Context, { env, profile }: HandOff): string[] {
  const { env: variables } = context;
  const warnings: string[] = [];
  const warn = (what: string, who: string): void => {
    warnings.push(
      `${what}, and ${who} over what this step hands on. Log in with profiles only, or with the environment only, in one job.`,
    );
  };
  if (profile && !env) {
    for (const [name, reader] of Object.entries(KEYS))
      if (variables.get(name)) warn(`${name} stands in this job's environment`, `${reader} prefer it`);
  }
  // With a profile, this step sets the others.
  const name = (profile ? [CLI_PROFILE] : PROFILES).find((name) => variables.get(name));
  const standing = name && variables.get(name);
  if (standing && standing !== profile?.name)
    warn(`${name} (“${standing}”) stands in this job's environment`, 'the aliyun CLI prefers that profile');
  const current = env && !profile && !standing ? currentProfile(context) : undefined;
  if (current) {
    warnings.push(
      `${current.file} has the current profile “${current.name}”, and the aliyun CLI prefers it over the environment ` +
        'variables that this step exports. Add profile: NAME to this step, so that the CLI is logged in too.',
    );
  }
  return warnings;
}

/** Name to those who take it before a profile. */
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'the SDKs',
  ALICLOUD_ACCESS_KEY: 'Terraform and its kin',
};

/** What the CLI reads first, and this action never sets. */
const CLI_PROFILE = 'ALIBABACLOUD_PROFILE';
const PROFILES = [CLI_PROFILE, 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];

/** The profile that the CLI uses unasked, if it has a credential. */
function currentProfile(context: Context): { file: string; name: string } | undefined {
  const file = configFile(context);
  if (file === undefined) return undefined;
  try {
    const config = parseObject(context.files.read(file) ?? '');
    const name = textOf(config?.['current']);
    const profiles = Array.isArray(config?.['profiles']) ? config['profiles'].map(asObject) : [];
    const found = profiles.find((profile) => name !== undefined && profile?.['name'] === name);
    const empty = textOf(found?.['mode']) === 'AK' && !textOf(found?.['access_key_id']);
    return found && name && !empty ? { file, name } : undefined;
  } catch {
    // It only serves to warn.
    return undefined;
  }
}
