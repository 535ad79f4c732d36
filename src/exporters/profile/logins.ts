import { fingerprint } from '../../secrets/fingerprint.ts';
import type { Profile, ProfileFormat } from './format.ts';

/**
 * Which logins stand in a file of profiles, and what they cover. Jobs that share a home folder write into one file,
 * profiles of one name too, and end in any order, or are killed. What an owner had there before the first of them came
 * must stand there again after the last.
 *
 * So for each name there is a stack: at the bottom what the owner had, above it the logins in the order in which they
 * came. The topmost profile is in the file. The stacks are kept beside the file, since nobody's private folder lasts as
 * long as they must, and each covered profile with them. A login that ends takes its own out of its stack, wherever it is;
 * with the last one, the stacks go.
 *
 * Pure: from file and stacks to file and stacks. Which is written first, and what a kill in between leaves, is up to
 * the code that writes them; either may be one change behind.
 */
export interface Logins {
  /** The file before the first of these logins came; no text where there was none. */
  readonly before: { readonly text?: string | undefined; readonly mode?: number | undefined };
  /** The folders that were made for it, innermost first. */
  readonly madeFolders: readonly string[];
  /** Fingerprints of the file as it may be, if nobody but us has changed it: before and after our last change. */
  readonly written: readonly string[];
  /** Somebody else has changed the file since: it cannot be put back as a whole. */
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
  /** What is covered, as an excerpt of the file; absent where there is no such profile, or where it is in the file. */
  readonly excerpt?: string | undefined;
}

export interface Login {
  /** Unguessable; the salt of the fingerprint, too. */
  readonly id: string;
  /** Fingerprint of what tells its profile from others of the same name. */
  readonly mark: string;
  /** Milliseconds since 1970. */
  readonly began: number;
  /** The step's private folder, which is there as long as the job is, and what tells the folder that it is in. */
  readonly folder: string;
  readonly place: string | undefined;
}

/** A file and its stacks; each absent where there is none. */
export interface State {
  readonly text: string | undefined;
  readonly logins: Logins | undefined;
}

/** A file of profiles: what it is called in errors, and how it is written. */
export interface Target {
  readonly path: string;
  readonly format: ProfileFormat;
}

/** A login begins: its profile goes on top of its stack, and into the file. */
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
  /** Somebody else has put another profile of that name into the file: it is left as it is. */
  readonly isForeign: boolean;
}

/** A login ends: its profile goes out of its stack; if it is in the file, what it covered comes back. */
export function leave(target: Target, state: State, id: string): Left {
  return take(target, state, id, (layers, at, where) => {
    const below = layers[at - 1];
    const isTop = at === layers.length - 1;
    const rest = layers.toSpliced(at, 1);
    // Somebody deleted it, and can only have meant ours.
    if (where === at || (where === 'absent' && isTop)) return { layers: rest, shown: below ?? {} };
    return { layers: rest };
  });
}

/**
 * The last login ends, and nobody but us has changed the file: what stood before comes back whole, and nothing needs to
 * be parsed. Undefined where that is not so; `leave` then says what comes back.
 */
export function leaveUntouched(state: State, id: string): Left | undefined {
  const logins = standing(state);
  const [login, ...others] = loginsIn(logins);
  if (!logins || logins.isChanged || login?.id !== id || others.length > 0) return undefined;
  return { text: logins.before.text, logins: undefined, isForeign: false };
}

/** A login stays for good: its profile is its owner's from now on, and what it covered is nobody's. */
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

/** Removes a profile of ours that no login in the stacks accounts for. */
export function remove(target: Target, state: State & { readonly text: string }, name: string): State {
  const { format, path } = target;
  const logins = standing(state);
  const heirs = (logins?.stacks ?? []).map((stack) => stack.name);
  const rest = format.restore(state.text, path, name, undefined, logins?.before.text, heirs);
  const text = format.isEmpty(rest) ? undefined : rest;
  return { text, logins: logins && after(logins, state.text, text, logins.stacks) };
}

/** Until the change is made, the file may still be as it was found. */
export function announcing(logins: Logins, text: string | undefined): Logins {
  return { ...logins, written: [...new Set([...logins.written, printOf(text)])] };
}

/** All logins in the stacks. */
export function loginsIn(logins: Logins | undefined): Login[] {
  return (logins?.stacks ?? []).flatMap(({ layers }) => layers.flatMap(({ login }) => login ?? []));
}

interface Change {
  readonly layers: readonly Layer[];
  /** The layer whose profile comes into the file. */
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
  // A file that somebody has emptied holds as little of the owner's as one that is gone.
  const emptied = state.text !== undefined && format.isEmpty(state.text);
  return { text: original(target, emptied ? undefined : text, logins), logins: undefined, isForeign };
}

/** What is left of the file when the last login has gone. */
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
  // All were taken out, but the process died before it could record that.
  if (!logins || text === logins.before.text) return logins && { ...logins, isChanged: false };
  const isChanged = logins.isChanged || !logins.written.some((print) => isPrintOf(print, text));
  return { ...logins, isChanged };
}

/** A layer whose profile is in the file needs no copy: that would be one more place that holds a secret. */
function uncovered(layers: readonly Layer[], shown: Layer): Layer[] {
  return layers.map((layer) => (layer === shown && layer.login ? { login: layer.login } : layer));
}

type Where = number | 'absent' | 'foreign';

/** Which layer's profile is in the file. It need not be the topmost: what was last written may not have been. */
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

/** The stack as the file shows it, with a copy of the profile that is about to be covered. */
function settled(
  target: Target,
  text: string | undefined,
  name: string,
  layers: readonly Layer[],
): readonly Layer[] {
  const excerpt = text === undefined ? undefined : target.format.excerpt(text, target.path, name);
  const where = whereIs(target, text, name, layers);
  if (where === 'foreign' || layers.length === 0) return [{ excerpt }];
  // Whatever lies above was not written, or was taken out.
  if (where !== 'absent') return [...layers.slice(0, where), { ...layers[where], excerpt }];
  return layers.filter((layer, index) => index === 0 || layer.excerpt !== undefined);
}

function stackOf(logins: Logins | undefined, id: string): Stack | undefined {
  return logins?.stacks.find(({ layers }) => layers.some(({ login }) => login?.id === id));
}

function layersOf(logins: Logins, name: string): readonly Layer[] {
  return logins.stacks.find((stack) => stack.name === name)?.layers ?? [];
}

/** A stack with only the owner's layer left is dropped. */
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

/** Not salted: it is taken of a whole file and lies beside that file, so it reveals nothing. */
function printOf(text: string | undefined): string {
  return text === undefined ? 'no file' : fingerprint('', text);
}

function isPrintOf(print: string, text: string | undefined): boolean {
  return print === printOf(text);
}
