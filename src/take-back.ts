import { messageOf } from './errors.ts';
import { exporterOf } from './exporters/exporters.ts';
import type { LocalContext } from './runtime/context.ts';
import { localContext } from './runtime/system.ts';
import { type Entry, readJournal } from './undo/journal.ts';
import { isExport } from './undo/log-out.ts';
import { type LoginIndex, readIndex } from './undo/login-index.ts';
import { isFolder, isTrusted } from './undo/private-folder.ts';
import { undoAll } from './undo/undo.ts';

/** Undoes what main recorded. The job's work is done, so a failure here is a warning and never fails the job. */
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
    const said = before?.state === 'logged out' || !recorded.some(isExport);
    if (complete && !said) context.log.info('Took back the credential and everything that was exported.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}

/** The index by which other steps find this login. Undefined if there is none, or it is damaged or not ours. */
function indexOf(context: LocalContext, recorded: readonly Entry[]): LoginIndex | undefined {
  const folder = recorded.find(isFolder)?.path;
  try {
    if (folder === undefined || !context.files.look(folder)) return undefined;
    if (isTrusted(context, folder)) return readIndex(context, folder);
    context.log.warning(`${folder} is no longer this user’s own folder. Nothing in it is used.`);
    return undefined;
  } catch {
    return undefined;
  }
}

/** Main's state is stale by now: a logout may already have restored a variable. */
function withoutState(context: LocalContext): LocalContext {
  return { ...context, runner: { ...context.runner, state: () => '' } };
}
