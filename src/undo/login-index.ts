import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { parseObject, textOf } from '../text/json.ts';
import { type Entry, isEntry } from './journal.ts';
import { type PrivateFolder, privateFoldersIn } from './private-folder.ts';

const STATES = [
  'logged in',
  /** A logout has begun and may have been killed. Entries no longer listed are undone. */
  'logging out',
  /** The entries still listed may come back when a later login is taken back. */
  'logged out',
] as const;
type State = (typeof STATES)[number];

/**
 * A copy of the journal in the login's private folder, from which another step can take the login back: the runner gives
 * a step's state to its own post step only. Like the journal, it holds no secret.
 */
export interface LoginIndex {
  /** When the login finished, in milliseconds since 1970. */
  readonly at: number;
  /** The profile it wrote. */
  readonly profile?: string | undefined;
  /** What is still to be undone. */
  readonly entries: readonly Entry[];
  readonly state: State;
}

const NAME = 'journal.json';

/** A login of this job that can be taken back. */
export interface FoundLogin {
  readonly folder: string;
  readonly index: LoginIndex;
}

/** Lets other steps find a login. */
export function leaveIndex(
  context: LocalContext,
  folder: PrivateFolder,
  login: { readonly entries: readonly Entry[]; readonly profile: string | undefined },
): void {
  const file = folder.file(NAME);
  // Read after folder.file(), which may make the folder and record an entry.
  const { entries, profile } = login;
  context.files.create(
    file,
    JSON.stringify({ at: context.clock.now(), profile, entries, state: 'logged in' } satisfies LoginIndex),
  );
}

/**
 * The index in a private folder; undefined where there is none.
 * @throws FileError that names it where it is damaged
 */
export function readIndex({ files }: LocalContext, folder: string): LoginIndex | undefined {
  const file = path.join(folder, NAME);
  const text = files.read(file);
  if (text === undefined) return undefined;
  const index = parseObject(text);
  const { at, entries } = index ?? {};
  const state = STATES.find((candidate) => candidate === index?.['state']);
  if (typeof at !== 'number' || !Array.isArray(entries) || !state) throw new FileError(`${file} is damaged.`);
  return {
    at,
    profile: textOf(index?.['profile']),
    entries: entries.filter(isEntry),
    state,
  };
}

export function replaceIndex({ files }: LocalContext, folder: string, index: LoginIndex): void {
  const file = path.join(folder, NAME);
  files.replace(file, `${file}.new`, JSON.stringify(index));
}

/**
 * The logins of this job, latest first.
 * @param damaged told of each that cannot be read; the others are found all the same
 */
export function findLogins(context: LocalContext, damaged: (error: unknown) => void): FoundLogin[] {
  return privateFoldersIn(context)
    .flatMap((folder): FoundLogin[] => {
      try {
        const index = readIndex(context, folder);
        return index ? [{ folder, index }] : [];
      } catch (error) {
        damaged(error);
        return [];
      }
    })
    .sort((a, b) => b.index.at - a.index.at);
}

/**
 * Empties a login's private folder, except for the index, which tells the post step what is left to do, and the files it
 * needs for that.
 */
export function emptyFolder({ files }: LocalContext, folder: string, kept: readonly string[]): void {
  for (const name of files.list(folder))
    if (name !== NAME && !kept.includes(name)) files.removeFolder(path.join(folder, name));
}
