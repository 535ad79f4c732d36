import { messageOf } from '../errors.ts';
import { exporterOf } from '../export/table.ts';
import { type UndoableOf, undoLogin } from '../record/undo.ts';
import type { LocalContext } from '../runtime/context.ts';
import { localContext } from '../runtime/system.ts';

/** Who undoes what is recorded: an exporter or, where acr-login recorded it, that. */
export const undoableOf: UndoableOf = async (kind) =>
  kind === 'registry' ? (await import('../acr/undo.ts')).registry : exporterOf(kind);

/** Undoes what main recorded. The job's work is done, so a failure here is a warning and never fails the job. */
export async function undoInPost(
  context: LocalContext = localContext(new AbortController().signal),
): Promise<void> {
  try {
    const undone = await undoLogin(context, undoableOf);
    if (undone?.isComplete && undone.isNews)
      context.log.info('Took back the credential and everything that was exported.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}
