import { messageOf } from './errors.ts';
import { exporterOf } from './exporters/exporters.ts';
import type { LocalContext } from './runtime/context.ts';
import { localContext } from './runtime/system.ts';
import { readJournal } from './undo/journal.ts';
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
    const folder = recorded.find(isFolder)?.path;
    const isForeign = folder !== undefined && isSomebodyElses(context, folder);
    if (isForeign)
      context.log.warning(
        `${folder} is no longer this user’s own folder. Nothing in it is used; variables that the job had before the login are empty now.`,
      );
    const index = folder === undefined || isForeign ? undefined : indexIn(context, folder);
    const before = index?.state === 'logged in' ? undefined : index;
    const complete = await (before
      ? undoAll(withoutState(context), before.entries, exporterOf)
      : undoAll(context, recorded, exporterOf));
    const said = before?.state === 'logged out' || !recorded.some(isExport);
    if (complete && !isForeign && !said)
      context.log.info('Took back the credential and everything that was exported.');
  } catch (error) {
    context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
  }
}

/** Whether something has taken the private folder's place. */
function isSomebodyElses(context: LocalContext, folder: string): boolean {
  try {
    return context.files.look(folder) !== undefined && !isTrusted(context, folder);
  } catch {
    return false;
  }
}

/** The index by which other steps find this login. Undefined if there is none or it is damaged. */
function indexIn(context: LocalContext, folder: string): LoginIndex | undefined {
  try {
    return readIndex(context, folder);
  } catch {
    return undefined;
  }
}

/** Main's state is stale by now: a logout may already have restored a variable. */
function withoutState(context: LocalContext): LocalContext {
  return { ...context, runner: { ...context.runner, state: () => '' } };
}
