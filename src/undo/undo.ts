import { FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Entry, Undoable } from './journal.ts';
import { isFolder, privateFolders } from './private-folder.ts';

/** Loads what undoes entries of a kind; undefined if this version does not know the kind. */
export type UndoableOf = (kind: string) => Promise<Undoable | undefined>;

/**
 * Undoes everything, last change first. If a change cannot be undone, warns and continues with the rest.
 * @param exporterOf knows every kind except the private folder
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
  const folders = latest.filter(isFolder);
  for (const entry of latest.filter(({ usesFolder }) => usesFolder)) await undo(entry);
  // Nothing needs the private folder's contents now. Removing them deletes the OIDC token, and frees space on a full disk.
  // The folder itself goes last: while it exists, other jobs consider this one alive.
  for (const folder of folders) await attempt(() => privateFolders.empty(context, folder));
  for (const entry of latest.filter((one) => !one.usesFolder && !isFolder(one))) await undo(entry);
  for (const folder of folders) await undo(folder);
  return complete;
}

/** For a step that will not be undone: removes whatever was kept only for undoing it. A failure is a warning. */
export async function discardAll(
  context: LocalContext,
  entries: readonly Entry[],
  exporterOf: UndoableOf,
): Promise<void> {
  for (const entry of entries) {
    try {
      await (await ownerOf(entry, exporterOf)).discard(context, entry);
    } catch (error) {
      context.log.warning(`Could not remove what was kept to undo this login: ${messageOf(error)}`);
    }
  }
}

async function ownerOf({ kind }: Entry, exporterOf: UndoableOf): Promise<Undoable> {
  const owner = kind === 'folder' ? privateFolders : await exporterOf(kind);
  if (!owner) throw new FileError(`The journal has an entry of a kind that this version does not know.`);
  return owner;
}
