import type { Journal } from '../record/journal.ts';
import { newFolder } from '../record/private-folder.ts';
import { isAsSet, setByLogins, type VariablesEntry } from '../record/record.ts';
import type { LocalContext } from '../runtime/context.ts';
import { checksum } from '../secrets/fingerprint.ts';
import type { ExportContext, Exporter } from './exporter.ts';

/** Name to value. */
type Variables = Readonly<Record<string, string>>;

/** Environment variables of the job. */
export const variables: Exporter<VariablesEntry> = {
  check: (context) => {
    newFolder(context);
    context.runner.check('GITHUB_ENV');
  },
  preview: (context, wanted, credential) => {
    const pointers = { variables: {}, outputs: {} };
    const stands = (name: string): boolean => context.env.get(name) !== undefined;
    const values = variablesFor({ credential, wanted, pointers }, stands);
    const names = Object.keys(values);
    return names.length > 0 ? [`export ${names.join(', ')}`, ...replaced(context, values)] : [];
  },
  export: async (context, exportContext) => {
    const values = variablesFor(exportContext, (name) => context.env.get(name) !== undefined);
    for (const line of replaced(context, values)) context.log.info(`This login will ${line}.`);
    await exportVariables(context, exportContext.journal, values);
    return { as: exportContext.wanted.env ? 'environment variables' : undefined };
  },
  undo: async (context, entry) => {
    await undoVariables(context, entry);
    return true;
  },
};

const KEY_IDS = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY',
  'ALIBABACLOUD_ACCESS_KEY_ID',
  'OSS_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY_ID',
];
const KEY_SECRETS = [
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'ALICLOUD_SECRET_KEY',
  'ALIBABACLOUD_ACCESS_KEY_SECRET',
  'OSS_ACCESS_KEY_SECRET',
  'ALICLOUD_ACCESS_KEY_SECRET',
];
const TOKENS = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALICLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'OSS_SESSION_TOKEN',
  'ALICLOUD_ACCESS_KEY_STS_TOKEN',
  'SECURITY_TOKEN',
];
const BEARER = 'ALIBABA_CLOUD_BEARER_TOKEN';
const SECRETS = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, BEARER];
const REGIONS = [
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
  'ALIBABACLOUD_REGION_ID',
  'ALICLOUD_REGION',
  'OSS_REGION',
];

/**
 * The variables that later steps get. Pure.
 * @param stands tells whether the job already has a variable; an empty one may get its earlier value back
 */
export function variablesFor(
  { credential, wanted, pointers }: Pick<ExportContext, 'credential' | 'wanted' | 'pointers'>,
  stands: (name: string) => boolean,
): Variables {
  const variables: Record<string, string> = {};
  const set = (names: readonly string[], value: string): void => {
    for (const name of names) variables[name] = value;
  };
  if (wanted.env) {
    if (credential.kind === 'bearer') {
      set([BEARER], credential.bearerToken.reveal());
    } else {
      set(KEY_IDS, credential.accessKeyId.reveal());
      set(KEY_SECRETS, credential.accessKeySecret.reveal());
      if (credential.kind === 'sts') set(TOKENS, credential.securityToken.reveal());
      // A key with the token of an earlier credential is refused everywhere; a runner can only set it empty.
      else set(TOKENS.filter(stands), '');
    }
  }
  if (wanted.region) set(REGIONS, wanted.region);
  return { ...variables, ...pointers.variables };
}

/** In words, the job's own variables that are about to get other values; those of earlier logins are none. */
function replaced(context: LocalContext, values: Variables): string[] {
  const isOther = (name: string): boolean => ![undefined, '', values[name]].includes(context.env.get(name));
  const others = Object.keys(values).filter(isOther);
  if (others.length === 0) return [];
  const isOurs = setByLogins(context);
  const names = others.filter((name) => !isOurs(name));
  return names.length > 0 ? [`replace the job’s own values of ${names.join(', ')}`] : [];
}

export async function exportVariables(
  { env, random, runner }: LocalContext,
  journal: Pick<Journal, 'record'>,
  variables: Variables,
): Promise<void> {
  const names = Object.keys(variables);
  if (names.length === 0) return;
  const salt = random.uuid();
  const standing = names.flatMap((name) => {
    const value = env.get(name);
    return value ? [[name, value]] : [];
  });
  journal.record<VariablesEntry>({
    kind: 'variables',
    // A later login found our values set, and restores them when it is undone; those of a parallel one may still arrive.
    mayReturn: true,
    salt,
    set: Object.fromEntries(names.map((name) => [name, checksum(salt, variables[name] ?? '')])),
    before: Object.fromEntries(standing),
  });
  await runner.exportVariables(variables);
}

/** Gives every variable that still has our value the one that the job had before. */
async function undoVariables({ env, log, runner }: LocalContext, entry: VariablesEntry): Promise<void> {
  const { set, before } = entry;
  const names = Object.keys(set);
  const current = (name: string): string => env.get(name) ?? '';
  const isOurs = (name: string): boolean => isAsSet(entry, name, current(name));
  // The step's own `env` hides the job's variable from post as it did from main. Ours is behind it, where another of
  // ours, which had the same value, still stands.
  const isHidden = (name: string): boolean =>
    current(name) === before[name] && names.some((other) => set[other] === set[name] && isOurs(other));
  const restored = names.flatMap((name): [string, string][] => {
    if (isOurs(name)) return current(name) === (before[name] ?? '') ? [] : [[name, before[name] ?? '']];
    return isHidden(name) ? [[name, '']] : [];
  });
  // An earlier step's secret may never have been masked; the runner's debug log is about to show it.
  for (const [name, value] of restored) if (SECRETS.includes(name)) log.mask(value);
  if (restored.length > 0) await runner.exportVariables(Object.fromEntries(restored));
}
