import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from './context.ts';
import { systemCodeOf } from './files.ts';

/**
 * One job at a time changes a file. Runners on one machine may share a home folder, and of two jobs that read, change
 * and put back one file at the same time, one would lose what it wrote.
 *
 * The lock of `file` is the folder `file.lock`. It is made under another name, with the holder's own folder in it, and
 * held by renaming it to that name. Everything that the holder writes begins as a file in its own folder and is renamed
 * from there. So whoever finds that a holder makes no progress takes the lock away, by one rename, and with the lock the
 * holder's folder: a holder that was only stopped, and goes on, finds no place to write from, whatever it was about to
 * do. A lock may therefore be broken soon, and by mistake: the work is merely done again.
 *
 * Locks that end with their holder do not do this: sockets and pipes exclude only those who share a machine and its
 * network namespace, which containers with one home do not, and a stopped holder of one blocks everybody.
 */
export interface Held {
  /** A path in the holder's own folder, on the file's own file system. */
  file(name: string): string;
  /** The folders that were made for the lock, innermost first: others may have removed those that were there. */
  readonly madeFolders: readonly string[];
  /** Runs something slower than file operations, and meanwhile shows others that this holder is alive. */
  working<T>(action: () => Promise<T>): Promise<T>;
}

/** Milliseconds without progress after which a holder is taken for dead. What is done under a lock takes a few. */
const STALE = 3_000;
/** Longest wait for others that hold it in turn. */
const PATIENCE = 30_000;
const PAUSE = 20;
/** How often a working holder shows that it is alive. */
const BEAT = 500;

interface Folders {
  readonly made: Set<string>;
  readonly announce: () => void;
}

type World = Pick<LocalContext, 'files' | 'clock' | 'signal'>;

/**
 * Runs an action while nobody else who asks for the lock of the same file can write. It is run again, from its start, if
 * the lock was taken away meanwhile.
 *
 * @param file in a folder that is made where it is not there
 * @param token unguessable, and this step's own
 * @param announce called before folders are made that the file is to lie in: another job may remove empty ones at any time
 * @throws FileError where others do not give the lock back, or none can be made
 */
export async function withLock<T>(
  world: World,
  file: string,
  token: string,
  action: (held: Held) => T | Promise<T>,
  announce: () => void = () => {},
): Promise<T> {
  const { files, clock } = world;
  const own = path.join(lockOf(file), token);
  const folders: Folders = { made: new Set(), announce };
  const deadline = clock.now() + PATIENCE;
  // A killed process of this step may still hold it, along with files that it was about to rename.
  release({ files }, file, token);
  try {
    for (;;) {
      await acquire(world, file, token, deadline, folders);
      try {
        return await action({
          file: (name) => path.join(own, name),
          madeFolders: [...folders.made],
          working: (work) => beating(files, lockOf(file), work),
        });
      } catch (error) {
        if (isThere(world, own) || clock.now() > deadline) throw error;
      }
    }
  } finally {
    release({ files }, file, token);
  }
}

/** Keeps changing what others see of the lock. By then the lock may be gone, and its folder with it. */
async function beating<T>(files: World['files'], lock: string, work: () => Promise<T>): Promise<T> {
  let beat = 0;
  const timer = setInterval(() => {
    try {
      files.createFolder(path.join(lock, `beat-${++beat}`));
      files.removeEmptyFolder(path.join(lock, `beat-${beat - 1}`));
    } catch {
      // The lock was taken away; the next write finds that out.
    }
  }, BEAT);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Gives the lock back if this token holds it, and removes what an attempt to get it has left. */
export function release({ files }: Pick<World, 'files'>, file: string, token: string): void {
  const lock = lockOf(file);
  files.removeFolder(asideOf(lock, token));
  if (isThere({ files }, path.join(lock, token)) && moved(files, lock, asideOf(lock, token)))
    files.removeFolder(asideOf(lock, token));
  files.removeFolder(brokenBy(lock, token));
}

async function acquire(
  { files, clock, signal }: World,
  file: string,
  token: string,
  deadline: number,
  folders: Folders,
): Promise<void> {
  const lock = lockOf(file);
  let seen: { holder: string; since: number } | undefined;
  for (;;) {
    const holder = holderOf(files, lock);
    if (holder === undefined) {
      if (take(files, file, token, folders)) {
        sweep(files, lock);
        return;
      }
    } else if (seen?.holder !== holder) {
      seen = { holder, since: clock.now() };
    } else if (clock.now() - seen.since > STALE) {
      takeAway(files, lock, token, holder);
    }
    if (clock.now() > deadline) {
      throw new FileError(`${lock} is held by other jobs.`, {
        hint: 'If no other job is running, remove it.',
      });
    }
    await clock.sleep(PAUSE, signal);
  }
}

/** What can be seen of the lock's holder and its progress; undefined if nobody holds the lock. */
function holderOf(files: World['files'], lock: string): string | undefined {
  const found = files.look(lock);
  if (!found) return undefined;
  try {
    return files.list(lock).join('/');
  } catch {
    // Not made by us; or it has just been given back.
    return found.identity ?? '';
  }
}

function take(files: World['files'], file: string, token: string, { made, announce }: Folders): boolean {
  const lock = lockOf(file);
  const aside = asideOf(lock, token);
  const folder = path.dirname(lock);
  try {
    if (!files.look(folder)) announce();
    for (const one of files.ensureFolder(folder)) made.add(one);
    if (!files.look(aside)) files.createFolder(aside);
    if (!files.look(path.join(aside, token))) files.createFolder(path.join(aside, token));
  } catch (error) {
    // Another job has just removed the folder that became empty.
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
  try {
    files.move(aside, lock);
    return true;
  } catch (error) {
    // Somebody was faster.
    if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes(systemCodeOf(error) ?? '')) return false;
    // Windows says so of a folder that is there.
    if (systemCodeOf(error) === 'EPERM' && files.look(lock)) return false;
    throw error;
  }
}

/** Removes what killed processes left of their attempts. A process that is still trying makes its folder again. */
function sweep(files: World['files'], lock: string): void {
  const folder = path.dirname(lock);
  const left = files.list(folder).filter((name) => name.startsWith(`${path.basename(lock)}-`));
  for (const name of left) {
    try {
      files.removeFolder(path.join(folder, name));
    } catch {
      // Another user's, in a folder that all may write to.
    }
  }
}

/** By a rename, so that only one of those who try succeeds; after that, nothing in it can be renamed anywhere. */
function takeAway(files: World['files'], lock: string, token: string, holder: string): void {
  if (holderOf(files, lock) !== holder) return;
  if (!moved(files, lock, brokenBy(lock, token))) return;
  try {
    if (files.look(brokenBy(lock, token))?.kind === 'folder') files.removeFolder(brokenBy(lock, token));
    else files.remove(brokenBy(lock, token));
  } catch {
    // Another user's: it is out of the way, and that user's next login sweeps it up.
  }
}

/** @returns false where somebody else was faster */
function moved(files: World['files'], from: string, to: string): boolean {
  try {
    files.move(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function isThere({ files }: Pick<World, 'files'>, own: string): boolean {
  try {
    return files.look(own) !== undefined;
  } catch {
    return false;
  }
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function asideOf(lock: string, token: string): string {
  return `${lock}-${token}`;
}

function brokenBy(lock: string, token: string): string {
  return `${lock}-${token}-broken`;
}
