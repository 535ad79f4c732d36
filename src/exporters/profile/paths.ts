import path from 'node:path';
import { FileError, InputError } from '../../errors.ts';
import { configFile } from '../../profiles/places.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { isPrivateFolder, type PrivateFolder } from '../../undo/private-folder.ts';

/** Where a profile is written to. No secret goes into the workspace: its files are committed, packed and uploaded. */
export interface ProfilePlaces {
  /** The credentials.ini that the user named. */
  readonly credentialsFile?: string;
  /** The aliyun CLI's config.json. */
  readonly configFile: string;
}

/**
 * @param file the credentials.ini that the user named
 * @throws InputError, FileError
 */
export function profilePlaces(context: LocalContext, file: string | undefined): ProfilePlaces {
  const config = configFile(context);
  if (config === undefined) throw noHome();
  if (isInWorkspace(context, config)) {
    throw new FileError(`HOME lies in the workspace, and the profile would be written to ${config}.`, {
      hint: 'Run the job with another HOME, or hand the credential on without profile.',
    });
  }
  if (file === undefined) return { configFile: config };
  const credentialsFile = absolute(context, file);
  if (isInWorkspace(context, credentialsFile)) {
    throw new InputError(
      `credentials-file lies in the workspace, whose files are committed, packed and uploaded: ${credentialsFile}`,
      'Leave it out, or use a path under ~/ or ${{ runner.temp }}/.',
    );
  }
  if (credentialsFile === config) {
    throw new InputError(
      'credentials-file is the aliyun CLI’s config.json, which the profile is written to in any case.',
      'Leave it out, or name another file.',
    );
  }
  return { credentialsFile, configFile: config };
}

/**
 * The credentials.ini where the user named none: that of an earlier step of the job, so that both profiles are found in
 * one file; else a new one.
 *
 * @param alone not in a folder that another step's post is going to remove
 */
export function privateCredentialsFile(context: LocalContext, folder: PrivateFolder, alone: boolean): string {
  const standing = context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
  if (
    !alone &&
    standing &&
    isPrivateFolder(context, path.dirname(standing)) &&
    context.files.look(standing)?.kind === 'file'
  )
    return standing;
  return folder.file('credentials.ini');
}

function noHome(): FileError {
  return new FileError('HOME is not the absolute path of a folder, so there is no place for a profile.', {
    hint: 'Set HOME for the job, or hand the credential on without profile.',
  });
}

function absolute(context: LocalContext, file: string): string {
  const expanded = file.startsWith('~/') ? path.join(context.home() ?? '', file.slice(2)) : file;
  if (!path.isAbsolute(expanded)) {
    throw new InputError(
      `credentials-file: “${file}” is not an absolute path.`,
      'Begin it with ~/ or with ${{ runner.temp }}/.',
    );
  }
  return path.resolve(expanded);
}

function isInWorkspace({ env, files }: LocalContext, file: string): boolean {
  const workspace = env.get('GITHUB_WORKSPACE');
  if (!workspace) return false;
  const relative = path.relative(files.resolve(workspace), files.resolve(file));
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
