import type { LocalContext } from './context.ts';
import { FileError } from './errors.ts';

/** Milliseconds. What is done under a lock takes a few; a lock that is older was left by a process that was killed. */
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
 * The lock is a file beside the other: who makes it holds it. It holds its owner's token and time, no secret.
 *
 * @param token unguessable; a lock that has it already is ours, held by a process of this step that was killed
 * @throws FileError where others do not give the lock back
 */
export async function withLock<T>(
  { files, clock }: Pick<LocalContext, 'files' | 'clock'>,
  lock: string,
  token: string,
  signal: AbortSignal,
  action: () => T | Promise<T>,
): Promise<T> {
  const started = clock.now();
  while (!files.createIfAbsent(lock, temporaryOf(lock, token), `${token}\n${clock.now()}\n`)) {
    const { owner, since } = read(files.read(lock));
    if (owner === token) break;
    if (clock.now() - (since ?? started) > STALE) files.remove(lock);
    else if (clock.now() - started > PATIENCE) {
      throw new FileError(`${lock} is held by other jobs.`, {
        hint: 'Remove it if no other job is running.',
      });
    } else await clock.sleep(PAUSE, signal);
  }
  try {
    return await action();
  } finally {
    release({ files }, lock, token);
  }
}

/** Removes a lock if it is the token's, with what is left of an attempt to get it. */
export function release({ files }: Pick<LocalContext, 'files'>, lock: string, token: string): void {
  files.remove(temporaryOf(lock, token));
  if (read(files.read(lock)).owner === token) files.remove(lock);
}

function temporaryOf(lock: string, token: string): string {
  return `${lock}.${token}`;
}

/** A file that is none of ours has no owner and no time. */
function read(content = ''): { owner: string | undefined; since: number | undefined } {
  const [, owner, since] = /^(\S+)\n(\d+)\n$/.exec(content) ?? [];
  return { owner, since: since === undefined ? undefined : Number(since) };
}
