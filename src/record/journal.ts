import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';
import { OPEN } from '../runtime/own-folder.ts';
import { isOpen, makePrivate, newFolder, type PrivateFolder, removePrivateFolder } from './private-folder.ts';
import { type Entry, emptyFolder, removeRecord, writeRecord } from './record.ts';
import { type SharedFile, saveState } from './state.ts';

/** Writes the record of this step's own login. */
export interface Journal {
  /**
   * Saves an entry. Call it before the change.
   * @param shared where other jobs can see the change, in case the record is lost
   */
  record<E extends Entry>(entry: E, shared?: Pick<SharedFile, 'path' | 'format'>): void;
  /** Adds what has become known about an entry, and saves it. Also call this before the change. */
  amend<E extends Entry>(entry: E, known: Partial<E>): void;
  /** Marks everything recorded as done. From now on, a logout finds the login. */
  complete(): void;
  /** For a login that stays: from now on, post undoes nothing. */
  forget(): void;
  /** Removes the record of a login that stays. */
  remove(): void;
  /**
   * Once everything has been undone: removes the private folder, and post has nothing to do.
   * @param left what could not be undone, for post to try again
   */
  close(left: readonly Entry[]): void;
  readonly entries: readonly Entry[];
  readonly folder: PrivateFolder;
}

/** @param profile the one that the login will write */
export function openJournal(context: LocalContext, profile?: string): Journal {
  const { runner } = context;
  const began = context.clock.now();
  const entries: Entry[] = [];
  const shared: SharedFile[] = [];
  let folder: string | undefined;
  let announced: number | undefined;

  const ownFolder = (): string => {
    if (folder !== undefined) return folder;
    const make = (name: string): void => {
      saveState(runner, { folder: name });
      makePrivate(context, name);
      folder = name;
    };
    const name = newFolder(context);
    make(name);
    if (!isOpen(context, name)) return name;
    context.log.warning(
      `RUNNER_TEMP is on a file system that keeps no permissions: other users of this machine may be able to read and change what is in ${name}${OPEN}.`,
    );
    context.files.removeEmptyFolder(name);
    make(`${name}${OPEN}`);
    return `${name}${OPEN}`;
  };
  const save = (phase: 'logging in' | 'logged in' = 'logging in'): void => {
    writeRecord(context, ownFolder(), { began, profile, phase, entries });
    if (announced === shared.length) return;
    saveState(runner, { folder: ownFolder(), files: shared });
    announced = shared.length;
  };

  return {
    entries,
    folder: { path: ownFolder, file: (name) => path.join(ownFolder(), name) },
    record: (entry, file) => {
      entries.push(entry);
      if (file) shared.push({ kind: entry.kind, ...file });
      save();
    },
    amend: (entry, known) => {
      Object.assign(entry, known);
      save();
    },
    complete: () => {
      if (folder !== undefined) save('logged in');
    },
    forget: () => {
      if (folder !== undefined) saveState(runner, undefined);
    },
    remove: () => {
      if (folder !== undefined) removeRecord(context, folder);
    },
    close: (left) => {
      if (folder === undefined) return;
      entries.splice(0, entries.length, ...left);
      if (entries.length > 0) {
        save();
        return emptyFolder(context, folder);
      }
      saveState(runner, { folder });
      removePrivateFolder(context, folder);
    },
  };
}
