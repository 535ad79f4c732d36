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
