import path from 'node:path';
import { FileError } from '../../errors.ts';
import type { LocalContext } from '../../runtime/context.ts';
import type { Held } from '../../runtime/file-lock.ts';
import { type Existing, type Files, systemCodeOf } from '../../runtime/files.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import type { ProfileEntry } from './entry.ts';
import type { Profile } from './format.ts';
import { formatOf } from './formats.ts';
import { type Login, type Logins, leave, loginsIn, type State, type Target } from './logins.ts';
import { formatLogins, loginsFileOf, parseLogins } from './logins-file.ts';

/** Reads and writes a file of profiles together with the list of logins in it. The caller holds the file's lock. */

/** Milliseconds. GitHub ends every job earlier than this. */
const LONGEST_JOB = 6 * 24 * 60 * 60 * 1000;

export async function targetOf(entry: Pick<ProfileEntry, 'format' | 'path'>): Promise<Target> {
  return { path: entry.path, format: await formatOf(entry.format) };
}

/** What distinguishes a profile from others with the same name, in the form that an entry holds. */
export function markOf({ format, path: file }: Target, profile: Profile, id: string): string {
  return fingerprint(id, format.markOf(format.write(undefined, file, profile), file, profile.name) ?? '');
}

/** @throws FileError if they are damaged or cannot be read */
export function readLogins(files: Files, file: string): Logins | undefined {
  const text = files.read(loginsFileOf(file));
  // Empty if it could not be removed.
  return text ? parseLogins(text, loginsFileOf(file)) : undefined;
}

/** Removes the logins of jobs that were killed before they could do so themselves. */
export function withoutDead(context: LocalContext, target: Target, state: State): State {
  return loginsIn(state.logins)
    .filter((login) => isOver(context, login))
    .reduce((rest, { id }) => leave(target, rest, id), state);
}

/**
 * A job is over when its private folder is gone from its RUNNER_TEMP, which a runner empties before its next job. This
 * cannot be checked from another machine or container, where that path is another folder.
 */
function isOver({ files, clock }: LocalContext, { folder, place, began }: Login): boolean {
  if (clock.now() - began > LONGEST_JOB) return true;
  try {
    return place !== undefined && placeOf(files, folder) === place && files.look(folder) === undefined;
  } catch {
    return false;
  }
}

/** What distinguishes a private folder's parent from folders with the same path elsewhere. */
export function placeOf(files: Files, folder: string): string | undefined {
  try {
    return files.look(files.resolve(path.dirname(folder)))?.identity;
  } catch {
    return undefined;
  }
}

/** Call this before writing a profile: if the logins cannot be saved, the profile must not be written. */
export function writeLogins(files: Files, held: Held, file: string, logins: Logins, owner?: Existing): void {
  files.replace(loginsFileOf(file), held.file('logins'), formatLogins(logins), owner);
}

/** Call this after removing a login: the new text is shorter than the old. */
export function putLogins(
  files: Files,
  held: Held | undefined,
  file: string,
  logins: Logins,
  owner?: Existing,
): void {
  put(files, held, loginsFileOf(file), formatLogins(logins), { owner });
}

/**
 * The system's codes if nothing can be created beside a file or renamed over it. EBUSY means that the file is itself a
 * mount, as containers mount single files, or, on Windows, that another program has it open.
 */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];

/**
 * Replaces a file's content by a rename or, if that is impossible and the new text is no longer than the file, by
 * overwriting it.
 * @param held absent if the lock could not be obtained
 */
export function put(
  files: Files,
  held: Held | undefined,
  file: string,
  text: string,
  { owner, mode }: { owner: Existing | undefined; mode?: number | undefined },
): void {
  if (held) {
    try {
      files.replace(file, held.file('new'), text, owner, mode);
      return;
    } catch (error) {
      if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text)) throw error;
    }
  }
  files.overwrite(file, text, mode);
}

/**
 * Removes a file if the lock is still held, by moving it into the holder's folder first. A file that cannot be removed
 * is emptied, so that no secret stays in it.
 * @throws FileError if the file stays, empty or not
 */
export function takeAway(files: Files, held: Held | undefined, file: string): void {
  if (!files.look(file)) return;
  if (held) {
    try {
      files.move(file, held.file('gone'));
      files.remove(held.file('gone'));
      return;
    } catch (error) {
      if (!hasNoRoom(error)) throw error;
    }
  }
  try {
    files.remove(file);
  } catch (error) {
    if (hasNoRoom(error)) files.overwrite(file, '');
    throw error;
  }
}

/** Call this for the last login: removes the list of logins or, if that is impossible, empties it. */
export function removeLogins(files: Files, held: Held | undefined, file: string): void {
  try {
    takeAway(files, held, loginsFileOf(file));
  } catch (error) {
    if (!hasNoRoom(error)) throw error;
    files.overwrite(loginsFileOf(file), '');
  }
}

function hasNoRoom(error: unknown): boolean {
  return error instanceof FileError && NO_ROOM.includes(systemCodeOf(error) ?? '');
}

/** The result of an action, or the FileError that it throws. */
export function attempt<T>(action: () => T): T | FileError {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}
