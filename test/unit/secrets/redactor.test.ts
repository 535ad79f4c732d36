import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../../src/secrets/redactor.ts';
import { multilineSecret, nastySecret, plainSecret, word } from '../support/arbitraries.ts';

/** A session's key secret, shorter than what is hidden for its look alone. */
const SECRET = 'fake+Session/Secret01234567==';

function redacted(text: string, ...secrets: string[]): string {
  const { hide, redact } = redactor();
  for (const secret of secrets) hide(secret);
  return redact(text);
}

const hex = (character: string): string => character.charCodeAt(0).toString(16);
const special = (encode: (character: string) => string) => (secret: string) =>
  secret.replace(/[^A-Za-z0-9]/gu, encode);
const wrapped = (columns: number, joint: string) => (secret: string) =>
  (secret.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []).join(joint);

/** Ways in which others write a secret down, for secrets of ASCII. */
const DISGUISES: Readonly<Record<string, (secret: string) => string>> = {
  'percent-encoded with lower-case digits': special((c) => `%${hex(c).padStart(2, '0')}`),
  'percent-encoded with lower-case digits, twice': special((c) => `%25${hex(c).padStart(2, '0')}`),
  'percent-encoded in every character': (secret) =>
    secret.replace(/./gs, (c) => `%${hex(c).padStart(2, '0')}`),
  'in JSON with an escaped slash': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON with the signs as numbers': special((c) => `\\u${hex(c).padStart(4, '0')}`),
  'in JSON with the signs as numbers, upper-case': special(
    (c) => `\\u${hex(c).toUpperCase().padStart(4, '0')}`,
  ),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'in a program’s text': special((c) => `\\x${hex(c).padStart(2, '0')}`),
  'in HTML by decimal numbers': special((c) => `&#${c.charCodeAt(0)};`),
  'in HTML by hexadecimal numbers': special((c) => `&#x${hex(c).toUpperCase()};`),
  'in HTML by names': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
  'in HTML in JSON': special((c) => `\\u0026#${c.charCodeAt(0)};`),
};
const WRAPPINGS: Readonly<Record<string, (secret: string) => string>> = {
  'wrapped at 40 columns': wrapped(40, '\n'),
  'wrapped at 76 columns': wrapped(76, '\r\n'),
  'wrapped and indented': wrapped(16, '\n    '),
  'wrapped, in JSON': wrapped(20, '\\n'),
  'wrapped, percent-encoded': wrapped(20, '%0D%0A'),
  'with a space in it': wrapped(10, ' '),
};

describe('a secret is hidden', () => {
  test.each(Object.entries({ ...DISGUISES, ...WRAPPINGS }))('%s', (_, disguise) => {
    expect(redacted(`before ${disguise(SECRET)} after`, SECRET)).toBe('before *** after');
    const token = 'CAIS+ab/'.repeat(24);
    expect(redacted(`token=${disguise(token)}; rest`, token)).toBe('token=***; rest');
  });

  test('in any disguise, wrapped in any way', () => {
    const secret = fc.oneof(
      plainSecret,
      // A backslash right before a wrap that is written with one has no single meaning.
      nastySecret.filter((text) => /^[\x20-\x5b\x5d-\x7e]{16,}$/.test(text)),
    );
    const disguise = fc.constantFrom(...Object.values(DISGUISES));
    const wrapping = fc.constantFrom((text: string) => text, ...Object.values(WRAPPINGS));
    fc.assert(
      fc.property(secret, disguise, wrapping, word, word, (value, encode, wrap, before, after) => {
        const text = redacted(`<${before}> ${encode(wrap(value))} <${after}>`, value);
        expect(text).toMatch(/\*\*\*/);
        expect(text).not.toContain(encode(value));
        // What stands around it stays.
        expect(text.startsWith(`<${before}>`)).toBe(true);
        expect(text.endsWith(`<${after}>`)).toBe(true);
        expect(text.length).toBeLessThanOrEqual(before.length + after.length + 10 + 3);
      }),
      { numRuns: 500 },
    );
  });

  test('that is short, encoded but not taken apart', () => {
    expect(redacted('a%2bb%2f1 and a+ b/1', 'a+b/1')).toBe('*** and a+ b/1');
  });

  test('beside another, and inside another', () => {
    expect(redacted(`${SECRET}%2b ${SECRET.slice(0, 20)} x`, SECRET, SECRET.slice(0, 20))).toBe(
      '***%2b *** x',
    );
    expect(redacted('AAAA AAAA AAAA AAAA AAAA', 'A'.repeat(16))).toBe('***');
  });

  test('of several lines, each of them wrapped', () => {
    fc.assert(
      fc.property(multilineSecret, (secret) => {
        const text = redacted(secret.replaceAll('\r\n', '\n').split('\n').join(' \n '), secret);
        for (const line of secret.split(/\r?\n/)) expect(text).not.toContain(line);
      }),
    );
  });
});

describe('a text without a secret stays as it is', () => {
  test('whatever is in it', () => {
    const unit = fc.constantFrom(
      ' ',
      '\n',
      '%',
      '%2',
      '%2B',
      '%ff',
      '%C3%A9',
      '\\',
      '\\u00',
      '\\u003d',
      '\\n',
      '&',
      '&#',
      '&#43;',
      '&#9999999;',
      '&amp;',
      'a',
      'Z',
      '9',
      '😀',
      '\ud800',
      '***',
    );
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 60 }),
        fc.array(plainSecret, { maxLength: 3 }),
        (text, secrets) => {
          expect(redacted(text, ...secrets)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('also where it has the letters of a short secret, apart', () => {
    expect(redacted('the cat sat', 'catsat')).toBe('the cat sat');
  });
});

test('a long text costs no time to speak of, whatever it is made of', () => {
  const secrets = [SECRET, 'A'.repeat(60), '%'.repeat(40), '\\'.repeat(40), ' A'.repeat(30)];
  for (const unit of ['A', ' ', '%', '\\', '%2', '&#', '\\u00', '%C3', '&amp', ' A', '%25', '\\\\']) {
    const text = unit.repeat(100_000 / unit.length);
    const started = performance.now();
    redacted(`${text}!`, ...secrets);
    expect(performance.now() - started, unit).toBeLessThan(1500);
  }
});
