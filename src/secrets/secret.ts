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

/**
 * Why a text cannot be a part of a credential; undefined where it can.
 * @param isSent in a header or a URL, which not every character survives; the key's secret only signs
 */
export function flawOf(text: string, isSent: boolean): string | undefined {
  if (text.trim() === '') return 'holds nothing but white space';
  if (isSent && !/^[\x21-\x7e]+$/.test(text))
    return "has white space, a line's end or a character that is not ASCII in it, and cannot be sent";
  return undefined;
}

export const FLAW_HINT = 'Set it anew; a line copied with its end is the usual reason.';
