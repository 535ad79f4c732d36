import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { onRunnerFiles } from '../runtime/runner-files.ts';
import type { Entry, Journal, Undoable } from './journal.ts';

const PREFIX = 'alicloud-credentials-';

/** A folder of this step's own, made when it is first needed: random name, 0700, under RUNNER_TEMP. */
export interface PrivateFolder {
  /** The path of a file in it. */
  file(name: string): string;
  /** @throws FileError where there is no place for it */
  require(): void;
}

/** Everything in the folder is ours. */
export interface FolderEntry extends Entry {
  readonly kind: 'folder';
  readonly path: string;
}

export function privateFolder(context: LocalContext, journal: Journal): PrivateFolder {
  let folder: string | undefined;
  return {
    require: () => void runnerTemp(context),
    file: (name) => {
      folder ??= make(context, journal);
      return path.join(folder, name);
    },
  };
}

function make(context: LocalContext, journal: Journal): string {
  const folder = path.join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
  journal.record<FolderEntry>({ kind: 'folder', path: folder });
  const warning = onRunnerFiles(() => context.files.createPrivateFolder(folder));
  if (warning) context.log.warning(warning);
  return folder;
}

export const privateFolders: Undoable<FolderEntry> & {
  /** Whether an entry is about one of these folders. */
  isOneOf(entry: Entry, folders: ReadonlySet<string>): boolean;
} = {
  undo: (context, { path: folder }) => {
    if (!isPrivateFolder(context, folder)) throw new FileError(`${folder} is no folder of this action.`);
    context.files.removeFolder(folder);
    return true;
  },
  // Later steps need what is in it.
  discard: () => {},
  isOneOf: (entry, folders) => entry.kind === 'folder' && 'path' in entry && folders.has(String(entry.path)),
};

/** The private folders of this job's steps. */
export function privateFoldersIn(context: LocalContext): string[] {
  const temp = runnerTemp(context);
  return context.files
    .list(temp)
    .map((name) => path.join(temp, name))
    .filter((folder) => isPrivateFolder(context, folder) && context.files.look(folder)?.kind === 'folder');
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

function runnerTemp(context: LocalContext): string {
  const temp = context.env.get('RUNNER_TEMP');
  if (!temp) {
    throw new FileError('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
      hint: 'The runner sets this variable; let no step or env block overwrite it.',
    });
  }
  return path.resolve(temp);
}
