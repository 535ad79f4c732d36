import type { LocalContext } from './context.ts';
import { messageOf } from './errors.ts';
import { undoVariables } from './exporters/env.ts';
import { undoProfile } from './exporters/profile.ts';
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
      return context.files.removeFolder(receipt.path);
  }
}
