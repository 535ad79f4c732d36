import type { LocalContext } from '../runtime/context.ts';
import type { Entry } from './journal.ts';
import { emptyFolder, type FoundLogin, replaceIndex } from './login-index.ts';
import { type UndoableOf, undoAll } from './undo.ts';

/**
 * Takes one login back before its post step does. What is undone leaves the index at once: where this is killed, post
 * goes on with the rest.
 * @param beneath whether a later login stays
 * @returns whether everything was undone
 */
export async function logOut(
  context: LocalContext,
  { folder, index }: FoundLogin,
  beneath: boolean,
  exporterOf: UndoableOf,
): Promise<boolean> {
  let left = index.entries;
  const save = (state: 'logging out' | 'logged out'): void =>
    replaceIndex(context, folder, { ...index, entries: left, state });
  if (index.state === 'logged in') save('logging out');
  let complete = true;
  for (const entry of index.entries.toReversed().filter(isNoFolder)) {
    if (!(await undoAll(context, [entry], exporterOf))) complete = false;
    else if (!beneath || !(await exporterOf(entry.kind))?.layered) {
      left = left.filter((other) => other !== entry);
      save('logging out');
    }
  }
  if (!complete) return false;
  save('logged out');
  // The folder itself is post's: what is in it says that there is nothing left to do.
  if (!left.some(isNoFolder)) emptyFolder(context, folder);
  return true;
}

/** Whether an entry is about something else than the step's private folder. */
export function isNoFolder({ kind }: Entry): boolean {
  return kind !== 'folder';
}
