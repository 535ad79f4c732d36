/** Whomever an independent model finds that a trust policy lets in, the review speaks of. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, cases } from './policies.ts';
import { silence } from './silence.ts';

test('nobody gets in without a word: 300 policies against a model', { timeout: 60_000 }, () => {
  const counts: Record<string, number> = {};
  fc.assert(
    fc.property(cases, (one: Case) => {
      const { least, silent } = silence(one);
      expect(silent).toBeUndefined();
      counts[least] = (counts[least] ?? 0) + 1;
    }),
    { numRuns: 300 },
  );
  // The generator must not go around what it is to find.
  for (const least of ['nothing', 'warning', 'error']) expect(counts[least], least).toBeGreaterThan(20);
});
