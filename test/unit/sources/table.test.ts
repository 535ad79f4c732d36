import { expect, test } from 'vitest';
import { INPUTS, type InputName } from '../../../src/inputs/table.ts';
import { CREDENTIAL_TYPES } from '../../../src/plan/plan.ts';
import { ALL_SOURCES } from '../../../src/sources/table.ts';

/** What the types of the table of sources cannot hold. */

test.each(CREDENTIAL_TYPES)('a source serves type: %s', (type) => {
  expect(ALL_SOURCES.some(({ types }) => Object.hasOwn(types, type))).toBe(true);
});

test('an input selects one source', () => {
  const inputs = ALL_SOURCES.flatMap(({ selectedBy }) => selectedBy);
  expect(inputs).toEqual([...new Set(inputs)]);
});

test('a stored key is what selects its source', () => {
  const keys = ALL_SOURCES.flatMap(({ storedKey, selectedBy }) =>
    storedKey ? [[storedKey, selectedBy] as const] : [],
  );
  expect(keys.map(([storedKey]) => storedKey)).toEqual([
    'access-key-id',
    'security-token',
    'role-chaining',
    'bearer-token',
  ]);
  for (const [storedKey, selectedBy] of keys) expect(selectedBy).toContain(storedKey);
});

test('what an error says of a source names inputs that there are', () => {
  for (const { types, offer } of ALL_SOURCES) {
    const words = [...Object.values(types), offer].flatMap(
      (text) => text?.match(/[a-z]+(?:-[a-z]+)+/g) ?? [],
    );
    for (const word of words) expect(Object.keys(INPUTS) as InputName[]).toContain(word);
  }
});
