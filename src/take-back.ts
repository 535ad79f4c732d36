import { messageOf } from './errors.ts';
import { exporterOf } from './exporters/exporters.ts';
import { localContext } from './runtime/system.ts';
import { readJournal } from './undo/journal.ts';
import { undoAll } from './undo/undo.ts';

/** Undoes what main recorded. The job's work is done: whatever goes wrong is worth a warning, never a failed job. */
export async function takeBack(): Promise<void> {
  const context = localContext(new AbortController().signal);
  try {
    const entries = readJournal(context.runner);
    const complete = await undoAll(context, entries, exporterOf);
    if (complete && entries.length > 0)
      context.log.info('Took back the credential and everything that was handed on.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}
