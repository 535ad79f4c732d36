import path from 'node:path';
import { FileError, messageOf } from '../../errors.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { lockOf, withLock } from '../../runtime/file-lock.ts';
import type { Existing } from '../../runtime/files.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import type { ProfileFormatName, ProfileReceipt, Receipts } from '../../undo/journal.ts';
import { isPrivateFolder, type PrivateFolder } from '../../undo/private-folder.ts';
import { credentialsIni } from './credentials-ini.ts';
import { hasNotes, noteEnded, takeNote } from './ended.ts';
import type { Profile, ProfileFormat } from './format.ts';
import { type ProfilePlaces, privateCredentialsFile } from './paths.ts';

export { type ProfilePlaces, profilePlaces } from './paths.ts';

/** A profile that is in both files. */
export interface WrittenProfile {
  readonly name: string;
  /** The credentials.ini. */
  readonly credentialsFile: string;
  /** The aliyun CLI's config.json. */
  readonly configFile: string;
}

/** The CLI's format brings a JSON editor with it, which only the steps with a profile need. */
async function formatOf(name: ProfileFormatName): Promise<ProfileFormat> {
  return name === 'credentials.ini' ? credentialsIni : (await import('./config-json.ts')).aliyunConfig;
}

/**
 * Writes the profile into credentials.ini and config.json, where whoever reads either finds it. Both texts are made
 * before either file is touched, so that a file that cannot be parsed leaves nothing half-done.
 *
 * @param alone keep a private credentials.ini out of a folder that another step's post is going to remove
 */
export async function writeProfile(
  context: LocalContext,
  receipts: Receipts,
  folder: PrivateFolder,
  profile: Profile,
  { configFile, ...chosen }: ProfilePlaces,
  alone: boolean,
): Promise<WrittenProfile> {
  const credentialsFile = chosen.credentialsFile ?? privateCredentialsFile(context, folder, alone);
  for (const file of [credentialsFile, configFile]) refuseFolderInTheWay(context, path.dirname(file));
  await locked(context, receipts, credentialsFile, (iniLock) =>
    locked(context, receipts, configFile, async (configLock) => {
      const edits = [
        await prepare(context, 'credentials.ini', credentialsFile, profile, iniLock),
        await prepare(context, 'config.json', configFile, profile, configLock),
      ];
      for (const edit of edits) apply(context, receipts, folder, edit, profile);
    }),
  );
  return { name: profile.name, credentialsFile, configFile };
}

/**
 * Removes the profile, if it is still ours, and puts back what stood in its place.
 * @returns false where somebody has changed it since
 * @throws FileError; a profile of the owner's that could not be put back is kept beside the file, and named
 */
export async function undoProfile(context: LocalContext, receipt: ProfileReceipt): Promise<boolean> {
  const { files, signal } = context;
  files.remove(receipt.temporary);
  if (!files.look(receipt.path)) return true;
  const take = (): Promise<boolean> => takeBack(context, receipt);
  try {
    const { lockToken } = receipt;
    if (lockToken === undefined) return await take();
    const undone = await withLock(context, lockOf(receipt.path), lockToken, signal, take);
    // Of jobs that share config.json, the one that made its folder may have ended before.
    if (receipt.before && receipt.format === 'config.json' && !files.look(receipt.path))
      files.removeEmptyFolder(path.dirname(receipt.path));
    return undone;
  } catch (error) {
    if (!(await replacedOne(context, receipt))) throw error;
    const { kept, onlyCopy } = rescue(context, receipt);
    throw new FileError(`${messageOf(error)} What stood there before is kept in ${kept}.`, {
      cause: error,
      onlyCopy,
    });
  }
}

async function takeBack(context: LocalContext, receipt: ProfileReceipt): Promise<boolean> {
  const { files, log } = context;
  const { before, salt, profile } = receipt;
  // Somebody may have moved the file and put a link in its place; the secret is where the link leads.
  const file = files.resolve(receipt.path);
  const text = files.read(file);
  if (text === undefined) return true;
  const saved = before && files.read(before.copy);
  // Killed before it was written.
  if (text === saved) return true;
  const copy = saved === undefined ? undefined : await withoutEnded(context, receipt, saved);
  if (fingerprint(salt, text) === receipt.written && (!before || copy !== undefined)) {
    await putBack(context, receipt, file, copy, saved);
    return true;
  }
  const format = await formatOf(receipt.format);
  const secret = format.secretOf(text, file, profile);
  if (secret === undefined) return true;
  if (fingerprint(salt, secret) !== receipt.secret) {
    if (receipt.lockToken !== undefined) noteEnded(files, receipt.path, salt, receipt.secret);
    log.warning(`Somebody has changed the profile “${profile}” in ${file} since. It is left as it is.`);
    return false;
  }
  await putBack(context, receipt, file, format.restore(text, file, profile, copy), saved);
  return true;
}

/**
 * Puts a text in the place of the file. One in which nothing is left is removed, unless it was there like that.
 * @param found what stood there before
 */
async function putBack(
  { files }: LocalContext,
  { format: name, path: original, temporary, salt, before }: ProfileReceipt,
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
async function withoutEnded({ files }: LocalContext, receipt: ProfileReceipt, copy: string): Promise<string> {
  const { path: file, profile } = receipt;
  // Nearly never, so the format is not loaded for it.
  if (!hasNotes(files, file)) return copy;
  const format = await formatOf(receipt.format);
  const secret = format.secretOf(copy, file, profile);
  const ended = secret !== undefined && takeNote(files, file, secret);
  return ended ? format.restore(copy, file, profile, undefined) : copy;
}

/** Whether a profile of the same name stood in the file before. */
async function replacedOne({ files }: LocalContext, receipt: ProfileReceipt): Promise<boolean> {
  try {
    const copy = receipt.before && files.read(receipt.before.copy);
    const format = await formatOf(receipt.format);
    return copy !== undefined && format.secretOf(copy, receipt.path, receipt.profile) !== undefined;
  } catch {
    return false;
  }
}

/** Keeps what stood in a file beside it, since the private folder is about to be removed; else the folder must stay. */
function rescue(
  { files }: LocalContext,
  { path: file, salt, before }: ProfileReceipt,
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

/** Runs an action with a file locked; a private file needs no lock. */
async function locked(
  context: LocalContext,
  receipts: Receipts,
  file: string,
  action: (token: string | undefined) => Promise<void>,
): Promise<void> {
  const { random, signal } = context;
  const folder = path.dirname(file);
  if (isPrivateFolder(context, folder)) return action(undefined);
  const lock = { path: lockOf(file), token: random.uuid() };
  receipts.declare({ kind: 'lock', ...lock, madeFolders: missingFolders(context, folder) });
  await withLock(context, lock.path, lock.token, signal, () => action(lock.token));
}

interface Edit {
  readonly format: ProfileFormatName;
  readonly path: string;
  readonly lockToken: string | undefined;
  readonly before: { readonly text: string; readonly existing: Existing } | undefined;
  readonly after: string;
}

async function prepare(
  { files }: LocalContext,
  formatName: ProfileFormatName,
  file: string,
  profile: Profile,
  lockToken: string | undefined,
): Promise<Edit> {
  const existing = files.look(file);
  if (existing && existing.kind !== 'file') throw inTheWay(file, existing);
  const text = existing ? files.read(file) : undefined;
  const after = (await formatOf(formatName)).write(text, file, profile);
  const before = existing && text !== undefined ? { text, existing } : undefined;
  return { format: formatName, path: file, lockToken, before, after };
}

function refuseFolderInTheWay({ files }: LocalContext, folder: string): void {
  const existing = files.look(folder);
  if (existing && existing.kind !== 'folder') throw inTheWay(folder, existing);
}

function inTheWay(target: string, existing: Existing): FileError {
  const what =
    existing.kind === 'symlink'
      ? 'is a symbolic link, and no secret is written through one'
      : 'is in the way';
  return new FileError(`${target} ${what}.`, {
    hint: 'Remove it, or run the job with another HOME or credentials-file.',
  });
}

function apply(
  { files, random }: LocalContext,
  receipts: Receipts,
  folder: PrivateFolder,
  { format, path: file, lockToken, before, after }: Edit,
  { name, credential }: Profile,
): void {
  const secret = credential.kind === 'bearer' ? credential.bearerToken : credential.accessKeySecret;
  const salt = random.uuid();
  const copy = folder.file(`before-${salt}`);
  if (before) files.create(copy, before.text);
  const temporary = `${file}.${salt}.tmp`;
  receipts.declare({
    kind: 'profile',
    format,
    path: file,
    profile: name,
    temporary,
    ...(lockToken !== undefined && { lockToken }),
    salt,
    written: fingerprint(salt, after),
    secret: fingerprint(salt, secret.reveal()),
    ...(before && { before: { copy, mode: before.existing.mode } }),
  });
  files.replace(file, temporary, after, before?.existing);
}

/** Innermost first. */
function missingFolders(context: LocalContext, folder: string): string[] {
  const parent = path.dirname(folder);
  if (parent === folder || context.files.look(folder)) return [];
  return [folder, ...missingFolders(context, parent)];
}
