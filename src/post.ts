import type { LocalContext } from './context.ts';
import { messageOf } from './errors.ts';
import { readReceipts } from './receipts.ts';
import { localContext } from './system.ts';
import { undoAll } from './undo.ts';

/** The job's work is done: whatever goes wrong here is worth a warning, never a failed job. */
async function post(context: LocalContext): Promise<void> {
  try {
    const receipts = readReceipts(context.runner);
    await undoAll(context, receipts);
    if (receipts.length > 0) context.log.info('Took back the credential and everything that was handed on.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}

void post(localContext());
