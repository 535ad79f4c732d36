import path from 'node:path';
import { FileError } from '../../errors.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { lockOf, withLock } from '../../runtime/file-lock.ts';
import type { Existing } from '../../runtime/files.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import type { Journal } from '../../undo/journal.ts';
import { isPrivateFolder, type PrivateFolder } from '../../undo/private-folder.ts';
import type { Handover } from '../exporter.ts';
import type { FileEntry, LockEntry, ProfileFormatName } from './entry.ts';
import type { Profile } from './format.ts';
import { formatOf } from './formats.ts';
import { privateCredentialsFile, profilePlaces } from './paths.ts';

/** A profile that is in both files. */
export interface WrittenProfile {
  readonly name: string;
  /** The credentials.ini. */
  readonly credentialsFile: string;
  /** The aliyun CLI's config.json. */
  readonly configFile: string;
}

/**
 * Writes the profile into credentials.ini and config.json, where whoever reads either finds it. Both texts are made
 * before either file is touched, so that a file that cannot be parsed leaves nothing half-done.
 */
export async function writeProfile(
  context: LocalContext,
  { wanted, credential, journal, folder }: Pick<Handover, 'wanted' | 'credential' | 'journal' | 'folder'>,
): Promise<WrittenProfile> {
  if (!wanted.profile) throw new Error('No profile is wanted.');
  const profile: Profile = { name: wanted.profile.name, credential, region: wanted.region };
  const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
  // What stays is kept out of a folder that another step's post is going to remove.
  const credentialsFile = chosen.credentialsFile ?? privateCredentialsFile(context, folder, !wanted.cleanup);
  for (const file of [credentialsFile, configFile]) refuseFolderInTheWay(context, path.dirname(file));
  await locked(context, journal, credentialsFile, (iniLock) =>
    locked(context, journal, configFile, async (configLock) => {
      const edits = [
        await prepare(context, 'credentials.ini', credentialsFile, profile, iniLock),
        await prepare(context, 'config.json', configFile, profile, configLock),
      ];
      for (const edit of edits) apply(context, journal, folder, edit, profile);
    }),
  );
  return { name: profile.name, credentialsFile, configFile };
}

/** Runs an action with a file locked; a private file needs no lock. */
async function locked(
  context: LocalContext,
  journal: Journal,
  file: string,
  action: (token: string | undefined) => Promise<void>,
): Promise<void> {
  const { random, signal } = context;
  const folder = path.dirname(file);
  if (isPrivateFolder(context, folder)) return action(undefined);
  const lock = { path: lockOf(file), token: random.uuid() };
  journal.record<LockEntry>({
    kind: 'profile',
    change: 'lock',
    ...lock,
    madeFolders: missingFolders(context, folder),
  });
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
  journal: Journal,
  folder: PrivateFolder,
  { format, path: file, lockToken, before, after }: Edit,
  { name, credential }: Profile,
): void {
  const secret = credential.kind === 'bearer' ? credential.bearerToken : credential.accessKeySecret;
  const salt = random.uuid();
  const copy = folder.file(`before-${salt}`);
  if (before) files.create(copy, before.text);
  const temporary = `${file}.${salt}.tmp`;
  journal.record<FileEntry>({
    kind: 'profile',
    change: 'file',
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
