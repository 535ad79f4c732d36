/** What others wrote, made so that what is seen is what is there. JSON's escapes; pure. */

/** Characters; nobody reads more, and a service's answer may have a megabyte. */
const MOST = 10_000;

/**
 * On one line: whatever ends a line, cannot be seen, or turns the direction of reading becomes an escape. Letters of
 * every script stay.
 */
export function visible(text: string): string {
  return cut(text).replace(/(?! )[\p{C}\p{Z}\p{DI}]/gu, escapeOf);
}

/** Printable ASCII and escapes, and nothing else: for what will be pasted, and for what should have been ASCII. */
export function ascii(text: string): string {
  return cut(text).replace(/[^\x20-\x7e]/g, escapeOf);
}

/** A code span of Markdown, in which nothing acts: no link is live, no bar ends a table's cell. */
export function codeSpan(text: string): string {
  return text === '' ? '' : `\`${visible(text).replace(/[`|]/g, unit)}\``;
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}

function escapeOf(character: string): string {
  const short = JSON.stringify(character).slice(1, -1);
  return short.startsWith('\\') ? short : unit(character);
}

/** UTF-16, as JSON has it. */
function unit(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
    .join('');
}
