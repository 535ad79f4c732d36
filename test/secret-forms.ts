/** The ways in which a secret might be written down, for tests that look for secrets in whatever a step leaves. */

/** This much of a long secret, from its beginning or its end, gives it away. */
const PART = 20;
/** Shorter texts turn up by accident. */
export const SHORTEST_FORM = 8;

const known = new Map<string, readonly string[]>();

/** Every form of a secret, as a whole and in part. */
export function formsOf(secret: string): readonly string[] {
  const forms = known.get(secret) ?? [...new Set(writtenDown(secret.trim()))];
  known.set(secret, forms);
  return forms;
}

function writtenDown(text: string): string[] {
  // A JWT's header is the same for all of a service's tokens.
  const own = text.startsWith('eyJ') ? text.split('.').slice(1) : [];
  const encoded = encodeURIComponent(text.toWellFormed());
  const bytes = Buffer.from(text);
  return [
    text,
    ...own,
    ...[text, ...own].flatMap((part) =>
      part.length > 2 * PART
        ? [part.slice(part === text && own.length > 0 ? -PART : 0).slice(0, PART), part.slice(-PART)]
        : [],
    ),
    encoded,
    encodeURIComponent(encoded),
    encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    new URLSearchParams([['', text]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => {
      // The first and last characters depend on what stands around the secret.
      const base64 = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .replace(/=+$/, '')
        .slice(offset ? 4 : 0, -2);
      return [base64, base64.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(base64)];
    }),
  ].filter((form) => form.length >= SHORTEST_FORM);
}

/** A text after the runner has decoded its commands. */
export function decodedCommands(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
