import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';
import { parseObject, textOf } from '../text/json.ts';
import { type Entry, isEntry } from './journal.ts';
import { type PrivateFolder, privateFoldersIn } from './private-folder.ts';

const STATES = [
  'logged in',
  /** A logout has begun, and may have been killed: what is not in the entries any more is undone. */
  'logging out',
  /** What is still in the entries may come back when a later login is taken back. */
  'logged out',
] as const;
type State = (typeof STATES)[number];

/**
 * What lets another step take a login back: the journal, in the private folder of the login. The runner gives a step's
 * state to its own post step alone. It holds what the journal holds, and no secret.
 */
export interface LoginIndex {
  /** When the login was done, in milliseconds since 1970. */
  readonly at: number;
  /** The profile that it wrote. */
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
  // Only now: making the folder adds an entry.
  const { entries, profile } = login;
  context.files.create(
    file,
    JSON.stringify({ at: context.clock.now(), profile, entries, state: 'logged in' } satisfies LoginIndex),
  );
}

/** The index in a private folder; undefined where there is none that can be read. */
export function readIndex({ files }: LocalContext, folder: string): LoginIndex | undefined {
  const index = parseObject(files.read(path.join(folder, NAME)) ?? '');
  const { at, entries } = index ?? {};
  const state = STATES.find((candidate) => candidate === index?.['state']);
  if (typeof at !== 'number' || !Array.isArray(entries) || !state) return undefined;
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

/** The logins of this job, the last first. */
export function findLogins(context: LocalContext): FoundLogin[] {
  return privateFoldersIn(context)
    .flatMap((folder): FoundLogin[] => {
      const index = readIndex(context, folder);
      return index ? [{ folder, index }] : [];
    })
    .sort((a, b) => b.index.at - a.index.at);
}

/**
 * Removes everything in a login's private folder but the index, which tells the post step what is left to do, and what
 * is kept for that.
 */
export function emptyFolder({ files }: LocalContext, folder: string, kept: readonly string[]): void {
  for (const name of files.list(folder))
    if (name !== NAME && !kept.includes(name)) files.removeFolder(path.join(folder, name));
}
