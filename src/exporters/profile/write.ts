import path from 'node:path';
import { FileError } from '../../errors.ts';
import type { Journal } from '../../record/journal.ts';
import { makePrivate, type PrivateFolder } from '../../record/private-folder.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { type Held, withLock } from '../../runtime/file-lock.ts';
import { type Existing, MOST_BYTES } from '../../runtime/files.ts';
import type { Handover } from '../exporter.ts';
import { attempt, markOf, placeOf, readLogins, targetOf, withoutDead, writeLogins } from './change.ts';
import type { ProfileEntry } from './entry.ts';
import type { Profile } from './format.ts';
import { announcing, enter, type Logins, leave } from './logins.ts';
import { formatLogins, loginsFileOf } from './logins-file.ts';
import { jobCredentialsFile, profilePlaces } from './paths.ts';

/** A profile that is in the files. */
export interface WrittenProfile {
  readonly name: string;
  /** The credentials.ini; absent for a profile that renews itself, which no reader of that file supports. */
  readonly credentialsFile?: string | undefined;
  /** The aliyun CLI's config.json. */
  readonly configFile: string;
}

/**
 * Writes the profile to credentials.ini and config.json, so that readers of either find it. Both texts are made before
 * either file is touched, so that a file that cannot be parsed leaves nothing half-done.
 * @param command returns the credential, and is written instead of it
 */
export async function writeProfile(
  context: LocalContext,
  { wanted, credential, journal, folder }: Pick<Handover, 'wanted' | 'credential' | 'journal' | 'folder'>,
  command?: string,
): Promise<WrittenProfile> {
  if (!wanted.profile) throw new Error('No profile is wanted.');
  const profile: Profile = { name: wanted.profile.name, credential, command, region: wanted.region };
  const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
  const config = await record(context, journal, 'config.json', configFile, profile);
  const announce = (entry: ProfileEntry) => () =>
    journal.amend(entry, { madeFolders: foldersToMake(context, entry.path, entry.madeFolders) });
  // Every step takes config.json's lock first, so that the steps of a job agree on one credentials.ini.
  const write = async (configHeld: Held): Promise<WrittenProfile> => {
    if (command !== undefined) {
      apply(context, journal, await prepare(context, config, configHeld, profile, folder));
      return { name: profile.name, configFile };
    }
    // Keep what stays apart from what other steps undo.
    const own = wanted.cleanup
      ? jobCredentialsFile
      : (_: LocalContext, { file }: PrivateFolder) => file('credentials.ini');
    const credentialsFile = chosen.credentialsFile ?? own(context, folder);
    const ini = await record(context, journal, 'credentials.ini', credentialsFile, profile);
    if (chosen.credentialsFile === undefined) makePrivate(context, path.dirname(credentialsFile));
    const writeBoth = async (iniHeld: Held): Promise<void> => {
      const edits = [
        await prepare(context, ini, iniHeld, profile, folder),
        await prepare(context, config, configHeld, profile, folder),
      ];
      for (const edit of edits) apply(context, journal, edit);
    };
    await withLock(context, credentialsFile, ini.id, writeBoth, announce(ini));
    return { name: profile.name, credentialsFile, configFile };
  };
  return withLock(context, configFile, config.id, write, announce(config));
}

/**
 * Characters in the paths of missing folders. Their names go into the step's state, which is a variable of post. Linux
 * starts no process with a variable of 128 kB, and a character takes up to six bytes there, for each of two files.
 */
const LONGEST_RECORD = 8_000;

async function record(
  context: LocalContext,
  journal: Journal,
  format: ProfileEntry['format'],
  file: string,
  profile: Profile,
): Promise<ProfileEntry> {
  refuseFolderInTheWay(context, path.dirname(file));
  const id = context.random.uuid();
  const madeFolders = foldersToMake(context, file);
  const entry: ProfileEntry = {
    kind: 'profile',
    format,
    path: file,
    profile: profile.name,
    id,
    mark: markOf(await targetOf({ format, path: file }), profile, id),
    madeFolders,
  };
  journal.record(entry, { path: file, format });
  return entry;
}

/**
 * The parent folders of the file that are not its owner's: missing, known, or made by other logins; innermost first.
 */
function foldersToMake(context: LocalContext, file: string, known: readonly string[] = []): string[] {
  const { files } = context;
  const logins = attempt(() => readLogins(files, file));
  const others = logins instanceof FileError ? [] : (logins?.madeFolders ?? []);
  const folders = foldersOf(file).filter(
    (folder) => known.includes(folder) || others.includes(folder) || !files.look(folder),
  );
  if (folders.join('').length > LONGEST_RECORD) {
    throw new FileError(`Too many of the parent folders of ${file} are missing.`, {
      hint: 'Create the folder first, or run the job with another HOME or credentials-file.',
    });
  }
  return folders;
}

/** All parent folders of a path, innermost first. */
function foldersOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersOf(folder)];
}

interface Edit {
  readonly entry: ProfileEntry;
  readonly held: Held;
  readonly existing: Existing | undefined;
  readonly text: string;
  readonly logins: Logins;
}

async function prepare(
  context: LocalContext,
  entry: ProfileEntry,
  held: Held,
  profile: Profile,
  folder: PrivateFolder,
): Promise<Edit> {
  const { files, clock } = context;
  const { path: file, id, mark, madeFolders } = entry;
  const target = await targetOf(entry);
  const existing = usable(context, file, held);
  usable(context, loginsFileOf(file), held);
  const found = {
    text: existing && files.read(file),
    logins: readLogins(files, file),
  };
  // Remove our own login, in case we lost the lock half-way.
  const state = leave(target, withoutDead(context, target, found), id);
  const login = { id, mark, began: clock.now(), folder: folder.path(), place: placeOf(files, folder.path()) };
  // Even if all logins were dead, the file's own mode and the folders that were made for it are still known.
  const { text, logins } = enter(target, state, login, profile, {
    mode: found.logins ? found.logins.before.mode : existing?.mode,
    madeFolders: [...madeFolders, ...held.madeFolders, ...(found.logins?.madeFolders ?? [])],
  });
  const edit = { entry, held, existing, text, logins: announcing(logins, found.text) };
  refuseTooLarge(edit);
  return edit;
}

/** Bytes that undoing this and other logins may add to a file. */
const ROOM = 2 ** 18;

function refuseTooLarge({ entry: { path: file }, text, logins }: Edit): void {
  for (const [name, content] of [
    [file, text],
    [loginsFileOf(file), formatLogins(logins)],
  ] as const) {
    if (Buffer.byteLength(content) <= MOST_BYTES - ROOM) continue;
    throw new FileError(`With this profile, ${name} would be too large to be read when the job ends.`, {
      hint: `Make ${file} smaller, or run the job with another HOME or credentials-file.`,
    });
  }
}

function apply({ files }: LocalContext, journal: Journal, edit: Edit): void {
  const { entry, held, existing, text, logins } = edit;
  const { path: file } = entry;
  journal.amend(entry, { begun: true });
  writeLogins(files, held, file, logins, existing);
  files.replace(file, held.file('new'), text, existing);
}

/**
 * What is at a path, if a secret may be written there. A file that belongs neither to us nor to the folder's owner was
 * put there by somebody who could read what we write; in a folder such as /tmp anybody can.
 */
function usable({ files }: LocalContext, file: string, held: Held): Existing | undefined {
  const existing = files.look(file);
  if (!existing) return undefined;
  if (existing.kind !== 'file') throw inTheWay(file, existing);
  const ours = files.look(path.dirname(held.file('')))?.uid;
  const owners = files.look(path.dirname(file))?.uid;
  if (existing.uid !== ours && existing.uid !== owners) {
    throw new FileError(`${file} belongs to another user, who could read the secret.`, {
      hint: 'Remove it, or name a credentials-file in a folder that only this user can write to.',
    });
  }
  return existing;
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
