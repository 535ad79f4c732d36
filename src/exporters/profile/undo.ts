import path from 'node:path';
import { FileError, messageOf } from '../../errors.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { lockOf, release, withLock } from '../../runtime/file-lock.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import { hasNotes, noteEnded, takeNote } from './ended.ts';
import type { FileEntry, LockEntry, ProfileEntry } from './entry.ts';
import { formatOf } from './formats.ts';

export function undoProfile(context: LocalContext, entry: ProfileEntry): boolean | Promise<boolean> {
  return entry.change === 'lock' ? releaseLock(context, entry) : takeProfileBack(context, entry);
}

/** Removes the copy of what stood there before. */
export function discardProfile({ files }: LocalContext, entry: ProfileEntry): void {
  if (entry.change === 'file' && entry.before) files.remove(entry.before.copy);
}

function releaseLock(context: LocalContext, { path: lock, token, madeFolders }: LockEntry): boolean {
  release(context, lock, token);
  for (const folder of madeFolders) context.files.removeEmptyFolder(folder);
  return true;
}

/**
 * Removes the profile, if it is still ours, and puts back what stood in its place.
 * @returns false where somebody has changed it since
 * @throws FileError; a profile of the owner's that could not be put back is kept beside the file, and named
 */
async function takeProfileBack(context: LocalContext, entry: FileEntry): Promise<boolean> {
  const { files, signal } = context;
  files.remove(entry.temporary);
  if (!files.look(entry.path)) return true;
  const take = (): Promise<boolean> => takeBack(context, entry);
  try {
    const { lockToken } = entry;
    if (lockToken === undefined) return await take();
    const undone = await withLock(context, lockOf(entry.path), lockToken, signal, take);
    // Of jobs that share config.json, the one that made its folder may have ended before.
    if (entry.before && entry.format === 'config.json' && !files.look(entry.path))
      files.removeEmptyFolder(path.dirname(entry.path));
    return undone;
  } catch (error) {
    if (!(await replacedOne(context, entry))) throw error;
    const { kept, onlyCopy } = rescue(context, entry);
    throw new FileError(`${messageOf(error)} What stood there before is kept in ${kept}.`, {
      cause: error,
      onlyCopy,
    });
  }
}

async function takeBack(context: LocalContext, entry: FileEntry): Promise<boolean> {
  const { files, log } = context;
  const { before, salt, profile } = entry;
  // Somebody may have moved the file and put a link in its place; the secret is where the link leads.
  const file = files.resolve(entry.path);
  const text = files.read(file);
  if (text === undefined) return true;
  const saved = before && files.read(before.copy);
  // Killed before it was written.
  if (text === saved) return true;
  const copy = saved === undefined ? undefined : await withoutEnded(context, entry, saved);
  if (fingerprint(salt, text) === entry.written && (!before || copy !== undefined)) {
    await putBack(context, entry, file, copy, saved);
    return true;
  }
  const format = await formatOf(entry.format);
  const secret = format.secretOf(text, file, profile);
  if (secret === undefined) return true;
  if (fingerprint(salt, secret) !== entry.secret) {
    if (entry.lockToken !== undefined) noteEnded(files, entry.path, salt, entry.secret);
    log.warning(`Somebody has changed the profile “${profile}” in ${file} since. It is left as it is.`);
    return false;
  }
  await putBack(context, entry, file, format.restore(text, file, profile, copy), saved);
  return true;
}

/**
 * Puts a text in the place of the file. One in which nothing is left is removed, unless it was there like that.
 * @param found what stood there before
 */
async function putBack(
  { files }: LocalContext,
  { format: name, path: original, temporary, salt, before }: FileEntry,
  file: string,
  text: string | undefined,
  found: string | undefined,
): Promise<void> {
  const isEmpty = async (content: string): Promise<boolean> => (await formatOf(name)).isEmpty(content);
  const emptied =
    text !== undefined &&
    text !== found &&
    (await isEmpty(text)) &&
    !(found !== undefined && (await isEmpty(found)));
  if (text === undefined || emptied) {
    files.remove(file);
    return;
  }
  // A link may lead to another file system, into which nothing can be renamed.
  const beside = file === original ? temporary : `${file}.${salt}.tmp`;
  files.replace(file, beside, text, files.look(file), before?.mode);
}

/** The copy of what stood in the file, without a profile whose job has ended since. */
async function withoutEnded({ files }: LocalContext, entry: FileEntry, copy: string): Promise<string> {
  const { path: file, profile } = entry;
  // Nearly never, so the format is not loaded for it.
  if (!hasNotes(files, file)) return copy;
  const format = await formatOf(entry.format);
  const secret = format.secretOf(copy, file, profile);
  const ended = secret !== undefined && takeNote(files, file, secret);
  return ended ? format.restore(copy, file, profile, undefined) : copy;
}

/** Whether a profile of the same name stood in the file before. */
async function replacedOne({ files }: LocalContext, entry: FileEntry): Promise<boolean> {
  try {
    const copy = entry.before && files.read(entry.before.copy);
    const format = await formatOf(entry.format);
    return copy !== undefined && format.secretOf(copy, entry.path, entry.profile) !== undefined;
  } catch {
    return false;
  }
}

/** Keeps what stood in a file beside it, since the private folder is about to be removed; else the folder must stay. */
function rescue(
  { files }: LocalContext,
  { path: file, salt, before }: FileEntry,
): { kept: string; onlyCopy?: string } {
  const copy = before?.copy ?? '';
  const kept = `${file}.before-${salt}`;
  try {
    files.create(kept, files.read(copy) ?? '');
    return { kept };
  } catch {
    return { kept: copy, onlyCopy: copy };
  }
}
