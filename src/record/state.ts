import { FileError } from '../errors.ts';
import type { Runner } from '../runtime/toolkit.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';

/** A file in which other jobs can see what is whose. */
export interface SharedFile {
  /** The exporter that writes to it. */
  readonly kind: string;
  readonly path: string;
  readonly format: string;
}

/** All that the runner keeps for post: where the record is, and where else to look if it is lost. */
export interface SavedState {
  /** The private folder. */
  readonly folder: string;
  /** Absent until the record has been written. */
  readonly files?: readonly SharedFile[];
}

/** The name of the state. */
export const STATE = 'login';

export function saveState(runner: Runner, state: SavedState | undefined): void {
  runner.saveState(STATE, state ? JSON.stringify(state) : '');
}

/**
 * In the post step: what main saved; undefined if it changed nothing.
 * @throws FileError
 */
export function readState(runner: Runner): SavedState | undefined {
  const text = runner.state(STATE);
  if (text === '') return undefined;
  const saved = parseObject(text);
  const [folder, files] = [textOf(saved?.['folder']), saved?.['files']];
  if (folder === undefined) throw new FileError('The state that this step left is damaged.');
  return { folder, ...(Array.isArray(files) && { files: files.filter(isSharedFile) }) };
}

function isSharedFile(value: unknown): value is SharedFile {
  return ['kind', 'path', 'format'].every((name) => textOf(asObject(value)?.[name]) !== undefined);
}
