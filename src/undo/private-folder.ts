import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Receipts } from './journal.ts';

const PREFIX = 'alicloud-credentials-';

/** A folder of this step's own, made when it is first needed: random name, 0700, under RUNNER_TEMP. */
export interface PrivateFolder {
  /** The path of a file in it. */
  file(name: string): string;
  /** @throws FileError where there is no place for it */
  require(): void;
}

export function privateFolder(context: LocalContext, receipts: Receipts): PrivateFolder {
  let folder: string | undefined;
  return {
    require: () => void runnerTemp(context),
    file: (name) => {
      folder ??= make(context, receipts);
      return path.join(folder, name);
    },
  };
}

function make(context: LocalContext, receipts: Receipts): string {
  const folder = path.join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
  receipts.declare({ kind: 'folder', path: folder });
  context.files.createPrivateFolder(folder);
  return folder;
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
