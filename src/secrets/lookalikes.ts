import { shortened, visible } from '../text/escapes.ts';

/**
 * Makes a service's text safe to show: short, on one line, and without secrets.
 *
 * @param redact a redactor's `redactEcho`; runs first, while the text is unchanged
 * @param most the longest text shown, in characters
 */
export function shownOf(text: string, redact: (text: string) => string, most: number): string {
  return visible(redact(shortened(text, most)));
}

/**
 * The text on one line, without anything that looks like a credential. Services echo what they were sent, including
 * values we never masked. For error texts only, so hiding too much is fine.
 */
export function withoutLookalikes(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: other people's texts may have one
      .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
      .replace(/[\w.-]+/g, (run) => (hasJwt(run) ? '***' : run))
      .replace(/(?:STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
      .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF])+(?:=|%(?:25)?3D){0,2}/g, (run) =>
        run.length < 48 ? run : '***',
      )
  );
}

/** `eyJ` is `{"` in base64url. At least eight more characters of header, then a dot. */
function hasJwt(run: string): boolean {
  const start = run.indexOf('eyJ');
  return start >= 0 && run.indexOf('.', start) >= start + 11;
}

/** Drops the signed string that STS quotes when it refuses a signature: it holds the key's ID and security token. */
export function withoutSignedString(message: string): string {
  const words = message.replace(/\s+/g, ' ');
  const start = words.search(/\bserver (?:string ?to ?sign|CanonicalRequest)\b/i);
  return start < 0 ? message : words.slice(0, start).trimEnd();
}
