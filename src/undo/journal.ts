import type { LocalContext } from '../runtime/context.ts';
import type { Runner } from '../runtime/toolkit.ts';
import { asObject, textOf } from '../text/json.ts';

/**
 * A change this step is about to make. It is recorded first, so that post can undo a step killed at any moment. An entry
 * holds names, paths and fingerprints, never a secret; earlier values, which may be secret, are kept in files that only
 * this user can read.
 */
export interface Entry {
  /** The exporter that recorded it and understands its other fields, or `folder`. */
  readonly kind: string;
  /** Undoing it needs a file in the private folder. */
  readonly usesFolder?: boolean;
}

/** Undoes entries of one kind. */
export interface Undoable<E extends Entry = Entry> {
  /**
   * Undoes one change, in this process or in the post step.
   * @returns false, after a warning, if something had to be left as it is
   * @throws FileError
   */
  undo(context: LocalContext, entry: E): boolean | Promise<boolean>;
  /**
   * For a change that can come back when another login is undone: the names of the files in the private folder that are
   * needed to undo it again.
   */
  keeps?(entry: E): readonly string[];
  /** For a change that stays: removes whatever was kept only to undo it. */
  discard(context: LocalContext, entry: E): void | Promise<void>;
}

/** The state that holds the entries. */
export const JOURNAL = 'journal';
const COMPLETED = 'completed';

export interface Journal {
  /** Saves an entry to the step's state. Call it before the change. */
  record<E extends Entry>(entry: E): void;
  /** Adds what has become known about an entry, and saves it. Also call this before the change. */
  amend<E extends Entry>(entry: E, known: Partial<E>): void;
  /** Marks everything recorded as done. */
  complete(): void;
  /**
   * Forgets everything, so that post undoes nothing. If that cannot be saved, nothing is forgotten.
   * @returns what was recorded
   */
  clear(): readonly Entry[];
  readonly entries: readonly Entry[];
}

export function openJournal(runner: Runner): Journal {
  const entries: Entry[] = [];
  const save = (list: readonly Entry[]): void => runner.saveState(JOURNAL, JSON.stringify(list));
  return {
    entries,
    record: (entry) => {
      entries.push(entry);
      save(entries);
    },
    amend: (entry, known) => {
      Object.assign(entry, known);
      save(entries);
    },
    complete: () => runner.saveState(COMPLETED, 'true'),
    clear: () => {
      if (entries.length > 0) save([]);
      return entries.splice(0);
    },
  };
}

/** In the post step: whether main finished, so that everything recorded was done. */
export function wasCompleted(runner: Runner): boolean {
  return runner.state(COMPLETED) === 'true';
}

/** In the post step: the entries that main left. */
export function readJournal(runner: Runner): Entry[] {
  const saved = runner.state(JOURNAL);
  if (saved === '') return [];
  const list: unknown = JSON.parse(saved);
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

/** Whether a value from a saved journal is an entry. */
export function isEntry(value: unknown): value is Entry {
  return textOf(asObject(value)?.['kind']) !== undefined;
}
