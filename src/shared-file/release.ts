import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { Claiming } from './claim.ts';
import { ClaimedFile } from './claimed-file.ts';
import { claimsFileOf, type Departed } from './claims.ts';
import type { FileFormat } from './format.ts';
import { abandon, type Held, type Locking, withLock } from './lock.ts';
import { attempt } from './write.ts';

/** A claim that was recorded, and may have been made. */
export interface Claimed extends Claiming, Departed {
  /** Whether the login began to write. Before that, nothing of it is in the file or in the claims beside it. */
  readonly begun?: boolean | undefined;
}

/** Loads a format by its name. */
export type Formats = (name: string) => Promise<FileFormat>;

export type Released =
  | 'released'
  /** Somebody has put another entry in its place, which stays. */
  | 'replaced'
  /** Another user had rewritten the file. It is what it was before. */
  | 'seized'
  /** The file is gone together with our entry. Where the owner had one, it was put back. */
  | 'gone';

/**
 * Gives an entry back to its owner, with the folders that were made for the file.
 * @throws FileError; what the owner had is kept beside the file if it could not be restored
 */
export async function releaseClaim(
  context: LocalContext,
  claimed: Claimed,
  formats: Formats,
): Promise<Released> {
  const { files } = context;
  const { path: file, id, name, marks } = claimed;
  const stray = { id, name, marks };
  if (!claimed.begun || (!files.look(file) && !files.look(claimsFileOf(file)))) {
    abandon(context, claimed);
    await leaveFolders(context, claimed, claimed.madeFolders);
    return claimed.begun ? 'gone' : 'released';
  }
  const { outcome, emptied } = await locked(context, claimed, async (held) => {
    const shared = new ClaimedFile(context, file, held);
    const { claims, text } = shared;
    const folders = [...claimed.madeFolders, ...(claims?.owner.madeFolders ?? [])];
    let outcome: Released = shared.isSeized ? 'seized' : text === undefined ? 'gone' : 'released';
    if (!shared.releaseOnly(id)) {
      const target = { path: shared.file, format: await formats(claimed.format) };
      const isListed = claims?.list.some((claim) => claim.id === id);
      if (shared.release(target, id, isListed ? undefined : stray)) outcome = 'replaced';
      shared.assertClaims();
      // Whoever came after a login that was killed took them for the owner's.
      if (!isListed) shared.addFolders(folders);
      if (!claims && shared.text !== text)
        throw new FileError(
          `${claimsFileOf(file)} is gone. The profile “${name}” was removed from ${shared.file}; one that was there before under this name could not be restored.`,
        );
    }
    shared.assertNothingBeside();
    return { outcome, emptied: shared.claims ? [] : folders };
  });
  await leaveFolders(context, claimed, emptied);
  return outcome;
}

/** Leaves the entry where it is, for good. */
export async function keepClaim(context: LocalContext, claimed: Claimed, formats: Formats): Promise<void> {
  const { path: file, id } = claimed;
  const target = { path: file, format: await formats(claimed.format) };
  await withLock(context, claimed, (held) => {
    const shared = new ClaimedFile(context, file, held);
    shared.assertClaims();
    shared.keep(target, id);
  });
}

/**
 * For a login whose record is lost together with its private folder: takes its claim out of the file, and every other
 * whose job is over.
 * @param folder the private folder
 */
export async function releaseDead(
  context: LocalContext,
  file: string,
  folder: string,
  formats: Formats,
): Promise<void> {
  const { files, random } = context;
  if (!files.look(claimsFileOf(file))) return;
  const token = { path: file, id: random.uuid() };
  const emptied = await locked(context, token, async (held) => {
    const shared = new ClaimedFile(context, file, held);
    shared.assertClaims();
    const { claims } = shared;
    if (!claims) return [];
    const target = { path: shared.file, format: await formats(claims.format) };
    shared.release(target, claims.list.find((claim) => claim.folder === folder)?.id);
    shared.assertNothingBeside();
    return shared.claims ? [] : claims.owner.madeFolders;
  });
  await leaveFolders(context, token, emptied);
}

/**
 * Runs an action with the file locked. If the lock cannot be obtained, the action runs anyway: a full disk, or a folder
 * where nothing can be created, is no reason to leave a credential behind, and no other login can write there either.
 */
async function locked<T>(
  context: LocalContext,
  locking: Locking,
  action: (held: Held | undefined) => Promise<T>,
): Promise<T> {
  let isHeld = false;
  try {
    return await withLock(context, locking, (held) => {
      isHeld = true;
      return action(held);
    });
  } catch (error) {
    if (isHeld || !(error instanceof FileError)) throw error;
    return action(undefined);
  }
}

/**
 * Removes the folders that were made for the file. If another login has come meanwhile, hands them over to it, since it
 * took them for the owner's.
 */
async function leaveFolders(
  context: LocalContext,
  locking: Locking,
  folders: readonly string[],
): Promise<void> {
  const { files } = context;
  const { path: file } = locking;
  const folder = files.resolve(path.dirname(file));
  const isBusy = (): boolean => {
    // Another job may remove it at any moment.
    const names = attempt(() => files.list(folder));
    return !(names instanceof FileError) && names.every((name) => name.startsWith(path.basename(file)));
  };
  for (let tries = 0; tries <= MOST_TRIES; tries++) {
    for (const one of new Set(folders)) files.removeEmptyFolder(one);
    if (!folders.includes(folder) || !isBusy()) return;
    const isTold = await locked(context, locking, async (held) => {
      const shared = new ClaimedFile(context, file, held);
      shared.assertClaims();
      shared.addFolders(folders);
      return shared.claims !== undefined;
    });
    if (isTold) return;
  }
}

const MOST_TRIES = 5;
