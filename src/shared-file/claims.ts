import { FileError } from '../errors.ts';
import { checksum, fingerprint } from '../secrets/fingerprint.ts';
import { asObject, parseObject } from '../text/json.ts';
import type { FileEntry, FileFormat } from './format.ts';

/**
 * Who has an entry in a file that jobs share, and what its owner had. Pure: the calling code reads and writes.
 *
 * One invariant: the file is what the list `shown`s (the owner's text and, under each name, the text of one claim), or
 * that less one claim. So whoever leaves only takes its claim out of the list, wherever in it that is.
 */
export interface Claims {
  /** The name of the file's format. */
  readonly format: string;
  /** Of the fingerprints of plans. */
  readonly salt: string;
  /** Fingerprint of the file as these claims have it, so that nobody need parse it to see that it is unchanged. */
  readonly written?: string | undefined;
  readonly owner: Owner;
  /** In the order in which they came. */
  readonly list: readonly Claim[];
  /** Those that have left since the first came: a tool that had read the file before may write them back. */
  readonly departed: readonly Departed[];
}

export interface Owner {
  /** The file without any of ours; absent if there would be none. */
  readonly text?: string | undefined;
  /** Of the file before the first claim. */
  readonly mode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** The folders that were made for the file, innermost first. */
  readonly madeFolders: readonly string[];
}

export interface Claim extends FileEntry {
  /** Unguessable. Its bytes are empty once somebody else has put another entry in its place. */
  readonly id: string;
  /** Fingerprint of all that decides which identity it is; absent if not all of it is known. */
  readonly plan?: string | undefined;
  /** Equal for the steps of one job. */
  readonly job: string;
  /** The step's private folder, which exists as long as the job. */
  readonly folder: string;
  /** The identity of the folder's parent; absent where the file system has no lasting numbers. */
  readonly place?: string | undefined;
  /** When it came and when its session ends, in milliseconds since 1970. */
  readonly began: number;
  readonly expires?: number | undefined;
}

export interface Departed {
  readonly id: string;
  readonly name: string;
  /** Of its secrets. */
  readonly marks: readonly string[];
}

/** Fingerprints by which a login's entry is known when its secrets are not. */
export function marksOf(id: string, secrets: readonly string[]): string[] {
  return secrets.map((secret) => fingerprint(id, secret));
}

/** A shared file: what it is called in errors, and how it is written. */
export interface Target {
  readonly path: string;
  readonly format: FileFormat;
}

/** An entry of which only the bytes are known. */
export function entryOf({ format, path }: Target, name: string, text: string): FileEntry {
  const [entry] = format.entries(format.show(undefined, path, [[name, text]]), path);
  return { name, text, secrets: entry?.secrets ?? [] };
}

/** What the file holds; undefined if there is none. Of equal plans it is the session that ends last. */
export function shown({ format, path }: Target, { owner, list }: Claims): string | undefined {
  const last = new Map<string, Claim>();
  for (const claim of list.filter(({ text }) => text !== '')) {
    const other = last.get(claim.name);
    if (!other || !isJoined(other, claim) || endOf(claim) >= endOf(other)) last.set(claim.name, claim);
  }
  if (last.size === 0) return owner.text;
  return format.show(
    owner.text,
    path,
    [...last.values()].map(({ name, text }) => [name, text]),
  );
}

function endOf({ expires = Number.POSITIVE_INFINITY }: Claim): number {
  return expires;
}

function isJoined(one: Claim, other: Claim): boolean {
  return one.plan !== undefined && one.plan === other.plan;
}

/**
 * The claim of another job that stands in the way: the name would then mean another identity to one of them. The steps
 * of one job may follow each other.
 */
export function rivalOf(list: readonly Claim[], claim: Claim): Claim | undefined {
  return list.find(
    (other) => other.name === claim.name && other.job !== claim.job && !isJoined(other, claim),
  );
}

export function withClaim(claims: Claims, claim: Claim): Claims {
  return claims.list.some(({ id }) => id === claim.id)
    ? claims
    : { ...claims, list: [...claims.list, claim] };
}

/** Far more than come while one of them stays. */
const MOST_DEPARTED = 200;

export function without(claims: Claims, id: string): Claims {
  const gone = claims.list
    .filter((claim) => claim.id === id)
    .map(({ name, secrets }) => ({ id, name, marks: marksOf(id, secrets) }));
  const list = claims.list.filter((claim) => claim.id !== id);
  return { ...claims, list, departed: [...claims.departed, ...gone].slice(-MOST_DEPARTED) };
}

/** Makes a claim permanent: its entry belongs to the owner from now on. */
export function kept(target: Target, claims: Claims, id: string): Claims {
  const [own, list] = [true, false].map((wanted) =>
    claims.list.filter((claim) => (claim.id === id) === wanted),
  );
  const text = shown(target, { ...claims, list: own ?? [] });
  return { ...claims, owner: { ...claims.owner, text }, list: list ?? [] };
}

/**
 * What somebody else has changed in the file becomes the owner's.
 * @param stray an entry of a login that is not in the list: wherever it is, it goes
 * @returns the same claims if nobody has, or if what is there is empty or only ends too early: then it does not count
 * @throws FileError if it cannot be parsed otherwise
 */
export function settled(target: Target, text: string | undefined, claims: Claims, stray?: Departed): Claims {
  const { format } = target;
  if (text === undefined || (!stray && isOurs(target, text, claims)) || format.isEmpty(text)) return claims;
  try {
    return absorbed(target, text, claims, stray);
  } catch (error) {
    if (error instanceof FileError && format.isCutShort(text)) return claims;
    throw error;
  }
}

/** Not salted: it is kept beside the file that it is the sum of, so it reveals nothing. */
export function printOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text.length} ${checksum('', text)}`;
}

/** Whether the file is as we wrote it. Whoever was killed half-way has come, or gone, in only one of file and list. */
function isOurs(target: Target, text: string, claims: Claims): boolean {
  if (printOf(text) === claims.written) return true;
  return [claims, ...claims.list.map(({ id }) => without(claims, id))].some(
    (state) => shown(target, state) === text,
  );
}

function absorbed(target: Target, text: string, claims: Claims, stray: Departed | undefined): Claims {
  const { format, path } = target;
  const departed = [...claims.departed, ...(stray ? [stray] : [])];
  const { owner } = claims;
  const owners = new Map(
    (owner.text === undefined ? [] : format.entries(owner.text, path))
      // Whoever came after the claims were lost took it for the owner's.
      .filter((entry) => !(stray && isOf(stray, entry)))
      .map((entry) => [entry.name, entry]),
  );
  const found = format.entries(text, path);
  const ours = new Set(
    claims.list.map(({ name }) => name).filter((name) => found.every((entry) => entry.name !== name)),
  );
  let list = claims.list;
  for (const entry of found) {
    const { name } = entry;
    const before = owners.get(name);
    const own = ownerOf(entry, before, list);
    if (own || departed.some((one) => isOf(one, entry))) ours.add(name);
    if (own?.name === name) list = list.map((claim) => (claim === own ? changed(claim, entry) : claim));
    // A copy under another name goes together with the login that it was copied from.
    else if (own) list = [...list, { ...own, ...entry }];
    // Somebody's own: whatever else has been claimed under this name is gone.
    else if (!ours.has(name) && !isSame(entry, before))
      list = list.map((claim) => (claim.name === name ? { ...claim, text: '' } : claim));
  }
  const wanted = [...ours].map((name) => [name, owners.get(name)?.text] as const);
  const rest = format.hide(text, path, wanted, { before: owner.text, written: shown(target, claims) });
  if (format.isEmpty(rest)) return { ...claims, list };
  const mended = owner.text === undefined ? rest : format.mend(rest, owner.text);
  return { ...claims, owner: { ...owner, text: mended }, list };
}

/** The claim that an entry is of: an entry that holds a secret of ours is ours, whatever else was changed in it. */
function ownerOf(entry: FileEntry, before: FileEntry | undefined, list: readonly Claim[]): Claim | undefined {
  const own = list.findLast((claim) => claim.name === entry.name && isSame(claim, entry));
  // The owner may hold the same stored key under another name.
  return own ?? (isSame(entry, before) ? undefined : list.findLast((claim) => isSame(claim, entry)));
}

function isSame(one: FileEntry, other: FileEntry | undefined): boolean {
  if (!other) return false;
  return one.text === other.text || one.secrets.some((secret) => other.secrets.includes(secret));
}

function changed(claim: Claim, { text, secrets }: FileEntry): Claim {
  return { ...claim, text, secrets: [...new Set([...claim.secrets, ...secrets])] };
}

/** Whether an entry is a departed login's. */
export function isOf({ id, name, marks }: Departed, entry: FileEntry): boolean {
  return name === entry.name && marksOf(id, entry.secrets).some((mark) => marks.includes(mark));
}

/** What is shorter is a part of innocent words. */
const SHORTEST_VALUE = 4;

/** The text without any of the values: of what cannot be parsed, or restored, not even those stay. */
export function withoutValues(text: string, values: readonly string[]): string {
  return values
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .filter((value) => value.length >= SHORTEST_VALUE)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, value) => rest.split(value).join(''), text);
}

/** The claims are beside the file, where every job that shares it finds them; only its owner can read either. */
export function claimsFileOf(file: string): string {
  return `${file}.claims`;
}

export function formatClaims(claims: Claims): string {
  return `${JSON.stringify({ version: 1, ...claims })}\n`;
}

/** @throws FileError if it is not exactly what we write */
export function parseClaims(text: string, path: string): Claims {
  const file = parseObject(text);
  if (file?.['version'] === 1 && isLike(file, CLAIMS)) {
    const { version: _, ...claims } = file;
    return claims as unknown as Claims;
  }
  throw new FileError(`${path}, where logins keep what they replaced, is damaged.`, {
    hint: 'If no other job is running, check that your own profiles are in the file beside it, then remove it.',
  });
}

/** A value of each type, in the shape of what we write. A field with a question mark may be missing. */
const CLAIM = {
  ...{ id: '', name: '', text: '', secrets: [''], 'plan?': '' },
  ...{ job: '', folder: '', 'place?': '', began: 0, 'expires?': 0 },
} satisfies Sample<Claim>;
const CLAIMS = {
  ...{ format: '', salt: '', 'written?': '' },
  owner: { 'text?': '', 'mode?': 0, 'uid?': 0, 'gid?': 0, madeFolders: [''] },
  list: [CLAIM],
  departed: [{ id: '', name: '', marks: [''] }],
} satisfies Sample<Claims>;

/** The compiler tells what is missing. */
type Sample<T> = {
  [K in keyof T as undefined extends T[K] ? `${K & string}?` : K]-?: NonNullable<T[K]> extends object
    ? object
    : NonNullable<T[K]>;
};

function isLike(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample)) return Array.isArray(value) && value.every((one) => isLike(one, sample[0]));
  const [object, fields] = [asObject(value), asObject(sample)];
  if (!fields) return typeof value === typeof sample;
  return Object.entries(fields).every(([name, field]) => {
    const found = object?.[name.replace('?', '')];
    return found === undefined ? name.endsWith('?') : isLike(found, field);
  });
}
