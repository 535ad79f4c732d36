import type { LocalContext } from '../runtime/context.ts';
import type { Entry } from './journal.ts';
import { emptyFolder, type FoundLogin, findLogins, replaceIndex } from './login-index.ts';
import { removeNotice, unseenLogins } from './notice.ts';
import { type UndoableOf, undoAll } from './undo.ts';

/**
 * Takes logins of earlier steps back before their post steps do, the last login first.
 * @param profile only the login that wrote it
 * @returns how many there were, and whether everything was undone
 */
export async function logOut(
  context: LocalContext,
  profile: string | undefined,
  exporterOf: UndoableOf,
): Promise<{ readonly found: number; readonly complete: boolean }> {
  const logins = findLogins(context).filter(({ index }) => index.entries.some(isNoFolder));
  const wanted = logins.filter(
    ({ index }) => index.state !== 'logged out' && (profile === undefined || index.profile === profile),
  );
  let complete = true;
  for (const login of logins) {
    // Of those that were logged out before, something may have come back with a later one.
    if (!wanted.includes(login) && login.index.state !== 'logged out') continue;
    if (!(await takeBack(context, login, exporterOf))) complete = false;
  }
  return { found: wanted.length, complete };
}

/**
 * What is undone leaves the index at once: where this is killed, post goes on with the rest.
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
  for (const entry of index.entries.toReversed().filter(isNoFolder)) {
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
  // The folder itself is post's: what is in it says what may have come back by then.
  emptyFolder(context, folder, kept);
  return true;
}

/** Whether an entry is about something else than the step's private folder. */
export function isNoFolder({ kind }: Entry): boolean {
  return kind !== 'folder';
}
