import path from 'node:path';
import { FileError, messageOf } from '../errors.ts';
import { undoVariables } from '../exporters/variables.ts';
import type { LocalContext } from '../runtime/context.ts';
import { release } from '../runtime/file-lock.ts';
import type { Receipt } from './journal.ts';
import { isPrivateFolder } from './private-folder.ts';

/**
 * Takes everything back, last change first. What cannot be undone is a warning; the rest is undone all the same.
 * @returns whether everything was undone
 */
export async function undoAll(context: LocalContext, receipts: readonly Receipt[]): Promise<boolean> {
  let complete = true;
  const kept = new Set<string>();
  for (const receipt of receipts.toReversed()) {
    if (receipt.kind === 'folder' && kept.has(receipt.path)) continue;
    try {
      if (!(await undo(context, receipt))) complete = false;
    } catch (error) {
      complete = false;
      if (error instanceof FileError && error.onlyCopy) kept.add(path.dirname(error.onlyCopy));
      context.log.warning(`Could not undo everything: ${messageOf(error)}`);
    }
  }
  return complete;
}

async function undo(context: LocalContext, receipt: Receipt): Promise<boolean> {
  const { files } = context;
  switch (receipt.kind) {
    case 'variables':
      undoVariables(context, receipt);
      return true;
    case 'profile':
      return (await import('../exporters/profile/write.ts')).undoProfile(context, receipt);
    case 'lock':
      release(context, receipt.path, receipt.token);
      for (const folder of receipt.madeFolders) files.removeEmptyFolder(folder);
      return true;
    case 'folder':
      if (!isPrivateFolder(context, receipt.path))
        throw new FileError(`${receipt.path} is no folder of this action.`);
      files.removeFolder(receipt.path);
      return true;
    default:
      throw new FileError('The state holds a receipt of a kind that this version does not know.');
  }
}

/** For a step that is not to be undone: removes the copies of what stood there before, which nobody needs any more. */
export function discardCopies({ files }: LocalContext, receipts: readonly Receipt[]): void {
  for (const receipt of receipts) {
    const copy =
      receipt.kind === 'variables'
        ? receipt.backup
        : receipt.kind === 'profile'
          ? receipt.before?.copy
          : undefined;
    if (copy) files.remove(copy);
  }
}
