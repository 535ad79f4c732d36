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

/** Reading and writing a file of profiles together with the logins that stand in it; the file is locked meanwhile. */

/** Milliseconds; GitHub ends every job before. */
const LONGEST_JOB = 6 * 24 * 60 * 60 * 1000;

export async function targetOf(entry: Pick<ProfileEntry, 'format' | 'path'>): Promise<Target> {
  return { path: entry.path, format: await formatOf(entry.format) };
}

/** What tells a profile from others of the same name, as an entry holds it. */
export function markOf({ format, path: file }: Target, profile: Profile, id: string): string {
  return fingerprint(id, format.markOf(format.write(undefined, file, profile), file, profile.name) ?? '');
}

/** @throws FileError where they are damaged, or cannot be read */
export function readLogins(files: Files, file: string): Logins | undefined {
  const text = files.read(loginsFileOf(file));
  // Empty where it could not be removed.
  return text ? parseLogins(text, loginsFileOf(file)) : undefined;
}

/** Takes out the logins of jobs that were killed before they could do so themselves. */
export function withoutDead(context: LocalContext, target: Target, state: State): State {
  return loginsIn(state.logins)
    .filter((login) => isOver(context, login))
    .reduce((rest, { id }) => leave(target, rest, id), state);
}

/**
 * A job is over when its private folder is gone from its RUNNER_TEMP, which a runner empties before its next job. Nobody
 * can tell from another machine or another container, where that is another folder.
 */
function isOver({ files, clock }: LocalContext, { folder, place, began }: Login): boolean {
  if (clock.now() - began > LONGEST_JOB) return true;
  try {
    return place !== undefined && placeOf(files, folder) === place && files.look(folder) === undefined;
  } catch {
    return false;
  }
}

/** What tells the folder that a private folder is in from others of that name, elsewhere. */
export function placeOf(files: Files, folder: string): string | undefined {
  try {
    return files.look(files.resolve(path.dirname(folder)))?.identity;
  } catch {
    return undefined;
  }
}

/** Call this before writing a profile: if the logins cannot be kept, the profile must not be written. */
export function writeLogins(files: Files, held: Held, file: string, logins: Logins, owner?: Existing): void {
  files.replace(loginsFileOf(file), held.file('logins'), formatLogins(logins), owner);
}

/** After one was taken out: there is less to keep. */
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
 * The system's codes when nothing can be created beside a file or renamed over it: EBUSY for one that is itself a mount,
 * as containers mount single files, and for one that another program on Windows holds open.
 */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];

/**
 * Puts a text in the place of a file, by a rename; over it, where it is, where that cannot be done and the text is no
 * longer than the file.
 * @param held absent where the lock could not be had
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
 * Removes a file, if the lock is still held: it is moved to the holder's folder first. One that cannot be removed is
 * emptied, so that no secret stays in it.
 * @throws FileError of one that stays, empty or not
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

/** For the last login: removes their file or, if it cannot be removed, empties it. */
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

/** What an action gives, or the FileError that it ends in. */
export function attempt<T>(action: () => T): T | FileError {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}
