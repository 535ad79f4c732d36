import fs from 'node:fs';
import { expect, test } from 'vitest';
import { KINDS } from '../attacks/kinds.ts';

const text = fs.readFileSync('docs/threat-model.md', 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!against)/.test(line));
const heldBy = rows.map((row) => row.split('|').at(-2) ?? '');

test('every promise of the threat model names what holds it', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const [index, held] of heldBy.entries())
    expect(held, rows[index]).toMatch(/`(?:test|scripts)\/|attacks: /);
});

test('every test that the threat model names is there', () => {
  const files = [...text.matchAll(/`((?:test|scripts)\/[^`]+)`/g)].map((match) => match[1] ?? '');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !fs.existsSync(file))).toEqual([]);
});

test('every kind of attack holds a promise of the threat model, and no other is named', () => {
  const named = new Set(
    heldBy
      .flatMap((held) => /attacks: (.+?)\s*$/.exec(held)?.[1]?.split(', ') ?? [])
      .filter((kind) => kind !== 'all kinds'),
  );
  expect([...named].sort()).toEqual(KINDS.map(({ name }) => name).sort());
});
