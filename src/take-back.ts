import { messageOf } from './errors.ts';
import { exporterOf } from './exporters/exporters.ts';
import type { LocalContext } from './runtime/context.ts';
import { localContext } from './runtime/system.ts';
import { type Entry, readJournal } from './undo/journal.ts';
import { isNoFolder } from './undo/log-out.ts';
import { type LoginIndex, readIndex } from './undo/login-index.ts';
import { undoAll } from './undo/undo.ts';

/** Undoes what main recorded. The job's work is done: whatever goes wrong is worth a warning, never a failed job. */
export async function takeBack(
  context: LocalContext = localContext(new AbortController().signal),
): Promise<void> {
  try {
    const recorded = readJournal(context.runner);
    const index = indexOf(context, recorded);
    const before = index?.state === 'logged in' ? undefined : index;
    const complete = await (before
      ? undoAll(withoutState(context), before.entries, exporterOf)
      : undoAll(context, recorded, exporterOf));
    const said = before?.state === 'logged out' || !recorded.some(isNoFolder);
    if (complete && !said) context.log.info('Took back the credential and everything that was handed on.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}

/** What other steps know this login by; undefined where they could not find it. It is advice: damaged, it is as if gone. */
function indexOf(context: LocalContext, recorded: readonly Entry[]): LoginIndex | undefined {
  const folder = recorded.find((entry) => !isNoFolder(entry));
  try {
    return folder && 'path' in folder ? readIndex(context, String(folder.path)) : undefined;
  } catch {
    return undefined;
  }
}

/** What stands in the job now is no longer what main left: a variable may have its value of before already. */
function withoutState(context: LocalContext): LocalContext {
  return { ...context, runner: { ...context.runner, state: () => '' } };
}
