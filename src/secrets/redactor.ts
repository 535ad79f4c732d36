import { shortened } from '../text/escapes.ts';
import { encodingsOf } from './encodings.ts';
import { withoutLookalikes } from './lookalikes.ts';

/** Finds secrets in other people's texts, both plain and in every usual encoding. */
export interface Redactor {
  /** Remembers a secret. */
  hide(value: string): void;
  /** The text with every remembered secret replaced by `***`. */
  redact(text: string): string;
  /**
   * The same of what a service says, on one line: without anything that looks like a credential, and without any part of
   * a remembered secret that has at least SHORTEST_PART characters, unless it is words. What both ends of a key's secret
   * may still show, 7 characters each, leaves 16 of 30 unknown: 95 bits.
   */
  redactEcho(text: string): string;
}

/** Characters. Shorter values occur in harmless words; hiding them would reveal more than it hides. */
const SHORTEST_SECRET = 4;

/** Characters, in any encoding. */
const SHORTEST_PART = 8;

/** Characters. In shorter values the white space may be a coincidence. */
const SHORTEST_WRAPPED = 16;

/** Characters. None of our own lines is longer; a longer text is replaced by a note of its length. */
const LONGEST_TEXT = 65_536;

export function redactor(): Redactor {
  /** Longest first: one may be part of another. */
  let forms: readonly string[] = [];
  /** The long ones, without their white space. */
  let unbroken: readonly string[] = [];
  /** Encoded only on first use: a step that prints nothing but its masks never needs it. */
  let fresh: string[] = [];

  const encode = (): void => {
    if (fresh.length === 0) return;
    const added = [...new Set(fresh)].flatMap((value) => [value, ...encodingsOf(value)]);
    forms = [...new Set([...forms, ...added])]
      .filter((form) => form.trim().length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length);
    unbroken = forms
      .map((form) => form.replace(/\s+/g, ''))
      .filter((form) => form.length >= SHORTEST_WRAPPED);
    fresh = [];
  };

  /** Whether the text holds a secret broken by white space, the way mail and certificates wrap lines. */
  const isWrapped = (text: string): boolean => {
    const bare = text.replace(/\s+/g, '');
    return bare.length < text.length && unbroken.some((form) => withoutEvery(bare, form, '') !== bare);
  };

  const redact = (text: string): string => {
    encode();
    const shown = forms.reduce(
      (rest, form) => withoutEvery(rest, form, '***'),
      shortened(text, LONGEST_TEXT),
    );
    return isWrapped(shown) ? '***' : shown;
  };

  return {
    hide: (value) => {
      // Each line by itself as well, as the runner does.
      const lines = [value, ...value.split('\n').map((line) => line.trim())];
      fresh = fresh.concat(lines.filter((line) => line.trim().length >= SHORTEST_SECRET));
    },
    redact,
    // Parts last: a long credential that we don't know may hold one, and is not recognized without it.
    redactEcho: (text) => withoutParts(withoutLookalikes(redact(text)), forms, SHORTEST_PART),
  };
}

/** Replaces each stretch of the text that is a part of a pattern, or several that overlap. In linear time. Pure. */
function withoutParts(text: string, patterns: readonly string[], shortest: number): string {
  const possible = new Set(piecesOf(text, shortest));
  const found = new Set<string>();
  for (const pattern of patterns)
    for (const piece of piecesOf(pattern, shortest)) if (possible.has(piece)) found.add(piece);
  let result = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    if (found.has(text.slice(at, at + shortest)))
      for (end = at + shortest; found.has(text.slice(end + 1 - shortest, end + 1)); ) end++;
    const stretch = text.slice(at, end);
    result += stretch.length > 1 && !isWords(stretch) ? '***' : stretch;
    at = end;
  }
  return result;
}

function* piecesOf(text: string, length: number): Generator<string> {
  for (let at = 0; at + length <= text.length; at++) yield text.slice(at, at + length);
}

/** Secrets may be addresses, whose words others use as well. Three random parts in a thousand look like this. */
function isWords(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]+)$/.test(word));
}

/**
 * Exact search in linear time (Knuth-Morris-Pratt). `String.prototype.replaceAll` goes quadratic when text and pattern
 * repeat one letter, and a service may choose both. Pure.
 */

/** Characters. A prefix this short rules out most texts quickly and at bounded cost. */
const HEAD = 16;

/** Replaces every occurrence of a pattern, from the left. */
export function withoutEvery(text: string, pattern: string, replacement: string): string {
  // Nearly every call ends here.
  if (pattern === '' || !text.includes(pattern.slice(0, HEAD))) return text;
  const borders = bordersOf(pattern);
  let result = '';
  let kept = 0;
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    while (matched > 0 && text[at] !== pattern[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === pattern[matched]) matched++;
    if (matched < pattern.length) continue;
    result += text.slice(kept, at + 1 - pattern.length) + replacement;
    kept = at + 1;
    matched = 0;
  }
  return result + text.slice(kept);
}

/** For each prefix, the length of its longest proper prefix that is also a suffix. */
function bordersOf(pattern: string): Uint32Array {
  const borders = new Uint32Array(pattern.length);
  let length = 0;
  for (let at = 1; at < pattern.length; at++) {
    while (length > 0 && pattern[at] !== pattern[length]) length = borders[length - 1] ?? 0;
    if (pattern[at] === pattern[length]) length++;
    borders[at] = length;
  }
  return borders;
}
