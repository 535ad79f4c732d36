/** Tells the runner to hide a value in every log line from now on. */
export type Mask = (value: string) => void;

/**
 * A value that must never be printed.
 *
 * It is masked when made, and shows itself as `***` in strings, JSON and debug output. The text comes out only
 * through `reveal`, so that a search for that word finds every place where a secret leaves its wrapper.
 */
export class Secret {
  readonly #value: string;

  private constructor(value: string) {
    this.#value = value;
  }

  static of(value: string, mask: Mask): Secret {
    mask(value);
    return new Secret(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  /** For console.log and util.inspect. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** JSON with secrets in plain text, each as `{ "secret": … }`: by themselves they would hide. */
export function revealedJson(value: object): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, name, shown) {
    const held = this[name];
    return held instanceof Secret ? { secret: held.reveal() } : shown;
  });
}

/** Characters. The shortest part of a real credential has 16; a mask of one letter would hide the whole log. */
const SHORTEST_ISSUED = 8;

/**
 * Characters. Real tokens have one or two thousand. Six variables of this length fit into every system's environment:
 * Linux takes 131,072 characters per variable, Windows 32,767.
 */
const LONGEST = 16_384;

/**
 * Why a text cannot be part of a credential; undefined if it can. Check this before masking the text.
 * @param isSent whether it goes into a header or URL, which restricts its characters; a key's secret only signs
 * @param shortest characters; what a service issues must be as long as the real thing, what users supply may be short
 */
export function flawOf(text: string, isSent: boolean, shortest = 1): string | undefined {
  if (text.trim() === '') return 'contains only white space';
  if (text.length > LONGEST)
    return `has ${text.length} characters, and no credential has more than ${LONGEST}`;
  if (text.includes('\0')) return 'contains a NUL character';
  if (isSent && !/^[\x21-\x7e]+$/.test(text))
    return 'contains white space, a line break or a non-ASCII character, and cannot be sent';
  if (/^[\r\n]|[\r\n]$/.test(text)) return 'begins or ends with a line break';
  if (text.length < shortest)
    return `is shorter than any credential: it has fewer than ${shortest} characters`;
  return undefined;
}

/**
 * The first flaw in the secrets that a service issued, with the secret's name; undefined if there is none.
 * Services issue printable ASCII only.
 */
export function flawOfIssued(parts: Readonly<Record<string, string>>): string | undefined {
  for (const [name, text] of Object.entries(parts)) {
    const flaw = flawOf(text, true, SHORTEST_ISSUED);
    if (flaw) return `${name} ${flaw}`;
  }
  return undefined;
}

export const FLAW_HINT = 'Set it again; usually it was copied with a trailing newline, or incompletely.';
