import { FileError } from '../errors.ts';
import { type Files, type Ownership, systemCodeOf } from '../runtime/files.ts';
import type { Held } from './lock.ts';

/** Changes files that others read at any moment, and leaves no secret behind where nothing new can be written. */

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
  { text, ...as }: Ownership & { readonly text: string },
): void {
  if (held) {
    try {
      files.replace(file, held.file('new'), text, as);
      return;
    } catch (error) {
      if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text)) throw error;
    }
  }
  files.overwrite(file, text, as.mode);
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

/** Removes a file that is as good as gone when it is empty. */
export function takeAwayOrEmpty(files: Files, held: Held | undefined, file: string): void {
  try {
    takeAway(files, held, file);
  } catch (error) {
    if (files.lengthOf(file) > 0) throw error;
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
