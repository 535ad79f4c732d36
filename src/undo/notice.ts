import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { type PrivateFolder, privateFoldersIn } from './private-folder.ts';

/**
 * What a login exports, in its private folder, where every other step finds it at once. A step in the background
 * (`background: true`) sees the job as it was when it started, and what it exports arrives only when somebody waits for
 * it: the environment alone does not tell which logins there are.
 * Source: actions/runner, BackgroundStepCoordinator.
 */
export interface Notice {
  /** Of the run, the attempt and the job: a runner that was stopped may leave its files to the next job. */
  readonly job: string;
  /** Tells a login from others, and salts the fingerprints. */
  readonly salt: string;
  /** Name to fingerprint of each variable that it changes. */
  readonly set: Readonly<Record<string, string>>;
  /** Those of them by whose values it is known: two logins may well export one region. */
  readonly marks: readonly string[];
  /** What becomes of the variables that hold an STS token; undefined where no key is exported. */
  readonly tokens?: TokenUse | undefined;
  /** The profile that it wrote. */
  readonly profile?: string | undefined;
  /** The logins whose variables it found in the job, and those that they found: by salt. */
  readonly found: readonly string[];
}

const TOKEN_USES = ['set', 'emptied', 'left'] as const;
export type TokenUse = (typeof TOKEN_USES)[number];

export interface FoundNotice extends Notice {
  readonly folder: string;
}

const NOTICE = 'exports.json';
/** The names of variables that another login, taken back, has given a value that is not this login's. */
const COVERED = 'covered.txt';

/**
 * Leaves word of what is about to be exported.
 * @returns the logins that this one does not find in the environment: nobody has waited for them, or a parallel one has
 * covered them
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
  // Only now: of two that look at the same time, each has left its own.
  return otherLogins(context, notice.salt).filter(({ salt }) => !found.includes(salt));
}

/** The logins of other steps that are not found in the environment. */
export function unseenLogins(context: LocalContext): FoundNotice[] {
  const notices = noticesIn(context);
  const found = foundBy(context, notices);
  return notices.filter(({ salt }) => !found.has(salt));
}

/** All logins of the job but the one that has this salt. */
export function otherLogins(context: LocalContext, salt: string): FoundNotice[] {
  return noticesIn(context).filter((notice) => notice.salt !== salt);
}

/** Tells other logins which of their variables have a value now that is not theirs. */
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

/** What others have told of this login's variables, whose private folder is given. */
export function coveredIn({ files }: LocalContext, folder: string): readonly string[] {
  return (files.read(path.join(folder, COVERED)) ?? '').split('\n');
}

/** For a login whose variables were found in the job, and are there no more. */
export function removeNotice({ files }: LocalContext, folder: string): void {
  files.remove(path.join(folder, NOTICE));
}

/** The names of the files that are kept in a private folder as long as a login's variables can come back. */
export const NOTICE_FILES: readonly string[] = [NOTICE, COVERED];

/** The salts of the logins whose variables stand in the job or did before later ones covered them. */
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

/** Not by the toolkit's context, which reads the whole event as well. */
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

/** Undefined where there is none that can be read: another user's, say. */
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
