import path from 'node:path';
import type { LocalContext } from '../context.ts';
import { FileError, InputError } from '../errors.ts';
import type { Existing } from '../files.ts';
import { fingerprint } from '../fingerprint.ts';
import { isPrivateFolder, type PrivateFolder } from '../private-folder.ts';
import type { ProfileFormatName, ProfileReceipt, Receipts } from '../receipts.ts';
import { credentialsIni } from './credentials-ini.ts';
import type { Profile, ProfileFormat } from './profile-format.ts';

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
  return name === 'credentials.ini' ? credentialsIni : (await import('./aliyun-config.ts')).aliyunConfig;
}

/**
 * Writes the profile into credentials.ini and config.json, where whoever reads either finds it. Both texts are made
 * before either file is touched, so that a file that cannot be parsed leaves nothing half-done.
 *
 * @param chosen the credentials.ini, where the user named one
 */
export async function writeProfile(
  context: LocalContext,
  receipts: Receipts,
  folder: PrivateFolder,
  profile: Profile,
  chosen: string | undefined,
): Promise<WrittenProfile> {
  const ini = chosen ?? defaultFile(context, folder);
  const config = configFile(context);
  const edits = [
    await prepare(context, 'credentials.ini', ini, profile),
    await prepare(context, 'config.json', config, profile),
  ];
  for (const edit of edits) apply(context, receipts, folder, edit, profile);
  return { name: profile.name, credentialsFile: ini, configFile: config };
}

/** Removes the profile, if it is still ours, and puts back what stood in its place. */
export async function undoProfile(context: LocalContext, receipt: ProfileReceipt): Promise<void> {
  const { files } = context;
  const { path: file, before, salt } = receipt;
  files.remove(receipt.temporary);
  const text = files.read(file);
  if (text !== undefined) {
    const copy = before ? files.read(before.copy) : undefined;
    const untouched = fingerprint(salt, text) === receipt.written;
    if (untouched && (!before || copy !== undefined)) {
      putBack(context, receipt, copy);
    } else {
      const format = await formatOf(receipt.format);
      const secret = format.secretOf(text, file, receipt.profile);
      if (secret !== undefined && fingerprint(salt, secret) === receipt.secret) {
        const rest = format.restore(text, file, receipt.profile, copy);
        putBack(context, receipt, format.isEmpty(rest) && !before ? undefined : rest);
      }
    }
  }
  for (const made of receipt.madeFolders) files.removeEmptyFolder(made);
}

function putBack(context: LocalContext, receipt: ProfileReceipt, text: string | undefined): void {
  const { files } = context;
  if (text === undefined) {
    files.remove(receipt.path);
    return;
  }
  files.replace(receipt.path, receipt.temporary, text, files.look(receipt.path), receipt.before?.mode);
}

interface Edit {
  readonly format: ProfileFormatName;
  readonly path: string;
  readonly before: { readonly text: string; readonly existing: Existing } | undefined;
  readonly after: string;
}

async function prepare(
  context: LocalContext,
  formatName: ProfileFormatName,
  file: string,
  profile: Profile,
): Promise<Edit> {
  const { files } = context;
  const folder = files.look(path.dirname(file));
  if (folder && folder.kind !== 'folder') throw inTheWay(path.dirname(file), folder);
  const existing = files.look(file);
  if (existing && existing.kind !== 'file') throw inTheWay(file, existing);
  const text = existing ? files.read(file) : undefined;
  const after = (await formatOf(formatName)).write(text, file, profile);
  return {
    format: formatName,
    path: file,
    before: existing && text !== undefined ? { text, existing } : undefined,
    after,
  };
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
  context: LocalContext,
  receipts: Receipts,
  folder: PrivateFolder,
  edit: Edit,
  profile: Profile,
): void {
  const { files, random } = context;
  const { credential } = profile;
  const secret = credential.kind === 'bearer' ? credential.bearerToken : credential.accessKeySecret;
  const salt = random.uuid();
  const { before } = edit;
  const copy = folder.file(`before-${salt}`);
  if (before) files.create(copy, before.text);
  const madeFolders = missingFolders(context, path.dirname(edit.path));
  const temporary = `${edit.path}.${salt}.tmp`;
  receipts.declare({
    kind: 'profile',
    format: edit.format,
    path: edit.path,
    profile: profile.name,
    temporary,
    salt,
    written: fingerprint(salt, edit.after),
    secret: fingerprint(salt, secret.reveal()),
    ...(before && { before: { copy, mode: before.existing.mode } }),
    madeFolders,
  });
  files.ensureFolder(path.dirname(edit.path));
  files.replace(edit.path, temporary, edit.after, before?.existing);
}

/** Innermost first. */
function missingFolders(context: LocalContext, folder: string): string[] {
  return context.files.look(folder) ? [] : [folder, ...missingFolders(context, path.dirname(folder))];
}

/**
 * The credentials.ini that the user named. The workspace is refused: its files are committed, packed and uploaded.
 * @throws InputError
 */
export function chosenFile(context: LocalContext, file: string): string {
  const expanded = file.startsWith('~/') ? path.join(context.home, file.slice(2)) : file;
  if (!path.isAbsolute(expanded)) {
    throw new InputError(
      `credentials-file: “${file}” is not an absolute path.`,
      'Begin it with ~/ or with ${{ runner.temp }}/.',
    );
  }
  const chosen = path.resolve(expanded);
  const workspace = context.env.get('GITHUB_WORKSPACE');
  if (workspace && isWithin(context.files.resolve(workspace), context.files.resolve(chosen))) {
    throw new InputError(
      `credentials-file lies in the workspace, whose files are committed, packed and uploaded: ${chosen}`,
      'Leave it out, or use a path under ~/ or ${{ runner.temp }}/.',
    );
  }
  if (chosen === configFile(context)) {
    throw new InputError(
      'credentials-file is the aliyun CLI’s config.json, which the profile is written to in any case.',
      'Leave it out, or name another file.',
    );
  }
  return chosen;
}

function configFile({ home }: LocalContext): string {
  return path.join(home, '.aliyun', 'config.json');
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Ours from an earlier step of the job, so that both profiles are found in one file; else a new one. */
function defaultFile(context: LocalContext, folder: PrivateFolder): string {
  const standing = context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
  if (
    standing &&
    isPrivateFolder(context, path.dirname(standing)) &&
    context.files.look(standing)?.kind === 'file'
  )
    return standing;
  return folder.file('credentials.ini');
}
