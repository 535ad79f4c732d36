import { fingerprint } from '../../secrets/fingerprint.ts';
import type { Profile, ProfileFormat } from './format.ts';

/**
 * The logins in a file of profiles, and what they replaced. Jobs that share a home folder write to the same file,
 * sometimes profiles with the same name, and they end in any order or are killed. After the last of them, the owner
 * must have back what was there before the first.
 *
 * For each name there is therefore a stack: at the bottom what the owner had, above it the logins in the order in which
 * they came. The topmost profile is in the file; the others, with the profiles they replaced, are kept beside it,
 * because no job's private folder lasts long enough. A login that ends removes its own layer, wherever in the stack it
 * is. After the last one, the stacks are removed.
 *
 * Pure: from file and stacks to file and stacks. The calling code decides which is written first; if it is killed in
 * between, either may be one change behind.
 */
export interface Logins {
  /** The file before the first of these logins; no text if there was no file. */
  readonly before: { readonly text?: string | undefined; readonly mode?: number | undefined };
  /** The folders that were made for it, innermost first. */
  readonly madeFolders: readonly string[];
  /**
   * Fingerprints of the file before and after our last change. If its text has neither, somebody else has changed it.
   */
  readonly written: readonly string[];
  /** Somebody else has changed the file since, so it cannot be restored as a whole. */
  readonly isChanged: boolean;
  readonly stacks: readonly Stack[];
}

export interface Stack {
  readonly name: string;
  /** Bottom first: what the owner had. */
  readonly layers: readonly Layer[];
}

export interface Layer {
  /** Absent for the owner's. */
  readonly login?: Login | undefined;
  /** The replaced profile, as an excerpt of the file; absent if there was none, or if it is in the file now. */
  readonly excerpt?: string | undefined;
}

export interface Login {
  /** Unguessable; also the salt of the fingerprint. */
  readonly id: string;
  /** Fingerprint of what distinguishes its profile from others with the same name. */
  readonly mark: string;
  /** Milliseconds since 1970. */
  readonly began: number;
  /** The step's private folder, which exists as long as the job, and the identity of its parent. */
  readonly folder: string;
  readonly place: string | undefined;
}

/** A file and its stacks; either may be absent. */
export interface State {
  readonly text: string | undefined;
  readonly logins: Logins | undefined;
}

/** A file of profiles: what it is called in errors, and how it is written. */
export interface Target {
  readonly path: string;
  readonly format: ProfileFormat;
}

/** Adds a login: its profile goes on top of its stack and into the file. */
export function enter(
  target: Target,
  state: State,
  login: Login,
  profile: Profile,
  found: { readonly mode: number | undefined; readonly madeFolders: readonly string[] },
): State & { readonly text: string; readonly logins: Logins } {
  const { format, path } = target;
  const logins = standing(state) ?? {
    before: { text: state.text, mode: found.mode },
    madeFolders: found.madeFolders,
    written: [],
    isChanged: false,
    stacks: [],
  };
  const layers = settled(target, state.text, profile.name, layersOf(logins, profile.name));
  const text = format.write(state.text, path, profile);
  const stack = { name: profile.name, layers: [...layers, { login }] };
  const madeFolders = [...new Set([...found.madeFolders, ...logins.madeFolders])];
  return { text, logins: { ...after(logins, state.text, text, withStack(logins, stack)), madeFolders } };
}

export interface Left extends State {
  /** Somebody else has put another profile with that name into the file, which stays as it is. */
  readonly isForeign: boolean;
}

/** Removes a login: its profile leaves its stack and, if it is in the file, what it replaced comes back. */
export function leave(target: Target, state: State, id: string): Left {
  return take(target, state, id, (layers, at, where) => {
    const below = layers[at - 1];
    const isTop = at === layers.length - 1;
    const rest = layers.toSpliced(at, 1);
    // Somebody deleted the profile, and can only have meant ours.
    if (where === at || (where === 'absent' && isTop)) return { layers: rest, shown: below ?? {} };
    return { layers: rest };
  });
}

/**
 * Removes the last login from a file that nobody but us has changed: what was there before comes back as a whole, and
 * nothing needs to be parsed. Undefined in any other case; use `leave` then.
 */
export function leaveUntouched(state: State, id: string): Left | undefined {
  const logins = standing(state);
  const [login, ...others] = loginsIn(logins);
  if (!logins || logins.isChanged || login?.id !== id || others.length > 0) return undefined;
  return { text: logins.before.text, logins: undefined, isForeign: false };
}

/** Makes a login permanent: its profile belongs to the owner from now on, and what it replaced is dropped. */
export function stay(target: Target, state: State, id: string): Left {
  const changed = { ...state, logins: state.logins && { ...state.logins, isChanged: true } };
  return take(target, changed, id, (layers, at, where) => {
    const name = stackOf(state.logins, id)?.name ?? '';
    const excerpt =
      where === at && state.text !== undefined
        ? target.format.excerpt(state.text, target.path, name)
        : layers[at]?.excerpt;
    return { layers: [{ excerpt }, ...layers.slice(at + 1)] };
  });
}

/** Removes a profile of ours that no login in the stacks explains. */
export function remove(target: Target, state: State & { readonly text: string }, name: string): State {
  const { format, path } = target;
  const logins = standing(state);
  const heirs = (logins?.stacks ?? []).map((stack) => stack.name);
  const rest = format.restore(state.text, path, name, undefined, logins?.before.text, heirs);
  const text = format.isEmpty(rest) ? undefined : rest;
  return { text, logins: logins && after(logins, state.text, text, logins.stacks) };
}

/** Also accepts the text that the file has until the change is made. */
export function announcing(logins: Logins, text: string | undefined): Logins {
  return { ...logins, written: [...new Set([...logins.written, printOf(text)])] };
}

/** All logins in the stacks. */
export function loginsIn(logins: Logins | undefined): Login[] {
  return (logins?.stacks ?? []).flatMap(({ layers }) => layers.flatMap(({ login }) => login ?? []));
}

interface Change {
  readonly layers: readonly Layer[];
  /** The layer whose profile is written to the file. */
  readonly shown?: Layer;
}

function take(
  target: Target,
  state: State,
  id: string,
  change: (layers: readonly Layer[], at: number, where: Where) => Change,
): Left {
  const logins = standing(state);
  const stack = stackOf(logins, id);
  if (!logins || !stack) return { ...state, isForeign: false };
  const at = stack.layers.findIndex(({ login }) => login?.id === id);
  const where = whereIs(target, state.text, stack.name, stack.layers);
  const { layers, shown } = change(stack.layers, at, where);
  const stacks = withStack(logins, { name: stack.name, layers: shown ? uncovered(layers, shown) : layers });
  const isLast = stacks.length === 0;
  const heirs = stacks.map(({ name }) => name);
  const { before } = logins;
  const { format, path } = target;
  const text =
    shown && state.text !== undefined
      ? format.restore(state.text, path, stack.name, shown.excerpt, before.text, heirs)
      : state.text;
  const isForeign = where === 'foreign';
  if (!isLast) return { text, logins: after(logins, state.text, text, stacks), isForeign };
  // A file that somebody has emptied contains as little of the owner's as a missing one.
  const emptied = state.text !== undefined && format.isEmpty(state.text);
  return { text: original(target, emptied ? undefined : text, logins), logins: undefined, isForeign };
}

/** The file's text after the last login has gone. */
function original(
  target: Target,
  text: string | undefined,
  { before, isChanged }: Logins,
): string | undefined {
  if (!isChanged || text === undefined || target.format.isEmpty(text)) return before.text;
  return before.text === undefined ? text : target.format.mend(text, before.text);
}

/** The stacks, and whether somebody else has changed the file. */
function standing({ text, logins }: State): Logins | undefined {
  // All were removed, but the process died before it could record that.
  if (!logins || text === logins.before.text) return logins && { ...logins, isChanged: false };
  const isChanged = logins.isChanged || !logins.written.some((print) => isPrintOf(print, text));
  return { ...logins, isChanged };
}

/** A layer whose profile is in the file needs no copy, which would be one more place with a secret. */
function uncovered(layers: readonly Layer[], shown: Layer): Layer[] {
  return layers.map((layer) => (layer === shown && layer.login ? { login: layer.login } : layer));
}

type Where = number | 'absent' | 'foreign';

/**
 * Which layer's profile is in the file. Not always the topmost: a process may have been killed before it wrote that.
 */
function whereIs(
  { format, path }: Target,
  text: string | undefined,
  name: string,
  layers: readonly Layer[],
): Where {
  const excerpt = text === undefined ? undefined : format.excerpt(text, path, name);
  const mark = text === undefined ? undefined : format.markOf(text, path, name);
  if (excerpt === undefined) {
    const [owners] = layers;
    return layers.length === 1 && !owners?.login && owners?.excerpt === undefined ? 0 : 'absent';
  }
  const found = layers.findLastIndex((layer) =>
    layer.login
      ? mark !== undefined && fingerprint(layer.login.id, mark) === layer.login.mark
      : layer.excerpt !== undefined &&
        (layer.excerpt === excerpt ||
          (mark !== undefined && format.markOf(layer.excerpt, path, name) === mark)),
  );
  return found === -1 ? 'foreign' : found;
}

/** The stack according to the file, with a copy of the profile that is about to be replaced. */
function settled(
  target: Target,
  text: string | undefined,
  name: string,
  layers: readonly Layer[],
): readonly Layer[] {
  const excerpt = text === undefined ? undefined : target.format.excerpt(text, target.path, name);
  const where = whereIs(target, text, name, layers);
  if (where === 'foreign' || layers.length === 0) return [{ excerpt }];
  // Anything above was never written, or was removed.
  if (where !== 'absent') return [...layers.slice(0, where), { ...layers[where], excerpt }];
  return layers.filter((layer, index) => index === 0 || layer.excerpt !== undefined);
}

function stackOf(logins: Logins | undefined, id: string): Stack | undefined {
  return logins?.stacks.find(({ layers }) => layers.some(({ login }) => login?.id === id));
}

function layersOf(logins: Logins, name: string): readonly Layer[] {
  return logins.stacks.find((stack) => stack.name === name)?.layers ?? [];
}

/** Drops a stack of which only the owner's layer is left. */
function withStack({ stacks }: Logins, stack: Stack): Stack[] {
  const others = stacks.filter(({ name }) => name !== stack.name);
  return stack.layers.some(({ login }) => login) ? [...others, stack] : others;
}

function after(
  logins: Logins,
  was: string | undefined,
  text: string | undefined,
  stacks: readonly Stack[],
): Logins {
  return { ...logins, stacks, written: [was, text].map(printOf) };
}

/** Not salted: it is kept beside the file that it is the fingerprint of, so it reveals nothing. */
function printOf(text: string | undefined): string {
  return text === undefined ? 'no file' : fingerprint('', text);
}

function isPrintOf(print: string, text: string | undefined): boolean {
  return print === printOf(text);
}
