import path from 'node:path';
import { ActionError, FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { parseObject, textOf } from '../text/json.ts';
import { type Entry, wasCompleted } from '../undo/journal.ts';
import {
  coveredIn,
  isOf,
  leaveNotice,
  NOTICE_FILES,
  type Notice,
  otherLogins,
  type TokenUse,
  tellOthers,
} from '../undo/notice.ts';
import { isTrusted } from '../undo/private-folder.ts';
import type { Exporter, Handover } from './exporter.ts';

export interface VariablesEntry extends Entry {
  readonly kind: 'variables';
  readonly salt: string;
  /** From a name to the fingerprint of the value that we set. */
  readonly set: Readonly<Record<string, string>>;
  /** A private file (JSON, from name to value) with the previous values; variables that are not in it were not set. */
  readonly backup?: string;
}

/** Name to value. */
type Variables = Readonly<Record<string, string>>;

/** Environment variables of the job. */
export const variables: Exporter<VariablesEntry> = {
  preview: (context, { wanted, standIn, mayDiffer }) => {
    const pointers = { variables: {}, outputs: {} };
    const stands = (name: string): boolean => context.env.get(name) !== undefined;
    const names = Object.keys(variablesFor({ credential: standIn, wanted, pointers }, stands));
    const unsure = wanted.env && mayDiffer ? ' (the token only of a temporary credential)' : '';
    return names.length > 0 ? [`export ${names.join(', ')}${unsure}`] : [];
  },
  export: (context, handover) => {
    const values = variablesFor(handover, (name) => context.env.get(name) !== undefined);
    exportVariables(context, handover, values, handover.wanted.profile?.name);
    return { as: handover.wanted.env ? 'environment variables' : undefined };
  },
  undo: (context, entry) => {
    undoVariables(context, entry);
    return true;
  },
  // A later login found our values set and will restore them; those of a parallel login may still arrive.
  keeps: ({ backup }) => [...NOTICE_FILES, ...(backup ? [path.basename(backup)] : [])],
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
 * @param stands tells whether the job already has a variable; an empty one may get its earlier value back
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
  profile?: string,
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
  const changed = names.filter((name) => context.env.get(name) !== variables[name]);
  announce(context, folder, {
    salt,
    set: Object.fromEntries(changed.map((name) => [name, fingerprint(salt, variables[name] ?? '')])),
    marks: changed.some((name) => SECRETS.includes(name))
      ? changed.filter((name) => SECRETS.includes(name))
      : changed,
    tokens: tokenUseOf(variables),
    profile,
  });
  context.runner.exportVariables(variables);
}

function tokenUseOf(variables: Variables): TokenUse | undefined {
  if (!KEY_IDS.some((name) => name in variables)) return undefined;
  if (TOKENS.some((name) => variables[name])) return 'set';
  return TOKENS.every((name) => name in variables) ? 'emptied' : 'left';
}

/**
 * Tells other steps what this one is about to export.
 * @throws ActionError if a parallel login exports something that cannot be combined with it
 */
function announce(
  context: LocalContext,
  folder: Handover['folder'],
  notice: Omit<Notice, 'job' | 'found'>,
): void {
  if (Object.keys(notice.set).length === 0) return;
  const unseen = attempt(context, () => leaveNotice(context, folder, notice)) ?? [];
  // The one that is waited for last exports its key; if it does not set the token as well, the other's token stays.
  const opposite = notice.tokens === 'set' ? 'left' : notice.tokens === 'left' ? 'set' : undefined;
  if (!opposite || !unseen.some(({ tokens }) => tokens === opposite)) return;
  const [ours, theirs] =
    opposite === 'left' ? ['an STS credential', 'a key'] : ['a key', 'an STS credential'];
  throw new ActionError(
    'input',
    `This step would export ${ours}, and a parallel step that has not been waited for exports ${theirs}: later steps could get the key of one with the token of the other.`,
    {
      hint: 'Put a wait for that step before this one, or let one of the two use profile, or export-env: false and its outputs.',
    },
  );
}

/** Restores every variable that still has our value. */
function undoVariables(context: LocalContext, { salt, set, backup }: VariablesEntry): void {
  const exported = wasCompleted(context.runner);
  const own = backup && isTrusted(context, path.dirname(backup)) ? backup : undefined;
  const saved = own && context.files.read(own);
  // A damaged copy is no reason to leave our credential behind; and a parser's error would quote it.
  const before = parseObject(saved ?? '') ?? {};
  const others = attempt(context, () => otherLogins(context, salt)) ?? [];
  const covered = attempt(context, () => own && coveredIn(context, path.dirname(own))) || [];
  const restored: Record<string, string> = {};
  for (const name of Object.keys(set)) {
    const current = context.env.get(name) ?? '';
    const previous = textOf(before[name]) ?? '';
    if (fingerprint(salt, current) === set[name]) {
      if (previous !== current) restored[name] = previous;
    } else if (exported && current !== '' && current === previous && !covered.includes(name)) {
      // What we see is the step's own `env`, which hid the job's variable then as it does now and never was the job's;
      // behind it is our value. The exceptions: a parallel login has restored the job's own value, and would have told
      // us, or it is another login's value, which was the job's.
      restored[name] = others.some((other) => isOf(other, name, current)) ? previous : '';
    }
  }
  // An earlier step's secret may never have been masked; the runner's debug log is about to show it.
  for (const [name, value] of Object.entries(restored)) if (SECRETS.includes(name)) context.log.mask(value);
  if (Object.keys(restored).length > 0) context.runner.exportVariables(restored);
  attempt(context, () => tellOthers(context, others, restored));
}

/** For notices between logins: a login that runs alone can be undone without them. */
function attempt<T>({ log }: LocalContext, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    log.debug(`This login and those of parallel steps cannot see each other: ${messageOf(error)}`);
    return undefined;
  }
}
