import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { parseObject, textOf } from '../text/json.ts';
import { type Entry, wasCompleted } from '../undo/journal.ts';
import type { Exporter, Handover } from './exporter.ts';

export interface VariablesEntry extends Entry {
  readonly kind: 'variables';
  readonly salt: string;
  /** Name to fingerprint of the value that we set. */
  readonly set: Readonly<Record<string, string>>;
  /** A private file (JSON, name to value) with the values that stood there before; the others were not set. */
  readonly backup?: string;
}

/** Name to value. */
type Variables = Readonly<Record<string, string>>;

/** Environment variables of the job. */
export const variables: Exporter<VariablesEntry> = {
  export: (context, handover) => {
    const values = variablesFor(handover, (name) => Boolean(context.env.get(name)));
    exportVariables(context, handover, values);
    return { as: handover.wanted.env ? 'environment variables' : undefined };
  },
  undo: (context, entry) => {
    undoVariables(context, entry);
    return true;
  },
  // It found our values standing, and is going to restore them.
  layered: true,
  discard: ({ files }, { backup }) => {
    if (backup) files.remove(backup);
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
 *
 * @param stands tells whether a variable has a value in the job already
 */
export function variablesFor(
  { credential, wanted, pointers }: Pick<Handover, 'credential' | 'wanted' | 'pointers'>,
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

export function exportVariables(
  context: LocalContext,
  { journal, folder }: Pick<Handover, 'journal' | 'folder'>,
  variables: Variables,
): void {
  const names = Object.keys(variables);
  if (names.length === 0) return;
  const standing = names.flatMap((name) => {
    const value = context.env.get(name);
    return value ? [[name, value] as const] : [];
  });
  const salt = context.random.uuid();
  const backup = standing.length > 0 ? folder.file(`variables-${salt}.json`) : undefined;
  if (backup) context.files.create(backup, JSON.stringify(Object.fromEntries(standing)));
  journal.record<VariablesEntry>({
    kind: 'variables',
    salt,
    set: Object.fromEntries(names.map((name) => [name, fingerprint(salt, variables[name] ?? '')])),
    ...(backup && { backup, usesFolder: true }),
  });
  context.runner.exportVariables(variables);
}

/** Gives every variable that still has our value the value of before. */
function undoVariables(context: LocalContext, { salt, set, backup }: VariablesEntry): void {
  const exported = wasCompleted(context.runner);
  const saved = backup ? context.files.read(backup) : undefined;
  // A damaged copy is no reason to leave our credential behind; and a parser's error would quote it.
  const before = parseObject(saved ?? '') ?? {};
  const restored: Record<string, string> = {};
  for (const name of Object.keys(set)) {
    const current = context.env.get(name) ?? '';
    const previous = textOf(before[name]) ?? '';
    if (fingerprint(salt, current) === set[name]) {
      if (previous !== current) restored[name] = previous;
    } else if (exported && current !== '' && current === previous) {
      // What we see is the step's own `env`, which stood before the job's variable then as it does now, and was never
      // the job's; behind it is our value.
      restored[name] = '';
    }
  }
  // An earlier step's secret may never have been masked; the runner's debug log is about to show it.
  for (const [name, value] of Object.entries(restored)) if (SECRETS.includes(name)) context.log.mask(value);
  if (Object.keys(restored).length > 0) context.runner.exportVariables(restored);
}
