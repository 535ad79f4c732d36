import { FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Entry, Undoable } from './journal.ts';
import { privateFolders } from './private-folder.ts';

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
  for (const entry of inOrder(entries)) {
    try {
      const undoable = await ownerOf(entry, exporterOf);
      if (!(await undoable.undo(context, entry))) complete = false;
    } catch (error) {
      complete = false;
      context.log.warning(`Could not undo everything: ${messageOf(error)}`);
    }
  }
  return complete;
}

/**
 * Last change first; but first of all what needs what is in the private folder, and then that folder. It holds the OIDC
 * token, and on a full disk its removal makes room for the rest.
 */
function inOrder(entries: readonly Entry[]): Entry[] {
  const latest = entries.toReversed();
  return [
    ...latest.filter(({ usesFolder }) => usesFolder),
    ...latest.filter(({ kind }) => kind === 'folder'),
    ...latest.filter(({ kind, usesFolder }) => kind !== 'folder' && !usesFolder),
  ];
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
