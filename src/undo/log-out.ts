import { messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Entry } from './journal.ts';
import { emptyFolder, type FoundLogin, findLogins, replaceIndex } from './login-index.ts';
import { removeNotice, unseenLogins } from './notice.ts';
import { type UndoableOf, undoAll } from './undo.ts';

/**
 * Undoes the logins of earlier steps before their post steps do, last login first.
 * @param profile undo only the login that wrote this profile
 * @returns how many there were, and whether everything was undone
 */
export async function logOut(
  context: LocalContext,
  profile: string | undefined,
  exporterOf: UndoableOf,
): Promise<{ readonly found: number; readonly complete: boolean }> {
  let complete = true;
  const failed = (error: unknown): void => {
    complete = false;
    context.log.warning(`A login could not be taken back: ${messageOf(error)} Its post step will try again.`);
  };
  const logins = findLogins(context, failed).filter(({ index }) => index.entries.some(isExport));
  const wanted = logins.filter(
    ({ index }) => index.state !== 'logged out' && (profile === undefined || index.profile === profile),
  );
  for (const login of logins) {
    // A login that was logged out before may have come back in part when a later one was undone.
    if (!wanted.includes(login) && login.index.state !== 'logged out') continue;
    try {
      if (!(await takeBack(context, login, exporterOf))) complete = false;
    } catch (error) {
      failed(error);
    }
  }
  return { found: wanted.length, complete };
}

/**
 * Drops each entry from the index once it is undone; if this is killed, post undoes the rest.
 * @returns whether everything was undone
 */
async function takeBack(
  context: LocalContext,
  { folder, index }: FoundLogin,
  exporterOf: UndoableOf,
): Promise<boolean> {
  let left = index.entries;
  const save = (state: 'logging out' | 'logged out'): void =>
    replaceIndex(context, folder, { ...index, entries: left, state });
  const isUnseen = unseenLogins(context).some((login) => login.folder === folder);
  if (!isUnseen) removeNotice(context, folder);
  else if (index.state === 'logged in') {
    context.log.warning(
      'What a login exported is not in the environment. If its step runs in the background and nobody has waited for it, ' +
        'its variables arrive with that wait and stand until the job ends: put the wait before the logout.',
    );
  }
  if (index.state === 'logged in') save('logging out');
  let complete = true;
  const kept: string[] = [];
  for (const entry of index.entries.toReversed().filter(isExport)) {
    const isUndone = await undoAll(context, [entry], exporterOf);
    complete &&= isUndone;
    const files = (await exporterOf(entry.kind))?.keeps?.(entry);
    if (files) kept.push(...files);
    else if (isUndone) {
      left = left.filter((other) => other !== entry);
      save('logging out');
    }
  }
  if (!complete) return false;
  save('logged out');
  // Post removes the folder itself: what is left in it tells post what may have come back.
  emptyFolder(context, folder, kept);
  return true;
}

/** Whether an exporter recorded the entry. The only other entries are for private folders. */
export function isExport({ kind }: Entry): boolean {
  return kind !== 'folder';
}
