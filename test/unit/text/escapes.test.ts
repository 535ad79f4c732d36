import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascii, codeSpan, visible } from '../../../src/text/escapes.ts';

const anything = fc.string({ unit: 'binary', maxLength: 200 });
const ofJson = (text: string): string => JSON.parse(`"${text.replaceAll('"', '\\"')}"`) as string;

describe('a text that somebody else wrote', () => {
  test.each([
    ['zero\u200bwidth', 'zero\\u200bwidth'],
    ['soft\u00adhyphen', 'soft\\u00adhyphen'],
    ['\u202eright to left', '\\u202eright to left'],
    ['two\nlines\r\u2028\u0085', 'two\\nlines\\r\\u2028\\u0085'],
    ['hangul\u3164filler', 'hangul\\u3164filler'],
    ['tag \u{e0041}', 'tag \\udb40\\udc41'],
    ['no\u00a0break', 'no\\u00a0break'],
    ['权限不足 für 日本', '权限不足 für 日本'],
  ])('(%j) is seen as it is', (text, seen) => {
    expect(visible(text)).toBe(seen);
  });

  test('has nothing in it that cannot be seen, and no second line', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(visible(text)).not.toMatch(/(?! )[\p{C}\p{Z}\p{DI}]/u);
      }),
    );
  });

  test('is printable ASCII where it is to be pasted, and JSON knows it for the same', () => {
    expect(ascii('m\u0430in')).toBe('m\\u0430in');
    fc.assert(
      fc.property(anything, (text) => {
        expect(ascii(text)).toMatch(/^[\x20-\x7e]*$/);
        const plain = text.replaceAll('\\', '');
        expect(ofJson(ascii(plain))).toBe(plain);
      }),
    );
  });

  test('is one code span, whatever is in it', () => {
    expect(codeSpan('a `b` | c')).toBe('`a \\u0060b\\u0060 \\u007c c`');
    expect(codeSpan('')).toBe('');
    fc.assert(
      fc.property(fc.oneof(anything, fc.constantFrom('`', '``|[x](https://y)', '\n\n# x')), (text) => {
        expect(codeSpan(text)).toMatch(/^$|^`[^`|\n\r]*`$/);
      }),
    );
  });
});
