import type { Credential } from '../credentials.ts';
import type { HandOff } from '../plan.ts';
import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { parseObject, textOf } from '../text/json.ts';
import { type Receipts, type VariablesReceipt, wasCompleted } from '../undo/journal.ts';
import type { PrivateFolder } from '../undo/private-folder.ts';
import type { WrittenProfile } from './profile/write.ts';

/** Name to value. */
export type Variables = Readonly<Record<string, string>>;

const KEY_IDS = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY',
  'ALIBABACLOUD_ACCESS_KEY_ID',
  'OSS_ACCESS_KEY_ID',
];
const KEY_SECRETS = [
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'ALICLOUD_SECRET_KEY',
  'ALIBABACLOUD_ACCESS_KEY_SECRET',
  'OSS_ACCESS_KEY_SECRET',
];
const TOKENS = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALICLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'OSS_SESSION_TOKEN',
];
const BEARER = 'ALIBABA_CLOUD_BEARER_TOKEN';
const SECRETS = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, BEARER];
const REGIONS = ['ALIBABA_CLOUD_REGION_ID', 'ALIBABA_CLOUD_REGION', 'ALICLOUD_REGION', 'OSS_REGION'];
const PROFILES = ['ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];

/**
 * The variables that later steps get. Pure.
 *
 * @param stands tells whether a variable has a value in the job already
 */
export function variablesFor(
  credential: Credential,
  handOff: HandOff,
  profile: WrittenProfile | undefined,
  stands: (name: string) => boolean,
): Variables {
  const variables: Record<string, string> = {};
  const set = (names: readonly string[], value: string): void => {
    for (const name of names) variables[name] = value;
  };
  if (handOff.env) {
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
  if (handOff.region) set(REGIONS, handOff.region);
  if (profile) {
    set(PROFILES, profile.name);
    variables['ALIBABA_CLOUD_CREDENTIALS_FILE'] = profile.credentialsFile;
    variables['ALICLOUD_SHARED_CREDENTIALS_FILE'] = profile.configFile;
  }
  return variables;
}

export function exportVariables(
  context: LocalContext,
  receipts: Receipts,
  folder: PrivateFolder,
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
  receipts.declare({
    kind: 'variables',
    salt,
    set: Object.fromEntries(names.map((name) => [name, fingerprint(salt, variables[name] ?? '')])),
    ...(backup && { backup }),
  });
  context.runner.exportVariables(variables);
}

/** Gives every variable that still has our value the value of before. */
export function undoVariables(context: LocalContext, receipt: VariablesReceipt): void {
  const { salt, set, backup } = receipt;
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
