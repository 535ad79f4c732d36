import path from 'node:path';
import { FileError } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { type Existing, type Files, MOST_BYTES } from '../runtime/files.ts';
import { fingerprint } from '../secrets/fingerprint.ts';
import { ClaimedFile } from './claimed-file.ts';
import {
  type Claim,
  type Claims,
  claimsFileOf,
  entryOf,
  formatClaims,
  rivalOf,
  type Target,
  withClaim,
} from './claims.ts';
import { jobOfStep } from './job.ts';
import type { Held } from './lock.ts';

/** What a login wants of a shared file. */
export interface Wish {
  readonly name: string;
  /** All that decides which identity it is; undefined if not all of it is known, or it renews itself. */
  readonly plan?: string | undefined;
  /** When its session ends, in milliseconds since 1970. */
  readonly expires?: number | undefined;
  /** What stands in the file is another living job's, or differs from the name in letter case alone. */
  readonly taken: (file: string, standing: string) => Error;
}

/** What is recorded about it, before anything is changed. */
export interface Claiming {
  /** Of the file. */
  readonly path: string;
  /** Identifies the login, in the claims and at the lock. */
  readonly id: string;
  /** The name of the file's format. */
  readonly format: string;
  /** The folders that were made for the file, innermost first. */
  readonly madeFolders: readonly string[];
}

/** An entry that is to be put into a shared file. */
export interface Claimable {
  readonly target: Target;
  /** Where the login's private folder is or would be. */
  readonly folder: string;
  readonly wish: Wish;
  /** Makes the entry for a file with this text. */
  readonly compose: (text: string | undefined) => string;
}

/**
 * Before any request: refuses what `prepareClaim` would refuse. Changes nothing.
 * @throws FileError, or Wish.taken's
 */
export function checkClaim(context: LocalContext, claimable: Claimable): void {
  const { files, user } = context;
  const { target } = claimable;
  const file = target.path;
  files.assertCreatable(missingFolders(files, file).at(-1) ?? file);
  usable(files, file, user);
  const shared = new ClaimedFile(context, file, undefined);
  shared.assertClaims();
  const owner = { text: shared.text, madeFolders: [] };
  const begun = shared.standing(target) ?? { format: '', salt: '', list: [], departed: [], owner };
  claimed(context, begun, '', claimable);
}

/**
 * Prepares a claim with the file locked, and writes nothing yet of it.
 * @returns what writes it
 * @throws FileError, or Wish.taken's, with the file as it was
 */
export function prepareClaim(
  context: LocalContext,
  held: Held,
  claiming: Claiming,
  claimable: Claimable,
): () => void {
  const { files } = context;
  const { target } = claimable;
  const { path: file, id, format } = claiming;
  const existing = usable(files, file, files.look(path.dirname(held.file('')))?.uid);
  const shared = new ClaimedFile(context, file, held);
  shared.assertClaims();
  // Even if all of them are dead, the file's own mode and the folders that were made for it are known.
  const { mode, uid, gid } = existing ?? {};
  const earlier = shared.claims?.owner ?? { mode, uid, gid, madeFolders: [] };
  shared.release(target);
  const owner = shared.claims?.owner ?? { ...earlier, text: shared.text };
  const madeFolders = [...new Set([...claiming.madeFolders, ...earlier.madeFolders])];
  const begun: Claims = {
    ...(shared.claims ?? { format, salt: context.random.uuid(), list: [], departed: [] }),
    owner: { ...owner, madeFolders },
  };
  const claims = claimed(context, begun, id, claimable);
  return () => shared.claim(target, claims);
}

/**
 * The claims with one more.
 * @throws FileError, or Wish.taken's
 */
function claimed(
  context: LocalContext,
  begun: Claims,
  id: string,
  { target, folder, wish, compose }: Claimable,
): Claims {
  refuseTooLarge(target.path, begun);
  const { name, plan, expires } = wish;
  const claim: Claim = {
    ...jobOfStep(context, id, folder),
    ...entryOf(target, name, compose(begun.owner.text)),
    ...{ expires, began: context.clock.now() },
    plan: plan === undefined ? undefined : fingerprint(begun.salt, plan),
  };
  refuseRival(target, begun, claim, wish);
  return withClaim(begun, claim);
}

function refuseRival(
  { path: file, format }: Target,
  { owner, list }: Claims,
  claim: Claim,
  { taken }: Wish,
): void {
  const owners = owner.text === undefined ? [] : format.entries(owner.text, file);
  const rival =
    rivalOf(list, claim) ??
    [...owners, ...list].find(({ name }) => name !== claim.name && isAlike(name, claim.name));
  if (rival) throw taken(file, rival.name);
}

/** Some readers do not tell capitals apart. */
function isAlike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Bytes that this and other logins may add to a file, and undoing them. */
const ROOM = 2 ** 18;

/** The claims hold all that the file does. Before it is parsed, which takes long. */
function refuseTooLarge(file: string, claims: Claims): void {
  if (Buffer.byteLength(formatClaims(claims)) <= MOST_BYTES - ROOM) return;
  throw new FileError(`With this profile, ${file} would be too large to be read when the job ends.`, {
    hint: `Make ${file} smaller, or run the job with another HOME or credentials-file.`,
  });
}

/**
 * The parent folders of the file that are missing, innermost first; by their real names, since another job may come by
 * another path.
 */
export function missingFolders(files: Files, file: string): string[] {
  const folder = path.dirname(file);
  const there = files.look(folder);
  if (there && there.kind !== 'folder') throw inTheWay(folder, there);
  return foldersOf(path.join(files.resolve(folder), path.basename(file))).filter((one) => !files.look(one));
}

/** All parent folders of a path, innermost first. */
function foldersOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersOf(folder)];
}

/**
 * What is at a path, if a secret may be written there. A file that belongs neither to us nor to the folder's owner was
 * put there by somebody who could read what we write; in a folder such as /tmp anybody can. Where claims beside it say
 * whose it was before, it is replaced.
 * @param user whose the files are that we make there
 */
function usable(files: Files, file: string, user: number | undefined): Existing | undefined {
  const beside = claimsFileOf(file);
  const [existing, claims] = [plainFile(files, file), plainFile(files, beside)];
  const owner = files.look(path.dirname(file))?.uid;
  const [where, judged] = files.lengthOf(beside) > 0 ? [beside, claims] : [file, existing];
  if (judged && judged.uid !== user && judged.uid !== owner) {
    throw new FileError(`${where} belongs to another user, who could read the secret.`, {
      hint: 'Remove it, or name a credentials-file in a folder that only this user can write to.',
    });
  }
  return existing;
}

function plainFile(files: Files, file: string): Existing | undefined {
  const existing = files.look(file);
  if (existing && existing.kind !== 'file') throw inTheWay(file, existing);
  return existing;
}

function inTheWay(target: string, existing: Existing): FileError {
  const what =
    existing.kind === 'symlink'
      ? 'is a symbolic link, and no secret is written through one'
      : 'is in the way';
  return new FileError(`${target} ${what}.`, {
    hint: 'Remove it, or run the job with another HOME or credentials-file.',
  });
}
