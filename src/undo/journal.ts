import type { LocalContext } from '../runtime/context.ts';
import type { Runner } from '../runtime/toolkit.ts';
import { asObject, textOf } from '../text/json.ts';

/**
 * What this step changes, recorded before it is changed, so that a step killed at any moment can be undone by post. An
 * entry holds names, paths and fingerprints, never a secret: what stood there before, and may be secret, is kept in
 * files that only this user can read.
 */
export interface Entry {
  /** Who recorded it, and so knows the other fields: an exporter's name, or `folder`. */
  readonly kind: string;
  /** Undoing it takes a file that is in the private folder. */
  readonly usesFolder?: boolean;
}

/** Whoever records entries of one kind. */
export interface Undoable<E extends Entry = Entry> {
  /**
   * Takes one change back, in this process or in the post step's.
   * @returns false where something was left as it is, and a warning says so
   * @throws FileError
   */
  undo(context: LocalContext, entry: E): boolean | Promise<boolean>;
  /**
   * For what can come back until the job ends, when another login is taken back: the names of the files in the private
   * folder that are needed to undo it once more.
   */
  keeps?(entry: E): readonly string[];
  /** For a change that stays: removes what was kept only to undo it. */
  discard(context: LocalContext, entry: E): void | Promise<void>;
}

/** The state that holds the entries. */
export const JOURNAL = 'journal';
const COMPLETED = 'completed';

export interface Journal {
  /** Saves an entry to the step's state. Call it before the change. */
  record<E extends Entry>(entry: E): void;
  /** Says that everything recorded was done. */
  complete(): void;
  /** Forgets everything: post will undo nothing. */
  clear(): void;
  readonly entries: readonly Entry[];
}

export function openJournal(runner: Runner): Journal {
  const entries: Entry[] = [];
  const save = (): void => runner.saveState(JOURNAL, JSON.stringify(entries));
  return {
    entries,
    record: (entry) => {
      entries.push(entry);
      save();
    },
    complete: () => runner.saveState(COMPLETED, 'true'),
    clear: () => {
      if (entries.length === 0) return;
      entries.length = 0;
      save();
    },
  };
}

/** In the post step: whether main came to its end, so that everything recorded was done. */
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

/** Whether a value is what somebody recorded. */
export function isEntry(value: unknown): value is Entry {
  return textOf(asObject(value)?.['kind']) !== undefined;
}
