import { FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Entry, Undoable } from './journal.ts';
import { isFolder, privateFolders } from './private-folder.ts';

/** Loads whoever records entries of a kind; undefined where this version knows nobody. */
export type UndoableOf = (kind: string) => Promise<Undoable | undefined>;

/**
 * Takes everything back, last change first. What cannot be undone is a warning; the rest is undone all the same.
 * @param exporterOf knows every kind but the private folder
 * @returns whether everything was undone
 */
export async function undoAll(
  context: LocalContext,
  entries: readonly Entry[],
  exporterOf: UndoableOf,
): Promise<boolean> {
  let complete = true;
  const attempt = async (action: () => boolean | Promise<boolean>): Promise<void> => {
    try {
      if (!(await action())) complete = false;
    } catch (error) {
      complete = false;
      context.log.warning(`Could not undo everything: ${messageOf(error)}`);
    }
  };
  const undo = (entry: Entry): Promise<void> =>
    attempt(async () => (await ownerOf(entry, exporterOf)).undo(context, entry));
  const latest = entries.toReversed();
  for (const entry of latest.filter(({ usesFolder }) => usesFolder)) await undo(entry);
  // Then what is in the private folder is needed no more: the OIDC token goes, and on a full disk makes room for the rest.
  // The folder itself is the last to go: as long as it is there, other jobs take this one for alive.
  for (const folder of latest.filter(isFolder)) await attempt(() => privateFolders.empty(context, folder));
  for (const entry of latest.filter(({ usesFolder }) => !usesFolder)) await undo(entry);
  return complete;
}

/** For a step that is not to be undone: removes what was kept only for that. */
export async function discardAll(
  context: LocalContext,
  entries: readonly Entry[],
  exporterOf: UndoableOf,
): Promise<void> {
  for (const entry of entries) await (await ownerOf(entry, exporterOf)).discard(context, entry);
}

async function ownerOf({ kind }: Entry, exporterOf: UndoableOf): Promise<Undoable> {
  const owner = kind === 'folder' ? privateFolders : await exporterOf(kind);
  if (!owner) throw new FileError(`The journal has an entry of a kind that this version does not know.`);
  return owner;
}
