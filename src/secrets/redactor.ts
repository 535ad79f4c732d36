import { shortened } from '../text/bounded.ts';
import { encodingsOf } from './encodings.ts';
import { withoutEvery } from './search.ts';

/** Finds secrets in texts that somebody else wrote: as they are, and in every usual encoding. */
export interface Redactor {
  /** Remembers a secret. */
  hide(value: string): void;
  /** The text with `***` in the place of every secret that is remembered. */
  redact(text: string): string;
}

/** A value shorter than this is part of many harmless words; hiding it would tell more than it hides. */
const SHORTEST_SECRET = 4;

/** Shorter, and the white space may be there by chance. */
const SHORTEST_WRAPPED = 16;

/** Characters. No line of ours is longer, and what is longer is not worth reading. */
const LONGEST_TEXT = 65_536;

export function redactor(): Redactor {
  /** Longest first: one may be part of another. */
  let forms: readonly string[] = [];
  /** The long ones, without their white space. */
  let unbroken: readonly string[] = [];
  /** Not encoded yet: a step that prints nothing but its masks does not need it. */
  let fresh: string[] = [];

  const encode = (): void => {
    if (fresh.length === 0) return;
    const added = [...new Set(fresh)].flatMap((value) => [value, ...encodingsOf(value)]);
    forms = [...new Set([...forms, ...added])]
      .filter((form) => form.trim().length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length);
    unbroken = forms
      .map((form) => form.replace(/\s+/g, ''))
      .filter((form) => form.length >= SHORTEST_WRAPPED);
    fresh = [];
  };

  /** Whether a secret is there with white space among its characters, as mail and certificates wrap lines. */
  const isWrapped = (text: string): boolean => {
    const bare = text.replace(/\s+/g, '');
    return bare.length < text.length && unbroken.some((form) => withoutEvery(bare, form, '') !== bare);
  };

  return {
    hide: (value) => {
      // As the runner does: each line by itself as well.
      const lines = [value, ...value.split('\n').map((line) => line.trim())];
      fresh = fresh.concat(lines.filter((line) => line.trim().length >= SHORTEST_SECRET));
    },
    redact: (text) => {
      encode();
      const shown = forms.reduce(
        (rest, form) => withoutEvery(rest, form, '***'),
        shortened(text, LONGEST_TEXT),
      );
      return isWrapped(shown) ? '***' : shown;
    },
  };
}
