import { shortened } from '../text/bounded.ts';
import { visible } from '../text/escapes.ts';

/**
 * Makes a text that a service wrote fit to be shown: short, on one line, and without anything that looks like a
 * credential. Services echo what they were sent, and what was never masked here as well. For error texts only, so it may
 * hide too much.
 *
 * @param redact hides the secrets that are known; it goes first, since what is changed is no longer recognized
 * @param most characters that such a text may have
 */
export function shownOf(text: string, redact: (text: string) => string, most: number): string {
  return visible(scrub(redact(shortened(text, most))));
}

function scrub(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\w.-]+/g, (run) => (hasJwt(run) ? '***' : run))
    .replace(/(?:STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
    .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF])+(?:=|%(?:25)?3D){0,2}/g, (run) =>
      run.length < 48 ? run : '***',
    );
}

/** `eyJ` is `{"` in base64url. Eight characters of a header or more, and something after a dot. */
function hasJwt(run: string): boolean {
  const start = run.indexOf('eyJ');
  return start >= 0 && run.indexOf('.', start) >= start + 11;
}

/** A refused signature comes with the string that was signed, and that holds the key's ID and the security token. */
export function withoutSignedString(message: string): string {
  const words = message.replace(/\s+/g, ' ');
  const start = words.search(/\bserver (?:string ?to ?sign|CanonicalRequest)\b/i);
  return start < 0 ? message : words.slice(0, start).trimEnd();
}
