import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hcl } from '../../../setup/hcl.ts';

test('a text is one that begins no template, and says the same', () => {
  const unit = fc.constantFrom('$', '{', '%', '}', '"', '\\', 'a', 'é', ' ');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const written = hcl(text);
      expect(written).not.toMatch(/[$%]\{/);
      // HCL's escapes are JSON's.
      expect(JSON.parse(written)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});
