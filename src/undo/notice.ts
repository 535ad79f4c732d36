import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { type PrivateFolder, privateFoldersIn } from './private-folder.ts';

/**
 * What a login exports, left in its private folder for other steps to find at once. The environment alone does not show
 * every login: a background step (`background: true`) sees the job as it was when the step started, and its own exports
 * arrive only when another step waits for it.
 * Source: actions/runner, BackgroundStepCoordinator.
 */
export interface Notice {
  /** Run, attempt and job: a stopped runner may leave its files to the next job. */
  readonly job: string;
  /** Tells a login from others, and salts the fingerprints. */
  readonly salt: string;
  /** The fingerprint of each variable it sets, by name. */
  readonly set: Readonly<Record<string, string>>;
  /** The variables whose values identify it. A region does not: two logins may export the same one. */
  readonly marks: readonly string[];
  /** What it does to the variables that hold an STS token; undefined if it exports no key. */
  readonly tokens?: TokenUse | undefined;
  /** The profile it wrote. */
  readonly profile?: string | undefined;
  /** Salts of the logins whose variables it found in the job, and of those they had found. */
  readonly found: readonly string[];
}

const TOKEN_USES = ['set', 'emptied', 'left'] as const;
export type TokenUse = (typeof TOKEN_USES)[number];

export interface FoundNotice extends Notice {
  readonly folder: string;
}

const NOTICE = 'exports.json';
/** Names of this login's variables that another login, when taken back, gave some other value. */
const COVERED = 'covered.txt';

/**
 * Leaves a notice of what is about to be exported.
 * @returns the logins missing from this step's environment: no step has waited for them, or a parallel login overwrote
 * their variables
 */
export function leaveNotice(
  context: LocalContext,
  folder: PrivateFolder,
  notice: Omit<Notice, 'job' | 'found'>,
): FoundNotice[] {
  const found = [...foundBy(context, noticesIn(context))];
  context.files.create(
    folder.file(NOTICE),
    JSON.stringify({ ...notice, job: nameOf(context), found } satisfies Notice),
  );
  // Look only after leaving our own notice: of two parallel logins, at least one then sees the other.
  return otherLogins(context, notice.salt).filter(({ salt }) => !found.includes(salt));
}

/** Logins of other steps whose variables are not in the environment. */
export function unseenLogins(context: LocalContext): FoundNotice[] {
  const notices = noticesIn(context);
  const found = foundBy(context, notices);
  return notices.filter(({ salt }) => !found.has(salt));
}

/** All logins of the job except the one with this salt. */
export function otherLogins(context: LocalContext, salt: string): FoundNotice[] {
  return noticesIn(context).filter((notice) => notice.salt !== salt);
}

/** Tells other logins which of their variables now hold someone else's value. */
export function tellOthers(
  { files }: LocalContext,
  others: readonly FoundNotice[],
  restored: Readonly<Record<string, string>>,
): void {
  for (const other of others) {
    const covered = Object.entries(restored)
      .filter(([name, value]) => name in other.set && !isOf(other, name, value))
      .map(([name]) => `${name}\n`);
    if (covered.length > 0) files.append(path.join(other.folder, COVERED), covered.join(''));
  }
}

/** What other logins reported about the variables of the login with this private folder. */
export function coveredIn({ files }: LocalContext, folder: string): readonly string[] {
  return (files.read(path.join(folder, COVERED)) ?? '').split('\n');
}

/** For a login whose variables were in the job and are now gone. */
export function removeNotice({ files }: LocalContext, folder: string): void {
  files.remove(path.join(folder, NOTICE));
}

/** Files that stay in a private folder as long as the login's variables can come back. */
export const NOTICE_FILES: readonly string[] = [NOTICE, COVERED];

/** Salts of the logins whose variables are in the job, or were until later logins overwrote them. */
function foundBy({ env }: LocalContext, notices: readonly FoundNotice[]): Set<string> {
  const stands = (notice: Notice): boolean =>
    notice.marks.some((name) => {
      const value = env.get(name);
      return Boolean(value) && isOf(notice, name, value ?? '');
    });
  return new Set(notices.filter(stands).flatMap(({ salt, found }) => [salt, ...found]));
}

/** Whether a variable's value is what a login exports. */
export function isOf({ salt, set }: Notice, name: string, value: string): boolean {
  return set[name] === fingerprint(salt, value);
}

/** Reads the variables itself: the toolkit's context would parse the whole event as well. */
function nameOf({ env }: LocalContext): string {
  return ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB'].map((name) => env.get(name) ?? '').join(' ');
}

function noticesIn(context: LocalContext): FoundNotice[] {
  const job = nameOf(context);
  return privateFoldersIn(context).flatMap((folder) => {
    const notice = readNotice(context, folder);
    return notice?.job === job ? [{ ...notice, folder }] : [];
  });
}

/** Undefined if there is none or it cannot be read, as when another user owns it. */
function readNotice({ files }: LocalContext, folder: string): Notice | undefined {
  try {
    const notice = parseObject(files.read(path.join(folder, NOTICE)) ?? '');
    const salt = textOf(notice?.['salt']);
    const set = asObject(notice?.['set']);
    if (!notice || !salt || !set) return undefined;
    const texts = Object.entries(set).flatMap(([name, print]) =>
      textOf(print) ? [[name, String(print)]] : [],
    );
    const textsIn = (list: unknown): string[] =>
      Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
    return {
      job: textOf(notice['job']) ?? '',
      salt,
      set: Object.fromEntries(texts),
      tokens: TOKEN_USES.find((use) => use === notice['tokens']),
      profile: textOf(notice['profile']),
      marks: textsIn(notice['marks']),
      found: textsIn(notice['found']),
    };
  } catch {
    return undefined;
  }
}
