import { messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { withLock } from '../shared-file/lock.ts';
import {
  emptyFolder,
  type FoundLogin,
  findLogins,
  type LoginRecord,
  readRecord,
  recordFile,
  writeRecord,
} from './record.ts';
import { type UndoableOf, undoEntries, withPatience } from './undo.ts';

/**
 * Undoes the logins of earlier steps before their post steps do, last login first.
 * @param profile undo only the login that wrote this profile
 * @returns how many there were, and whether everything was undone
 */
export async function logOut(
  base: LocalContext,
  profile: string | undefined,
  exporterOf: UndoableOf,
): Promise<{ readonly found: number; readonly complete: boolean }> {
  const context = withPatience(base);
  let complete = true;
  const failed = (error: unknown): void => {
    complete = false;
    context.log.warning(`A login could not be undone: ${messageOf(error)} Its post step will try again.`);
  };
  const logins = findLogins(context, failed).filter(({ record }) => record.entries.length > 0);
  const isWanted = ({ record }: FoundLogin): boolean =>
    ['logged in', 'logging out'].includes(record.phase) &&
    (profile === undefined || record.profile === profile);
  for (const login of logins) {
    // A login that was logged out before may have come back in part when a later one was undone.
    if (!isWanted(login) && login.record.phase !== 'logged out') continue;
    try {
      if (!(await undo(context, login, exporterOf))) complete = false;
    } catch (error) {
      failed(error);
    }
  }
  return { found: logins.filter(isWanted).length, complete };
}

/**
 * If this is killed, post undoes the rest. Of two logouts at once, one waits, and finds nothing left to do.
 * @returns whether everything was undone
 */
function undo(context: LocalContext, { folder }: FoundLogin, exporterOf: UndoableOf): Promise<boolean> {
  const undoOnce = async (): Promise<boolean> => {
    const record = readRecord(context, folder);
    if (!record) return true;
    const save = (changed: Partial<LoginRecord>): void =>
      writeRecord(context, folder, { ...record, ...changed });
    if (record.phase === 'logged in') save({ phase: 'logging out' });
    const left = await undoEntries(context, record, exporterOf);
    const entries = record.entries.filter((entry) => entry.mayReturn || left.includes(entry));
    save({ entries, phase: left.length > 0 ? 'logging out' : 'logged out' });
    // Post removes the folder itself: while it exists, the record tells post what may have come back.
    if (left.length === 0) emptyFolder(context, folder);
    return left.length === 0;
  };
  const locking = { path: recordFile(folder), id: context.random.uuid() };
  return withLock(context, locking, (held) => held.working(undoOnce));
}
