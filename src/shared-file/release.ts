import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import type { Claiming } from './claim.ts';
import { ClaimedFile } from './claimed-file.ts';
import { claimsFileOf, type Target } from './claims.ts';
import type { FileFormat } from './format.ts';
import { abandon, type Held, withLock } from './lock.ts';
import { attempt, put, takeAway } from './write.ts';

/** A claim that was recorded, and may have been made. */
export interface Claimed extends Claiming {
  /** Of the entry. */
  readonly name: string;
  /** Fingerprint, salted with the id, of what distinguishes our entry from others with the same name. */
  readonly mark: string;
  /** Whether the login began to write. Before that, nothing of it is in the file or in the claims beside it. */
  readonly begun?: boolean | undefined;
}

/** Loads a format by its name. */
export type Formats = (name: string) => Promise<FileFormat>;

export type Released =
  | 'released'
  /** Somebody has put another entry in its place, which stays. */
  | 'replaced'
  /** Another user had rewritten the file, which cannot be read. It is what it was before. */
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
  const { path: file, id } = claimed;
  if (!claimed.begun) {
    abandon(context, file, id);
    await leaveFolders(context, claimed, claimed.madeFolders);
    return 'released';
  }
  if (!files.look(file) && !files.look(claimsFileOf(file))) {
    abandon(context, file, id);
    await leaveFolders(context, claimed, claimed.madeFolders);
    return 'gone';
  }
  const { outcome, emptied } = await locked(context, claimed, async (held) => {
    const shared = new ClaimedFile(context, file, held);
    const { claims, text } = shared;
    const folders = [...claimed.madeFolders, ...(claims?.owner.madeFolders ?? [])];
    let outcome: Released = shared.isUnreadable ? 'seized' : text === undefined ? 'gone' : 'released';
    if (!shared.releaseOnly(id)) {
      const target = { path: shared.file, format: await formats(claimed.format) };
      const isListed = claims?.list.some((claim) => claim.id === id);
      if (shared.release(target, id)) outcome = 'replaced';
      if (!isListed) {
        // If other jobs were faster, taking the lock may have created the folder again.
        folders.push(...(held?.madeFolders ?? []).map((folder) => files.resolve(folder)));
        // Whoever came after a login that was killed took them for the owner's.
        shared.addFolders(folders);
        takeOut(context, claimed, { shared, held, target });
        shared.assertClaims();
      }
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
  await withLock(context, file, id, (held) => {
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
  { path: file, id }: Pick<Claimed, 'path' | 'id'>,
  action: (held: Held | undefined) => Promise<T>,
): Promise<T> {
  let isHeld = false;
  try {
    return await withLock(context, file, id, (held) => {
      isHeld = true;
      return action(held);
    });
  } catch (error) {
    if (isHeld || !(error instanceof FileError)) throw error;
    return action(undefined);
  }
}

/**
 * Removes our entry where no claim lists it: the claims are lost, or a tool has written it back.
 * @throws FileError if the claims, which say what it replaced, are lost
 */
function takeOut(
  { files }: LocalContext,
  { name, id, mark }: Claimed,
  {
    shared,
    held,
    target,
  }: {
    readonly shared: ClaimedFile;
    readonly held: Held | undefined;
    readonly target: Target;
  },
): void {
  const { text, claims, file } = shared;
  if (text === undefined || claims?.list.some((claim) => claim.name === name)) return;
  const found = target.format.entries(text, target.path).find((entry) => entry.name === name);
  if (!found?.secrets.some((secret) => fingerprint(id, secret) === mark)) return;
  const rest = target.format.hide(text, target.path, [[name, undefined]], claims?.owner.text, undefined);
  if (target.format.isEmpty(rest)) takeAway(files, held, file);
  else put(files, held, file, { text: rest, owner: files.look(file) });
  if (claims) return;
  throw new FileError(
    `${claimsFileOf(target.path)} is gone. The profile “${name}” was removed from ${file}; one that was there before under this name could not be restored.`,
  );
}

/**
 * Removes the folders that were made for the file. If another login has come meanwhile, hands them over to it, since it
 * took them for the owner's.
 */
async function leaveFolders(
  context: LocalContext,
  { path: file, id }: Pick<Claimed, 'path' | 'id'>,
  folders: readonly string[],
): Promise<void> {
  const { files } = context;
  const folder = files.resolve(path.dirname(file));
  const isBusy = (): boolean => {
    // Another job may remove it at any moment.
    const names = attempt(() => files.list(folder));
    return !(names instanceof FileError) && names.every((name) => name.startsWith(path.basename(file)));
  };
  removeFolders(context, folders);
  for (let tries = 1; tries <= MOST_TRIES && folders.includes(folder) && isBusy(); tries++) {
    const isTold = await withLock(context, file, id, (held) => {
      const shared = new ClaimedFile(context, file, held);
      shared.assertClaims();
      shared.addFolders(folders);
      return shared.claims !== undefined;
    });
    if (isTold) return;
    removeFolders(context, folders);
  }
}

const MOST_TRIES = 5;

function removeFolders({ files }: LocalContext, folders: readonly string[]): void {
  for (const folder of new Set(folders)) files.removeEmptyFolder(folder);
}
