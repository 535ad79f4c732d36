import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from './context.ts';

/**
 * Milliseconds. What is done under a lock takes a few; one that has the same owner for so long was left by a process
 * that was killed. By our own waiting: clocks may have been set since.
 */
const STALE = 10_000;
/** Longest wait for others that hold it in turn. */
const PATIENCE = 30_000;
const PAUSE = 20;

export function lockOf(file: string): string {
  return `${file}.lock`;
}

/**
 * Runs an action while nobody else who asks for the same lock does. Runners on one machine may share a home folder, and
 * of two jobs that read, change and put back one file at the same time, one would lose what it wrote.
 *
 * The lock is a file beside the other: who makes it holds it. It holds its owner's token, no secret.
 *
 * @param token unguessable; a lock that has it already is ours, held by a process of this step that was killed
 * @throws FileError where others do not give the lock back
 */
export async function withLock<T>(
  context: Pick<LocalContext, 'files' | 'clock'>,
  lock: string,
  token: string,
  signal: AbortSignal,
  action: () => T | Promise<T>,
): Promise<T> {
  const { files, clock } = context;
  const started = clock.now();
  let seen: { owner: string | undefined; since: number } | undefined;
  while (!acquire(context, lock, token)) {
    const owner = files.read(lock);
    if (owner === token) break;
    if (owner !== seen?.owner || !seen) seen = { owner, since: clock.now() };
    if (owner !== undefined && clock.now() - seen.since > STALE) breakLock(context, lock, token, owner);
    if (clock.now() - started > PATIENCE) {
      throw new FileError(`${lock} is held by other jobs.`, {
        hint: `Remove it, and ${lock}.breaking, if no other job is running.`,
      });
    }
    await clock.sleep(PAUSE, signal);
  }
  try {
    return await action();
  } finally {
    release(context, lock, token);
  }
}

/** The folder may not be there yet, and whoever holds the lock may take away one that has become empty. */
function acquire({ files }: Pick<LocalContext, 'files'>, lock: string, token: string): boolean {
  files.ensureFolder(path.dirname(lock));
  return files.createIfAbsent(lock, temporaryOf(lock, token), token);
}

/**
 * Takes away a lock whose owner is gone. By one at a time: else of two who wait, the second would take away the lock
 * that the first has got by then.
 */
function breakLock({ files }: Pick<LocalContext, 'files'>, lock: string, token: string, owner: string): void {
  const breaking = `${lock}.breaking`;
  if (!files.createIfAbsent(breaking, temporaryOf(lock, token), token)) return;
  if (files.read(lock) === owner) files.remove(lock);
  files.remove(breaking);
}

/** Removes a lock if it is the token's, with what is left of an attempt to get it. */
export function release({ files }: Pick<LocalContext, 'files'>, lock: string, token: string): void {
  files.remove(temporaryOf(lock, token));
  if (files.read(lock) === token) files.remove(lock);
}

function temporaryOf(lock: string, token: string): string {
  return `${lock}.${token}`;
}
