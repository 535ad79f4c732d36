/** Encodings shared by both signatures. */

import { createHash } from 'node:crypto';

/** RFC 3986 percent-encoding: all but `A-Za-z0-9-_.~`, so a space is `%20` and `*` is `%2A`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `k=v` pairs, encoded, sorted by name (and value, for a name that repeats), joined by `&`. */
export function canonicalPairs(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
