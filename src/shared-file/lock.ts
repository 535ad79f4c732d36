import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { type Files, systemCodeOf } from '../runtime/files.ts';

/**
 * Lets one job at a time change a file. Runners on one machine may share a home folder; if two jobs read, change and
 * write back a file at the same time, one of them loses its change.
 *
 * The lock of `file` is the folder `file.lock`. A job creates it under another name, with a folder of its own in it,
 * and takes the lock by renaming it. Everything that the holder writes starts as a file in its own folder and is
 * renamed from there. If a holder makes no progress, another job takes the lock away with one rename, and the holder's
 * folder with it. A holder that was only suspended then has nowhere to write from when it resumes, whatever it was
 * about to do. So a lock can be broken early, even by mistake: the work is merely repeated.
 *
 * Locks that end with their holder's process cannot do this. Sockets and pipes only exclude jobs on one machine and in
 * one network namespace, which containers with a shared home are not, and a suspended holder would block everybody.
 */
export interface Held {
  /** A path in the holder's own folder, on the file's own file system. */
  file(name: string): string;
  /** Runs something slower than file operations, and shows other jobs meanwhile that this holder is alive. */
  working<T>(action: () => Promise<T>): Promise<T>;
}

/** Whose lock of which file. */
export interface Locking {
  readonly path: string;
  /** Unguessable, and unique to this step. */
  readonly id: string;
}

/** Milliseconds without progress after which a holder counts as dead. Work under a lock takes a few. */
const STALE = 3_000;
/** Milliseconds; the longest wait while other jobs hold it in turn. */
const PATIENCE = 30_000;
const PAUSE = 20;
/** How often a working holder shows that it is alive. */
const BEAT = 500;

type World = Pick<LocalContext, 'files' | 'clock' | 'signal' | 'deadline'>;

/**
 * Runs an action while no other job that uses the lock of the same file can write. The action is repeated from the
 * start if the lock was taken away meanwhile.
 * @param announce called before parent folders of the file are created, whenever they are missing: another job may remove
 *   empty ones at any time. Without it they are never created
 * @throws FileError if other jobs do not release the lock in time, or no lock can be created
 */
export async function withLock<T>(
  world: World,
  { path: file, id }: Locking,
  action: (held: Held) => T | Promise<T>,
  announce?: () => void,
): Promise<T> {
  const { files, clock } = world;
  const lock = lockOf(file, id);
  const deadline = Math.min(clock.now() + PATIENCE, world.deadline ?? Number.POSITIVE_INFINITY);
  // A killed process of this step may still hold the lock, with files that it was about to rename.
  giveBack(files, lock);
  try {
    for (;;) {
      await acquire(world, lock, deadline, announce);
      try {
        return await action({
          file: (name) => path.join(lock.own, name),
          working: (work) => beating(files, lock.path, work),
        });
      } catch (error) {
        if (isThere(files, lock.own) || clock.now() > deadline) throw error;
      }
    }
  } finally {
    giveBack(files, lock);
  }
}

/** Keeps changing what other jobs see of the lock, unless it has been taken away. */
async function beating<T>(files: Files, lock: string, work: () => Promise<T>): Promise<T> {
  let beat = 0;
  const timer = setInterval(() => {
    try {
      files.createFolder(path.join(lock, `beat-${++beat}`));
      files.removeEmptyFolder(path.join(lock, `beat-${beat - 1}`));
    } catch {
      // The lock was taken away; the next write will notice.
    }
  }, BEAT);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Of a step that does not take the lock again: also removes what it left in a lock that others took away from it. */
export function abandon({ files }: Pick<World, 'files'>, { path: file, id }: Locking): void {
  const lock = lockOf(file, id);
  giveBack(files, lock);
  try {
    sweep(files, lock);
  } catch (error) {
    // Another job has just removed the empty folder.
    if (!['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '')) throw error;
  }
}

/** The paths of a lock, as one step uses them. */
interface Lock {
  /** Here it is held. */
  readonly path: string;
  /** The holder's own folder in it. */
  readonly own: string;
  /** Here it is made. */
  readonly aside: string;
  /** Here it is put where its holder is dead. */
  readonly broken: string;
}

function lockOf(file: string, id: string): Lock {
  const lock = `${file}.lock`;
  return { path: lock, own: path.join(lock, id), aside: `${lock}-${id}`, broken: `${lock}-${id}-broken` };
}

/** Releases the lock if this step holds it, and removes anything that an attempt to take it has left. */
function giveBack(files: Files, { path: lock, own, aside, broken }: Lock): void {
  files.removeFolder(aside);
  if (isThere(files, own) && moved(files, lock, aside)) files.removeFolder(aside);
  files.removeFolder(broken);
}

async function acquire(
  { files, clock, signal }: World,
  lock: Lock,
  deadline: number,
  announce: (() => void) | undefined,
): Promise<void> {
  let seen: { holder: string; since: number } | undefined;
  for (;;) {
    const holder = holderOf(files, lock.path);
    if (holder === undefined) {
      if (take(files, lock, announce)) {
        sweep(files, lock);
        return;
      }
    } else if (seen?.holder !== holder) {
      seen = { holder, since: clock.now() };
    } else if (clock.now() - seen.since > STALE) {
      takeAway(files, lock, holder);
    }
    if (clock.now() > deadline) {
      throw new FileError(`${lock.path} is held by other jobs.`, {
        hint: 'If no other job is running, remove it.',
      });
    }
    await clock.sleep(PAUSE, signal);
  }
}

/** What is visible of the lock's holder and its progress; undefined if nobody holds the lock. */
function holderOf(files: Files, lock: string): string | undefined {
  const found = files.look(lock);
  if (!found) return undefined;
  try {
    return files.list(lock).join('/');
  } catch {
    // Not ours, or just released.
    return found.identity ?? '';
  }
}

function take(files: Files, { path: lock, own, aside }: Lock, announce: (() => void) | undefined): boolean {
  const folder = path.dirname(lock);
  try {
    if (!files.look(folder)) {
      if (!announce) throw new FileError(`${folder} is gone.`);
      announce();
      files.ensureFolder(folder);
    }
    for (const one of [aside, path.join(aside, path.basename(own))])
      if (!files.look(one)) files.createFolder(one);
  } catch (error) {
    // Another job has just removed the empty folder.
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
  try {
    files.move(aside, lock);
    return true;
  } catch (error) {
    // Another job was faster.
    if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes(systemCodeOf(error) ?? '')) return false;
    // Windows reports this for a folder that exists.
    if (systemCodeOf(error) === 'EPERM' && files.look(lock)) return false;
    throw error;
  }
}

/** Removes what killed processes left of their attempts. A process that is still trying creates its folder again. */
function sweep(files: Files, { path: lock }: Lock): void {
  const folder = path.dirname(lock);
  const left = files.list(folder).filter((name) => name.startsWith(`${path.basename(lock)}-`));
  for (const name of left) {
    try {
      files.removeFolder(path.join(folder, name));
    } catch {
      // It belongs to another user, in a folder that everyone may write to.
    }
  }
}

/** By a rename, so that only one of several jobs succeeds; after that, its holder can rename nothing out of it. */
function takeAway(files: Files, { path: lock, broken }: Lock, holder: string): void {
  if (holderOf(files, lock) !== holder || !moved(files, lock, broken)) return;
  try {
    if (files.look(broken)?.kind === 'folder') files.removeFolder(broken);
    else files.remove(broken);
  } catch {
    // It belongs to another user. It is out of the way, and that user's next login cleans it up.
  }
}

/** @returns false if another job was faster */
function moved(files: Files, from: string, to: string): boolean {
  try {
    files.move(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function isThere(files: Files, own: string): boolean {
  try {
    return files.look(own) !== undefined;
  } catch {
    return false;
  }
}
