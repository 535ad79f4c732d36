/** Random values in the shapes that the action meets. */

import fc from 'fast-check';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

function textOf(characters: readonly string[], minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((parts) => parts.join(''));
}

/** Letters and digits. */
export const word = textOf(letters, 1, 12);

/** A secret with characters that every reader of a file takes. */
export const plainSecret = textOf([...letters, '+', '/', '=', '.', '_', '-'], 16, 40).filter((text) =>
  /[A-Za-z]/.test(text),
);

/** A secret with characters that break careless code. Long enough never to occur by chance. */
export const nastySecret = fc
  .tuple(
    textOf(letters, 8, 12),
    textOf([...letters, ...'+/=%#;\'"&\\$()[]{}<>|:,?! \té中'], 4, 24),
    textOf(letters, 8, 12),
  )
  .map((parts) => parts.join(''));

/** A secret of several lines. */
export const multilineSecret = fc
  .array(textOf(letters, 8, 16), { minLength: 2, maxLength: 4 })
  .chain((parts) => fc.constantFrom('\n', '\r\n').map((eol) => parts.join(eol)));

export const profileName = fc
  .tuple(
    fc.constantFrom(...'abcxyzABCXYZ0123456789'),
    textOf([...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_-'], 0, 12),
  )
  .map((parts) => parts.join(''));

/** Any text: all of ASCII, control characters included, and what lies beyond. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({
    unit: fc.constantFrom(
      '\n',
      '\r',
      '\r\n',
      '%',
      '%0A',
      '%25',
      ':',
      '::',
      ',',
      '=',
      '<<',
      '"',
      'a',
      'é',
      '中',
      '😀',
      '\u2028',
      '\ufeff',
    ),
  }),
);
