/** Finding secrets in whatever a step leaves behind, however they are written down. */

/** This much of a long secret, from its beginning or its end, gives it away. */
const PART = 24;
/** Shorter texts turn up by accident. */
const SHORTEST = 8;

/** Every way in which a secret might be written down, lower case where case does not matter. */
function formsOf(secret: string): string[] {
  const text = secret.trim();
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
  ].filter((form) => form.length >= SHORTEST);
}

export class SecretSearch {
  readonly #forms = new Map<string, string>();

  add(...secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.trim().length < SHORTEST) continue;
      for (const form of formsOf(secret)) if (!this.#forms.has(form)) this.#forms.set(form, secret);
    }
  }

  /** The secrets in a text: as it is, after the runner has decoded its commands, and with its lines joined. */
  in(text: string): string[] {
    if (text === '') return [];
    const readings = [text];
    if (text.includes('%'))
      readings.push(text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'));
    if (/\s/.test(text)) readings.push(...readings.map((reading) => reading.replace(/\s+/g, '')));
    const found = new Set<string>();
    for (const [form, secret] of this.#forms)
      if (readings.some((reading) => reading.includes(form))) found.add(secret);
    return [...found];
  }
}
