import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutEvery } from '../../../src/secrets/redactor.ts';

test('replaces what replaceAll replaces', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'aab', '😀'), maxLength: 60 });
  const pattern = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }),
    fc.string({ unit: fc.constantFrom('aab', 'aabaab'), minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(letters, pattern, (text, needle) => {
      expect(withoutEvery(text, needle, '***')).toBe(text.replaceAll(needle, () => '***'));
    }),
    { numRuns: 2000 },
  );
});
