/** Escapes other people's text, as JSON does, so that nothing in it stays invisible. Pure. */

/** Characters; nobody reads more, and a service's answer can be a megabyte. */
const MOST = 10_000;

/**
 * On one line: escapes line breaks, invisible characters and direction marks. Letters of every script stay.
 */
export function visible(text: string): string {
  // biome-ignore lint/complexity/useRegexLiterals: see `escaped`
  return escaped(cut(text), () => new RegExp('(?! )[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}

/** As `visible`, but tabs and ends of lines stay, and nothing is cut: for our texts with other people's in them. */
export function visibleLines(text: string): string {
  // biome-ignore lint/complexity/useRegexLiterals: see `escaped`
  return escaped(text, () => new RegExp('(?![ \\t\\n]|\\r\\n)[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}

/**
 * Nearly every text is plain.
 * @param unseen no literal: V8 builds the sets of such a class whenever it only parses one
 */
function escaped(text: string, unseen: () => RegExp): string {
  return /[^\x20-\x7e]/.test(text) ? text.replace(unseen(), escapeOf) : text;
}

/** Printable ASCII and escapes only: for text that will be pasted, or that should have been ASCII. */
export function ascii(text: string): string {
  return cut(text).replace(/[^\x20-\x7e]/g, escapeOf);
}

/** An inert Markdown code span: no link works in it, and no bar ends a table cell. */
export function codeSpan(text: string): string {
  return text === '' ? '' : `\`${visible(text).replace(/[`|]/g, unit)}\``;
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function escapeOf(character: string): string {
  return SHORT[character] ?? unit(character);
}

/** UTF-16, as JSON has it. */
function unit(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1)
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return escaped;
}

/**
 * The text, or a note of its length if it is too long. Never cuts a text: half a secret would go unrecognized. Apply to
 * texts from outside before any pattern sees them. Pure.
 *
 * @param most UTF-16 units
 */
export function shortened(text: string, most: number): string {
  return text.length > most ? `a text of ${text.length} characters` : text;
}

/** Characters of the body of a service's error; anything longer did not come from the service and is not read. */
export const LONGEST_ERROR = 65_536;

/** RFC 3986: all but `A-Z a-z 0-9 - _ . ~` becomes %XX. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
