import { expect, test } from 'vitest';
import { checksum } from '../../../src/secrets/fingerprint.ts';

// Source: draft-eastlake-fnv, the test vectors.
test.each([
  ['', '', '811c9dc5'],
  ['', 'a', 'e40c292c'],
  ['foo', 'bar', 'bf9cf968'],
])('the checksum of “%s” and “%s” is FNV-1a’s', (salt, value, sum) => {
  expect(checksum(salt, value)).toBe(sum);
});
