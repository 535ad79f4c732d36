import path from 'node:path';
import { FileError, InputError } from '../../errors.ts';
import { cliConfigFile, configFile, homeVariable } from '../../profiles/places.ts';
import { sharedFolder } from '../../record/private-folder.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { flawOfWindowsPath } from '../../text/windows-names.ts';

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
  // If it is not set, the SDKs ask the user database, and the CLI looks in /.aliyun.
  if (config === undefined || !context.env.get(homeVariable(context))) throw noHome(context);
  if (isInWorkspace(context, config)) {
    const variable = homeVariable(context);
    throw new FileError(`${variable} is in the workspace, and the profile would be written to ${config}.`, {
      hint: `Run the job with another ${variable}, or export the credential without profile.`,
    });
  }
  const cliConfig = cliConfigFile(context);
  if (cliConfig !== undefined && !context.files.isSame(cliConfig, config)) {
    context.log.warning(
      `The aliyun CLI will not find the profile: it reads ${cliConfig} (HOMEDRIVE and HOMEPATH), and the profile is in ${config} (USERPROFILE), where the SDKs look. ` +
        'Set both to the same folder.',
    );
  }
  if (file === undefined) return { configFile: config };
  const credentialsFile = absolute(context, file);
  if (isInWorkspace(context, credentialsFile)) {
    throw new InputError(
      `credentials-file is in the workspace, whose files are committed, packed and uploaded: ${credentialsFile}`,
      'Leave it out, or use a path under ~/.',
    );
  }
  if (context.files.isSame(credentialsFile, config)) {
    throw new InputError(
      'credentials-file is the aliyun CLI’s config.json, which the profile is written to in any case.',
      'Leave it out, or name another file.',
    );
  }
  return { credentialsFile: byOwnName(context, credentialsFile), configFile: config };
}

/**
 * The file under its real name. Its lock and its logins are named after it and are beside it. Other names of the folder
 * (links, mounts) lead to the same ones; an 8.3 name of the file would not.
 */
function byOwnName({ files }: LocalContext, file: string): string {
  if (files.look(file)?.kind !== 'file') return file;
  return path.join(path.dirname(file), path.basename(files.resolve(file)));
}

/**
 * The credentials.ini if the user named none. All steps of a job share one, so that their profiles are in one file;
 * each removes its own again. Found by looking for it, not by a variable: what a parallel step exports is not visible
 * before a wait.
 */
export function jobCredentialsFile(context: LocalContext, folder: string): string {
  return path.join(sharedFolder(context, folder), 'credentials.ini');
}

function noHome(context: LocalContext): FileError {
  const variable = homeVariable(context);
  return new FileError(
    `${variable} is not set to the absolute path of a folder, so there is no place for a profile that every tool would find.`,
    { hint: `Set ${variable} for the job, or export the credential without profile.` },
  );
}

function absolute({ platform, home }: LocalContext, file: string): string {
  const on = platform === 'win32' ? path.win32 : path.posix;
  const fromHome = (platform === 'win32' ? /^~[\\/]/ : /^~\//).test(file);
  const expanded = fromHome ? on.join(home() ?? '', file.slice(2)) : file;
  if (!on.isAbsolute(expanded)) {
    throw new InputError(`credentials-file: “${file}” is not an absolute path.`, 'Start it with ~/.');
  }
  const flaw = platform === 'win32' ? flawOfWindowsPath(expanded) : undefined;
  if (flaw) throw new InputError(`credentials-file: “${file}” ${flaw}.`, WINDOWS_HINT);
  return on.resolve(expanded);
}

const WINDOWS_HINT = 'Write it as C:\\folder\\name.ini, or start it with ~\\.';

function isInWorkspace({ env, files }: LocalContext, file: string): boolean {
  const workspace = env.get('GITHUB_WORKSPACE');
  return Boolean(workspace) && files.isPathInside(file, workspace ?? '');
}
