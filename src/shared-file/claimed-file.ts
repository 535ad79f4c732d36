import path from 'node:path';
import { FileError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { type Files, MOST_BYTES, type Owner } from '../runtime/files.ts';
import {
  type Claims,
  claimsFileOf,
  type Departed,
  formatClaims,
  isOf,
  kept,
  parseClaims,
  printOf,
  settled,
  shown,
  type Target,
  without,
  withoutValues,
} from './claims.ts';
import { isDead } from './job.ts';
import type { Held } from './lock.ts';
import { attempt, put, takeAway, takeAwayOrEmpty } from './write.ts';

/** @throws FileError if they are damaged or cannot be read */
export function readClaims(files: Files, file: string): Claims | undefined {
  const text = files.read(claimsFileOf(file));
  // Empty if it could not be removed.
  return text ? parseClaims(text, claimsFileOf(file)) : undefined;
}

/**
 * A shared file with the claims beside it, while its lock is held.
 *
 * Who comes writes the claims first, who goes the file first. So whoever is killed in between leaves a file that is what
 * the claims say, or what they would say without one of them; both are known to be ours.
 */
export class ClaimedFile {
  readonly #context: LocalContext;
  readonly #held: Held | undefined;
  /** Names the lock and the claims. */
  readonly #path: string;
  /** Where the file is: somebody may have moved it and left a link. */
  readonly file: string;
  /** Why the claims cannot be read. */
  readonly damage: FileError | undefined;
  /**
   * Under `sudo -E`, tools rewrite the file as another user's. The claims say what was in it; what is in it now is not
   * taken for the owner's.
   */
  readonly isSeized: boolean;
  #text: string | undefined;
  #claims: Claims | undefined;
  #beside: FileError | undefined;
  #isForeign: boolean;

  /**
   * @param held absent if the lock could not be obtained
   * @throws FileError if the file cannot be read, and there are no claims
   */
  constructor(context: LocalContext, file: string, held: Held | undefined) {
    const { files } = context;
    this.#context = context;
    this.#held = held;
    this.#path = file;
    this.file = files.resolve(file);
    const claims = attempt(() => readClaims(files, file));
    this.damage = claims instanceof FileError ? claims : undefined;
    this.#claims = claims instanceof FileError ? undefined : claims;
    this.#isForeign = this.#claims !== undefined && this.#isAnothers();
    const text = attempt(() => files.read(this.file));
    if (text instanceof FileError && !this.#isForeign) throw text;
    this.isSeized = this.#isForeign;
    this.#text = text instanceof FileError || this.#isForeign ? undefined : text;
  }

  #isAnothers(): boolean {
    const { files, user } = this.#context;
    const there = files.look(this.file);
    const owners = [user, files.look(path.dirname(this.file))?.uid, this.#claims?.owner.uid];
    return there?.kind === 'file' && !owners.includes(there.uid);
  }

  /** As it is on disk. */
  get text(): string | undefined {
    return this.#text;
  }

  get claims(): Claims | undefined {
    return this.#claims;
  }

  /** @throws FileError if the claims cannot be read */
  assertClaims(): void {
    if (this.damage) throw this.damage;
  }

  /**
   * The claims with what others have changed in the file, and without those that are dead.
   * @throws FileError if the file cannot be parsed
   */
  standing(target: Target): Claims | undefined {
    const before = this.#claims;
    if (!before) return undefined;
    const claims = attempt(() => settled(target, this.#text, before));
    if (claims instanceof FileError) throw this.#notRestored(claims);
    return { ...claims, list: claims.list.filter((claim) => !isDead(this.#context, claim)) };
  }

  /** Of a claim that comes. */
  claim(target: Target, claims: Claims): void {
    const wanted = shown(target, claims);
    this.#writeClaims({ ...claims, written: printOf(wanted) });
    this.#write(wanted);
  }

  /** Of a claim that stays for good: its entry becomes the owner's. */
  keep(target: Target, id: string): void {
    if (!this.#claims) return;
    const left = kept(target, settled(target, this.#text, this.#claims), id);
    this.#writeClaims(left.list.length > 0 ? { ...left, written: printOf(shown(target, left)) } : undefined);
  }

  /** Of folders that were made for the file. */
  addFolders(folders: readonly string[]): void {
    if (!this.#claims) return;
    const { owner } = this.#claims;
    const madeFolders = [...new Set([...folders, ...owner.madeFolders])];
    if (madeFolders.length > owner.madeFolders.length)
      this.#writeClaims({ ...this.#claims, owner: { ...owner, madeFolders } });
  }

  /**
   * Removes the only claim from a file that nobody else has changed: nothing need be parsed.
   * @returns whether it is that
   */
  releaseOnly(id: string): boolean {
    const { list = [], owner, written } = this.#claims ?? {};
    const isOnly = list.length === 1 && list[0]?.id === id && printOf(this.#text) === written;
    if (!this.#held || !isOnly || this.file !== this.#path) return false;
    if (attempt(() => this.#write(owner?.text, owner?.mode)) instanceof FileError) return false;
    this.#removeStrays(id);
    this.#writeClaims(undefined);
    return true;
  }

  /**
   * Makes the file what the claims show, without those that are dead.
   * @param id of a claim to be removed as well
   * @param stray its entry, if it is not in the list: the claims are lost, or a tool has written it back
   * @returns whether somebody had put another entry in that claim's place
   * @throws FileError if the file cannot be parsed, or not be made what it was; no value of a removed claim is in it then
   */
  release(target: Target, id?: string, stray?: Departed): boolean {
    const before = this.#claims ?? this.#lost(target, stray);
    if (!before) return false;
    const result = attempt(() => settled(target, this.#text, before, stray));
    const broken = result instanceof FileError ? result : undefined;
    const claims = result instanceof FileError ? before : result;
    if (claims !== before && this.#held && this.#claims)
      attempt(() => this.#writeClaims({ ...claims, written: printOf(shown(target, claims)) }));
    this.#claims = claims;
    const gone = claims.list.filter((claim) => claim.id === id || isDead(this.#context, claim));
    for (const one of new Set(gone.map((claim) => claim.id))) {
      this.#removeStrays(one);
      if (broken) this.#takeValues(target, one);
      else this.#remove(target, one);
    }
    if (broken) throw this.#notRestored(broken);
    // Somebody was killed between list and file, or has repaired what could not be parsed.
    if (gone.length === 0 && (this.#held || stray)) {
      const isLeft = claims.list.length === 0;
      this.#write(shown(target, claims), isLeft ? claims.owner.mode : undefined);
      if (isLeft) this.#writeClaims(undefined);
    }
    return gone.some((claim) => claim.id === id && claim.text === '');
  }

  /** In place of claims that are gone, where the file holds the entry: without it, nothing there is ours. */
  #lost({ format, path }: Target, stray: Departed | undefined): Claims | undefined {
    const text = this.#text ?? '';
    if (!stray || format.isEmpty(text) || !format.entries(text, path).some((entry) => isOf(stray, entry)))
      return undefined;
    const { uid, gid, mode } = this.#context.files.look(this.file) ?? {};
    return { format: '', salt: '', owner: { uid, gid, mode, madeFolders: [] }, list: [], departed: [] };
  }

  /** Of a claim that goes: the file first, then the claims. */
  #remove(target: Target, id: string): void {
    const claims = this.#claims;
    if (!claims) return;
    const left = without(claims, id);
    const isLast = left.list.length === 0;
    const wanted = shown(target, left);
    try {
      this.#write(wanted, isLast ? left.owner.mode : undefined);
    } catch (error) {
      const values = valuesOf(claims, id);
      attempt(() => this.#write(withoutValues(this.#text ?? '', values)));
      // Without its values it stays in the list, so that whoever comes next puts back what it replaced.
      const list = claims.list.map((claim) =>
        claim.id === id ? { ...claim, text: withoutValues(claim.text, values), secrets: [] } : claim,
      );
      this.#writeClaims({ ...claims, list, written: undefined });
      throw this.#notRestored(error);
    }
    this.#writeClaims(isLast ? undefined : { ...left, written: printOf(wanted) });
  }

  /** Of a claim that goes, from a file that cannot be parsed. Its owner may have changed it, so it stays. */
  #takeValues({ format }: Target, id: string): void {
    const claims = this.#claims;
    if (!claims) return;
    const text = this.#text ?? '';
    const own = valuesOf(claims, id);
    // Also what a tool has written next to them.
    const values = [
      own,
      ...format.remains(text).filter((found) => found.some((value) => own.includes(value))),
    ];
    this.#write(withoutValues(text, values.flat()));
    const left = without(claims, id);
    const isKept = left.list.length > 0 || left.owner.text !== undefined;
    this.#writeClaims(isKept ? { ...left, written: undefined } : undefined);
  }

  #notRestored(error: unknown): FileError {
    const kept =
      this.#claims?.owner.text === undefined
        ? ''
        : ` What was there before is kept in ${claimsFileOf(this.#path)}.`;
    return new FileError(`${messageOf(error)}${kept}`, { cause: error });
  }

  /** Whose a file is to be: the user's whose it was before the first claim, whoever has rewritten it since, or its own. */
  #ownerOf(file: string): Owner | undefined {
    const { uid, gid } = this.#claims?.owner ?? {};
    return uid === undefined || gid === undefined ? this.#context.files.look(file) : { uid, gid };
  }

  #write(text: string | undefined, mode?: number): void {
    const { files } = this.#context;
    if (this.#isForeign) {
      takeAway(files, this.#held, this.file);
      this.#isForeign = false;
      this.#text = undefined;
    }
    const there = files.look(this.file);
    if (text === undefined) takeAway(files, this.#held, this.file);
    else if (text !== this.#text || (mode !== undefined && there?.mode !== mode))
      put(files, this.#held, this.file, { text, owner: this.#ownerOf(this.file), mode });
    this.#text = text;
  }

  #writeClaims(claims: Claims | undefined): void {
    const { files } = this.#context;
    // Somebody may still find the owner's text in damaged ones.
    if (this.damage) return;
    // Where it is: somebody may have moved it and left a link, and it holds what the file held.
    const name = claimsFileOf(this.#path);
    const file = files.resolve(name);
    if (claims) put(files, this.#held, file, { text: formatClaims(claims), owner: this.#ownerOf(file) });
    else takeAwayOrEmpty(files, this.#held, file);
    if (!claims && files.look(name)?.kind === 'symlink') files.remove(name);
    this.#claims = claims;
  }

  /**
   * Removes what other programs have left beside the file: they rewrite it through another one, named after it, and one
   * that is killed at that point leaves our entry behind.
   *
   * Source: aliyun-cli (`.config.json.tmp-*`); credentials-go and alibabacloud-credentials for Python, cli_profile
   * (`config.json.tmp-<time>`).
   */
  #removeStrays(id: string): void {
    const { files, user } = this.#context;
    const folder = path.dirname(this.file);
    const name = path.basename(this.file);
    const values = this.#claims ? valuesOf(this.#claims, id) : [];
    const result = attempt(() => {
      if (values.length === 0 || !files.look(folder)) return;
      const strays = files.list(folder).filter((other) => (other.split(name, 2)[1] ?? '').includes('tmp'));
      for (const stray of strays.slice(0, MOST_STRAYS).map((other) => path.join(folder, other))) {
        const there = files.look(stray);
        const isOwn = there?.kind === 'file' && (user === undefined || there.uid === user);
        if (!isOwn || files.lengthOf(stray) > MOST_BYTES) continue;
        const text = attempt(() => files.read(stray));
        if (typeof text === 'string' && withoutValues(text, values) !== text) files.remove(stray);
      }
    });
    if (result instanceof FileError) this.#beside = result;
  }

  /** @throws FileError if something of ours could not be removed beside the file */
  assertNothingBeside(): void {
    if (this.#beside) throw this.#beside;
  }
}

const MOST_STRAYS = 100;

function valuesOf({ list }: Claims, id: string): string[] {
  return list.filter((claim) => claim.id === id).flatMap(({ secrets }) => secrets);
}
