import { FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Journal } from './journal.ts';
import { isPrivateFolder, removePrivateFolder } from './private-folder.ts';
import { type Entry, type LoginRecord, readRecord, type Undoable } from './record.ts';
import { readState, type SavedState } from './state.ts';

/** Loads what undoes entries of a kind; undefined if this version does not know the kind. */
export type UndoableOf = (kind: string) => Promise<Undoable | undefined>;

/**
 * In the post step: undoes the login that main recorded, and removes its private folder.
 * @returns whether everything was undone, and whether this is worth saying; undefined if main changed nothing
 */
export async function undoLogin(
  base: LocalContext,
  exporterOf: UndoableOf,
): Promise<{ readonly isComplete: boolean; readonly isNews: boolean } | undefined> {
  const state = readState(base.runner);
  if (!state) return undefined;
  const context = withPatience(base);
  const { folder } = state;
  if (!isPrivateFolder(context, folder)) throw new FileError(`${folder} is not a folder of this action.`);
  const record = recordOf(context, state);
  const left = record ? await undoEntries(context, record, exporterOf) : [];
  if (!record) await undoLost(context, state, exporterOf);
  // Last: while the folder exists, other jobs consider this one alive.
  const isRemoved = (await attempt(context, () => removePrivateFolder(context, folder))) !== false;
  return {
    isComplete: record !== undefined && left.length === 0 && isRemoved,
    isNews: record?.phase !== 'logged out' && (record?.entries ?? []).length > 0,
  };
}

/** Milliseconds that a step waits for locks of other jobs, all in all; then it undoes its changes without. */
const PATIENCE = 30_000;

export function withPatience(context: LocalContext): LocalContext {
  return { ...context, deadline: context.clock.now() + PATIENCE };
}

/** In a login that fails. What cannot be undone is left to post. */
export async function undoFailed(
  context: LocalContext,
  journal: Journal,
  exporterOf: UndoableOf,
): Promise<void> {
  const { entries } = journal;
  const left = await undoEntries(withPatience(context), { entries, phase: 'logging in' }, exporterOf);
  await attempt(context, () => journal.close(left));
}

/** Undefined, after a warning, if the record is lost. */
function recordOf(context: LocalContext, { folder, files }: SavedState): LoginRecord | undefined {
  let why = `The record of this login in ${folder} is gone`;
  try {
    const record = readRecord(context, folder);
    // Without files, main was killed before it changed anything.
    if (record || !files) return record;
  } catch (error) {
    why = messageOf(error).replace(/\.$/, '');
  }
  context.log.warning(
    `${why}. Variables that it set stay until the job ends. ` +
      'Leave what is in RUNNER_TEMP there until the post steps have run.',
  );
  return undefined;
}

async function undoLost(
  context: LocalContext,
  { folder, files = [] }: SavedState,
  exporterOf: UndoableOf,
): Promise<void> {
  for (const file of files)
    await attempt(context, async () => (await ownerOf(file, exporterOf)).undoLost?.(context, file, folder));
}

/**
 * Undoes everything, last change first. If a change cannot be undone, warns and continues with the rest.
 * @returns what could not be undone
 */
export async function undoEntries(
  context: LocalContext,
  { entries, phase }: Pick<LoginRecord, 'entries' | 'phase'>,
  exporterOf: UndoableOf,
): Promise<readonly Entry[]> {
  const left: Entry[] = [];
  for (const entry of entries.toReversed()) {
    const isUndone = await attempt(context, async () =>
      (await ownerOf(entry, exporterOf)).undo(context, entry, phase === 'logged in'),
    );
    if (!isUndone) left.unshift(entry);
  }
  return left;
}

/** For a login that stays: removes whatever was kept only to undo it. */
export async function discardAll(
  context: LocalContext,
  journal: Journal,
  exporterOf: UndoableOf,
): Promise<void> {
  const sorry = 'Could not remove what was kept to undo this login';
  for (const entry of journal.entries)
    await attempt(context, async () => (await ownerOf(entry, exporterOf)).discard?.(context, entry), sorry);
  await attempt(context, () => journal.remove(), sorry);
}

/** @returns what the action returns; false, after a warning, if it failed */
async function attempt<T>(
  { log }: LocalContext,
  action: () => T | Promise<T>,
  sorry = 'Could not undo everything',
): Promise<T | false> {
  try {
    return await action();
  } catch (error) {
    log.warning(`${sorry}: ${messageOf(error)}`);
    return false;
  }
}

async function ownerOf({ kind }: Pick<Entry, 'kind'>, exporterOf: UndoableOf): Promise<Undoable> {
  const owner = await exporterOf(kind);
  if (!owner) throw new FileError(`The record has an entry of a kind that this version does not know.`);
  return owner;
}
