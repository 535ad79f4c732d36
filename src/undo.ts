import type { LocalContext } from './context.ts';
import { FileError, messageOf } from './errors.ts';
import { undoVariables } from './exporters/env.ts';
import { undoProfile } from './exporters/profile.ts';
import { isPrivateFolder } from './private-folder.ts';
import type { Receipt } from './receipts.ts';

/** Takes everything back, last change first. What cannot be undone is a warning; the rest is undone all the same. */
export async function undoAll(context: LocalContext, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts.toReversed()) {
    try {
      await undo(context, receipt);
    } catch (error) {
      context.log.warning(`Could not undo everything: ${messageOf(error)}`);
    }
  }
}

async function undo(context: LocalContext, receipt: Receipt): Promise<void> {
  switch (receipt.kind) {
    case 'variables':
      return undoVariables(context, receipt);
    case 'profile':
      return undoProfile(context, receipt);
    case 'folder':
      if (!isPrivateFolder(context, receipt.path))
        throw new FileError(`${receipt.path} is no folder of this action.`);
      return context.files.removeFolder(receipt.path);
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
