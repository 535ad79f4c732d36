import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { onRunnerFiles } from '../runtime/files.ts';
import { isOwnFolder } from '../runtime/own-folder.ts';

const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = `${PREFIX}shared-`;

/** This step's own folder under RUNNER_TEMP, made when first needed, with a random name and mode 0700. */
export interface PrivateFolder {
  path(): string;
  /** The path of a file in it. */
  file(name: string): string;
  /** Where a file that is to be moved to the same name in it may be written. Absent: beside that. */
  scratch?(name: string): string;
}

/**
 * A name for a private folder.
 * @throws FileError if it cannot be made there, or not be recorded for post
 */
export function newFolder(context: LocalContext): string {
  const folder = path.join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
  onRunnerFiles(() => context.files.assertCreatable(folder));
  context.runner.check('GITHUB_STATE');
  return folder;
}

/** Whether a folder that was made private is open to others all the same, because its file system keeps no modes. */
export function isOpen({ files, platform }: LocalContext, folder: string): boolean {
  return platform !== 'win32' && ((files.look(folder)?.mode ?? 0) & 0o077) !== 0;
}

/** Makes a folder that only this user may enter, unless it exists. */
export function makePrivate({ files, log }: LocalContext, folder: string): void {
  if (files.look(folder)) return;
  const warning = onRunnerFiles(() => files.createPrivateFolder(folder));
  if (warning) log.warning(warning);
}

/**
 * Removes a private folder and all its contents. In one step for everybody else: whoever writes to it by its name,
 * as the command of a profile that renews itself does, leaves nothing behind.
 */
export function removePrivateFolder({ files }: LocalContext, folder: string): void {
  const aside = `${folder}-gone`;
  try {
    files.move(folder, aside);
  } catch {
    // Nothing is there or, on Windows, a file in it is open.
  }
  // Both: whoever was killed in between left the first.
  for (const left of [aside, folder]) files.removeFolder(left);
}

/** The private folders of this job's steps. */
export function privateFoldersIn(context: LocalContext): string[] {
  const temp = runnerTemp(context);
  return context.files
    .list(temp)
    .map((name) => path.join(temp, name))
    .filter((folder) => isPrivateFolder(context, folder) && isOwnFolder(context, folder));
}

/**
 * The folder under RUNNER_TEMP that the steps of a job share: the existing one, or a name for a new one. Its name is
 * random too; steps find it by listing the folder that theirs is in.
 * @param own the step's own folder, which need not exist yet
 */
export function sharedFolder(context: LocalContext, own: string): string {
  const { files, random } = context;
  const temp = runnerTemp(context);
  const user = files.look(own)?.uid ?? context.user ?? 0;
  const found = files
    .list(temp)
    .filter((name) => name.startsWith(SHARED_PREFIX))
    .map((name) => path.join(temp, name))
    .find((folder) => {
      const there = files.look(folder);
      return there?.kind === 'folder' && there.uid === user;
    });
  return found ?? path.join(temp, `${SHARED_PREFIX}${random.uuid()}`);
}

/** Whether a path is a private folder of this action: this step's or another's of the job. */
export function isPrivateFolder(context: LocalContext, folder: string): boolean {
  const temp = context.env.get('RUNNER_TEMP');
  return (
    Boolean(temp) &&
    path.dirname(folder) === path.resolve(temp ?? '') &&
    path.basename(folder).startsWith(PREFIX)
  );
}

/** @throws FileError if it is no place for private files */
export function runnerTemp({ env, files }: LocalContext): string {
  const temp = env.get('RUNNER_TEMP');
  if (!temp) {
    throw new FileError('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
      hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
    });
  }
  const workspace = env.get('GITHUB_WORKSPACE');
  if (workspace && files.isPathInside(temp, workspace)) {
    throw new FileError(
      `RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`,
      { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' },
    );
  }
  return path.resolve(temp);
}
