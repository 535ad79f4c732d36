import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { isOwnFolder } from '../runtime/own-folder.ts';
import { onRunnerFiles } from '../runtime/runner-files.ts';
import type { Entry, Journal, Undoable } from './journal.ts';

const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = `${PREFIX}shared-`;

/** This step's own folder under RUNNER_TEMP, made when first needed, with a random name and mode 0700. */
export interface PrivateFolder {
  path(): string;
  /** The path of a file in it. */
  file(name: string): string;
  /** @throws FileError if RUNNER_TEMP is no place for it */
  require(): void;
}

/** Everything in the folder is ours. */
export interface FolderEntry extends Entry {
  readonly kind: 'folder';
  readonly path: string;
}

export function privateFolder(context: LocalContext, journal: Journal): PrivateFolder {
  let made: string | undefined;
  const folder = (): string => {
    made ??= make(context, journal);
    return made;
  };
  return {
    require: () => void runnerTemp(context),
    path: folder,
    file: (name) => path.join(folder(), name),
  };
}

function make(context: LocalContext, journal: Journal): string {
  const folder = path.join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
  journal.record<FolderEntry>({ kind: 'folder', path: folder });
  makePrivate(context, folder);
  return folder;
}

/** Makes a folder that only this user may enter, unless it exists. */
export function makePrivate({ files, log }: LocalContext, folder: string): void {
  if (files.look(folder)) return;
  const warning = onRunnerFiles(() => files.createPrivateFolder(folder));
  if (warning) log.warning(warning);
}

export function isFolder(entry: Entry): entry is FolderEntry {
  return entry.kind === 'folder' && 'path' in entry && typeof entry.path === 'string';
}

export const privateFolders: Undoable<FolderEntry> & {
  /** Removes its contents. */
  empty(context: LocalContext, entry: FolderEntry): true;
} = {
  empty: (context, { path: folder }) => {
    const { files } = context;
    if (!isPrivateFolder(context, folder) || files.look(folder)?.kind !== 'folder') return true;
    for (const name of files.list(folder)) files.removeFolder(path.join(folder, name));
    return true;
  },
  undo: (context, { path: folder }) => {
    if (!isPrivateFolder(context, folder)) throw new FileError(`${folder} is not a folder of this action.`);
    context.files.removeFolder(folder);
    return true;
  },
  // Later steps need its contents.
  discard: () => {},
};

/** The private folders of this job's steps. */
export function privateFoldersIn(context: LocalContext): string[] {
  const temp = runnerTemp(context);
  return context.files
    .list(temp)
    .map((name) => path.join(temp, name))
    .filter((folder) => isTrusted(context, folder));
}

/** Whether a path is a private folder whose contents can be trusted. */
export function isTrusted(context: LocalContext, folder: string): boolean {
  return isPrivateFolder(context, folder) && isOwnFolder(context, folder);
}

/**
 * The folder under RUNNER_TEMP that the steps of a job share: the existing one, or a name for a new one. Its name is
 * random too; steps find it by listing the folder that theirs is in.
 */
export function sharedFolder(context: LocalContext, own: PrivateFolder): string {
  const { files, random } = context;
  const temp = runnerTemp(context);
  const user = files.look(own.path())?.uid;
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

function runnerTemp({ env, files }: LocalContext): string {
  const temp = env.get('RUNNER_TEMP');
  if (!temp) {
    throw new FileError('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
      hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
    });
  }
  const workspace = env.get('GITHUB_WORKSPACE');
  if (workspace && files.isWithin(temp, workspace)) {
    throw new FileError(
      `RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`,
      { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' },
    );
  }
  return path.resolve(temp);
}
