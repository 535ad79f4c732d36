import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { readOwnFile } from '../runtime/own-folder.ts';
import { checksum } from '../secrets/fingerprint.ts';
import { attempt } from '../shared-file/write.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { privateFoldersIn } from './private-folder.ts';
import type { SharedFile } from './state.ts';

/**
 * What a login changes: one file in its private folder, which only this user can read. Each change is there before it is
 * made. Post, a logout and a login that fails all undo from it, whenever the step was killed. It holds what the job had
 * before, which may be secret, but nothing of this login's credential.
 */
export interface LoginRecord {
  /** When the login began, in milliseconds since 1970. */
  readonly began: number;
  /** The profile it writes. */
  readonly profile?: string | undefined;
  readonly phase: Phase;
  /** In the order of the changes. */
  readonly entries: readonly Entry[];
}

const PHASES = [
  /** It is not known which of the changes were made. */
  'logging in',
  'logged in',
  /** A logout has begun. */
  'logging out',
  /** The entries still listed may have come back when a later login was undone. */
  'logged out',
] as const;
type Phase = (typeof PHASES)[number];

/** A change, with everything needed to undo it. */
export interface Entry {
  /** The exporter that recorded it and understands its other fields. */
  readonly kind: string;
  /** Whether undoing a later login can bring it back, so that post must undo it again after a logout. */
  readonly mayReturn?: true;
}

/** Environment variables of the job. */
export interface VariablesEntry extends Entry {
  readonly kind: 'variables';
  readonly salt: string;
  /** From a name to the checksum of the value that we set. */
  readonly set: Readonly<Record<string, string>>;
  /** The values of those that the job had before. */
  readonly before: Readonly<Record<string, string>>;
}

/** Whether a variable has the value that this login set. */
export function isAsSet({ salt, set }: VariablesEntry, name: string, value: string): boolean {
  return set[name] === checksum(salt, value);
}

/** Undoes entries of one kind. */
export interface Undoable<E extends Entry = Entry> {
  /**
   * Undoes one change, in this process or in the post step.
   * @param isDone whether the change is known to have been made
   * @returns false, after a warning, if something had to be left as it is
   * @throws FileError
   */
  undo(context: LocalContext, entry: E, isDone: boolean): boolean | Promise<boolean>;
  /** For a change that stays: removes whatever was kept only to undo it. */
  discard?(context: LocalContext, entry: E): void | Promise<void>;
  /**
   * For a login whose record is lost: takes whatever it left out of a file that jobs share.
   * @param folder the login's private folder, by which the file's other users know it
   */
  undoLost?(context: LocalContext, file: SharedFile, folder: string): void | Promise<void>;
}

const NAME = 'login.json';

/**
 * The record in a private folder; undefined if there is none.
 * @throws FileError that names it if it is damaged or somebody else can have written it
 */
export function readRecord(context: LocalContext, folder: string): LoginRecord | undefined {
  const file = recordFile(folder);
  const text = readOwnFile(context, folder, NAME);
  if (text === undefined) return undefined;
  const record = parseObject(text);
  const { began, entries } = record ?? {};
  const phase = PHASES.find((candidate) => candidate === record?.['phase']);
  if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
    throw new FileError(`${file} is damaged.`);
  return { began, profile: textOf(record?.['profile']), phase, entries: entries.filter(isEntry) };
}

function isEntry(value: unknown): value is Entry {
  return textOf(asObject(value)?.['kind']) !== undefined;
}

export function recordFile(folder: string): string {
  return path.join(folder, NAME);
}

/** Not synced to the disk: a machine that loses power forgets the job as well. */
export function writeRecord({ files }: LocalContext, folder: string, record: LoginRecord): void {
  const file = recordFile(folder);
  const next = `${file}.new`;
  // Left by a process that was killed.
  files.remove(next);
  files.create(next, JSON.stringify(record));
  files.move(next, file);
}

export function removeRecord({ files }: LocalContext, folder: string): void {
  files.remove(recordFile(folder));
}

/** Removes everything in a private folder but the record and its lock. */
export function emptyFolder({ files }: LocalContext, folder: string): void {
  // Once more for what the command of a profile that renews itself has written until its lock was removed.
  for (let pass = 0; pass < 2; pass++)
    for (const name of files.list(folder))
      if (!name.startsWith(NAME)) files.removeFolder(path.join(folder, name));
}

export interface FoundLogin {
  readonly folder: string;
  readonly record: LoginRecord;
}

/**
 * The logins of this job, latest first. The runner gives a step's state to its own post step only, so they are found by
 * their folders.
 * @param failed told of each that cannot be read; the others are found all the same
 */
export function findLogins(context: LocalContext, failed: (error: unknown) => void): FoundLogin[] {
  return privateFoldersIn(context)
    .flatMap((folder): FoundLogin[] => {
      try {
        const record = readRecord(context, folder);
        return record ? [{ folder, record }] : [];
      } catch (error) {
        failed(error);
        return [];
      }
    })
    .sort((a, b) => b.record.began - a.record.began);
}

/** Tells whether a variable has a value that logins of this job have set, and the job itself had not. */
export function setByLogins(context: LocalContext): (name: string) => boolean {
  const found = attempt(() => findLogins(context, () => {}));
  // Without a RUNNER_TEMP there are none.
  const entries = (found instanceof FileError ? [] : found)
    .flatMap(({ record }) => record.entries)
    .filter((entry) => entry.kind === 'variables') as VariablesEntry[];
  return (name) => {
    const value = context.env.get(name) ?? '';
    return entries.some((entry) => isAsSet(entry, name, value) && entry.before[name] !== value);
  };
}
