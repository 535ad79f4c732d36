import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../../src/secrets/redactor.ts';
import { DOCUMENTED } from '../../faults/documented.ts';
import { multilineSecret, nastySecret, plainSecret, word } from '../support/arbitraries.ts';
import { timesLonger } from '../support/processor-time.ts';

/** A session's key secret, shorter than what is hidden for its look alone. */
const SECRET = 'fake+Session/Secret01234567==';

function redacted(text: string, ...secrets: string[]): string {
  const { hide, redact } = redactor();
  for (const secret of secrets) hide(secret);
  return redact(text);
}

const hex = (character: string, length = 2): string =>
  character.charCodeAt(0).toString(16).padStart(length, '0');
const special = (encode: (character: string) => string) => (secret: string) =>
  secret.replace(/[^A-Za-z0-9]/g, encode);
const inJson = (secret: string): string => JSON.stringify(secret).slice(1, -1);
const packed = (encoding: BufferEncoding) => (secret: string) => Buffer.from(secret).toString(encoding);

/** Ways in which others write a secret down, each made otherwise than the code under test makes it. */
const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded, lower case': (secret) =>
    [...Buffer.from(secret)]
      .map((byte) => String.fromCharCode(byte))
      .map((c) => (/[\w.~-]/.test(c) ? c : `%${hex(c)}`))
      .join(''),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'form-encoded': (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  'in JSON': inJson,
  'in JSON with an escaped slash': (secret) => inJson(secret).replaceAll('/', '\\/'),
  'in JSON in JSON': (secret) => inJson(inJson(secret)),
  'in JSON for HTML pages': (secret) => inJson(secret).replace(/[&'<=>]/g, (c) => `\\u${hex(c, 4)}`),
  'in JSON with the signs as numbers': special((c) => `\\u${hex(c, 4)}`),
  'in HTML by names': (secret) =>
    secret.replace(
      /[&<>"']/g,
      (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? '&#39;',
    ),
  'in HTML by decimal numbers': special((c) => `&#${c.charCodeAt(0)};`),
  'in HTML by hexadecimal numbers': special((c) => `&#x${hex(c, 1).toUpperCase()};`),
  'in base64': (secret) => packed('base64')(secret).replaceAll('=', ''),
  'in base64url': packed('base64url'),
  'in hex': packed('hex'),
  'in upper-case hex': (secret) => packed('hex')(secret).toUpperCase(),
};

describe('a secret is hidden', () => {
  test.each(Object.entries(ENCODINGS))('%s', (_, encode) => {
    expect(redacted(`before <${encode(SECRET)}> after`, SECRET)).toMatch(/^before <\*\*\*\S{0,2}> after$/);
    const token = 'CAIS+ab/'.repeat(24);
    expect(redacted(`token=${encode(token)}; rest`, token)).toBe('token=***; rest');
  });

  test('in every encoding, with every character', () => {
    const secret = fc.oneof(plainSecret, nastySecret);
    const encoding = fc.constantFrom(...Object.values(ENCODINGS));
    fc.assert(
      fc.property(secret, encoding, word, word, (value, encode, before, after) => {
        const text = redacted(`<${before}> ${encode(value)} <${after}>`, value);
        expect(text).toContain('***');
        // What is left of it is what base64's last, shared character tells.
        const [, rest = ''] = /^<\w+> (.*) <\w+>$/s.exec(text) ?? [];
        expect(rest.replaceAll('***', '').length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 1000 },
    );
  });

  test('within what is packed together with it, at each offset', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), plainSecret, word, (before, value, after) => {
        for (const encoding of ['base64', 'base64url', 'hex'] as const) {
          const text = redacted(packed(encoding)(before + value + after), value);
          expect(text).toContain('***');
          expect(text).not.toContain(packed(encoding)(value).slice(4, -4));
        }
      }),
    );
  });

  test('beside another, and inside another', () => {
    expect(redacted(`${SECRET}%2b ${SECRET.slice(0, 20)} x`, SECRET, SECRET.slice(0, 20))).toBe(
      '***%2b *** x',
    );
    expect(redacted('AAAA'.repeat(8), 'A'.repeat(16))).toBe('******');
  });

  test.each([40, 16, 7])('wrapped into lines of %i, with the text around it', (columns) => {
    const wrapped = (SECRET.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).join('\r\n    ');
    expect(redacted(`before ${wrapped} after`, SECRET)).toMatch(
      columns === 40 ? /^before \*{3} after$/ : /^\*{3}$/,
    );
    expect(
      redacted(`before ${encodeURIComponent(SECRET).replaceAll('Session', '\nSession')} after`, SECRET),
    ).toBe('***');
  });

  test('of several lines, each of them alone', () => {
    fc.assert(
      fc.property(multilineSecret, (secret) => {
        const text = redacted(secret.replaceAll('\r\n', '\n').split('\n').join(' \n '), secret);
        for (const line of secret.split(/\r?\n/)) expect(text).not.toContain(line);
      }),
    );
  });
});

describe('of what a service says, a part of a secret is hidden', () => {
  const echoed = (text: string, secrets: readonly string[]): string => {
    const { hide, redactEcho } = redactor();
    secrets.forEach(hide);
    return redactEcho(text);
  };
  /** Characters. Fewer are too little to matter. */
  const SHORTEST = 8;
  const isWords = (piece: string): boolean =>
    (piece.match(/[A-Za-z0-9]+/g) ?? []).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]*)$/.test(word));
  const random = (length: number, seed: string): string =>
    createHash('shake256', { outputLength: length }).update(seed).digest('base64').slice(0, length);
  const ISSUED: Readonly<Record<string, string>> = {
    'a key’s ID': 'LTAI5tK2m9Xw4Rq7Zb3Vn8Jh',
    'a session’s ID': 'STS.NUx7Kq2Wm9Rt4Bz5Hc8Pd3Lf6',
    'a key’s secret': 'g7Kq2Wm9Rt4Bz5Hc8Pd3Lf6Xv1Ny0J',
    'a security token': `CAIS${random(800, 'token')}`,
    'a JWT': ['header', 'claims', 'signature'].map((part) => random(300, part).replace(/\W/g, '-')).join('.'),
    'a bearer token with signs': 'b3/+=&\'<0>\\"7:a 9?x#5;Z_2~%41!',
  };

  test.each(Object.entries(ISSUED))('whatever part of %s it is, in every encoding', (_, secret) => {
    for (const [name, encode] of Object.entries(ENCODINGS)) {
      // What base64's last character says depends on what follows.
      const whole = name.includes('base64') ? encode(secret).slice(0, -1) : encode(secret);
      const { hide, redactEcho } = redactor();
      hide(secret);
      const part = fc.tuple(fc.nat(whole.length - SHORTEST), fc.integer({ min: SHORTEST, max: 60 }));
      const ends = [SHORTEST, 12, 20, 47].flatMap((length): [number, number][] => [
        [0, length],
        [Math.max(0, whole.length - length), length],
      ]);
      fc.assert(
        fc.property(part, ([start, length]) => {
          const shown = redactEcho(
            `it begins with ${whole.slice(start, start + length)}, or key=${whole.slice(start, start + length)}`,
          );
          for (let at = start; at + SHORTEST <= Math.min(whole.length, start + length); at++) {
            const piece = whole.slice(at, at + SHORTEST);
            if (!isWords(piece)) expect(shown).not.toContain(piece);
          }
        }),
        { numRuns: secret.length > 100 ? 20 : 100, examples: ends.map((end): [[number, number]] => [end]) },
      );
    }
  });

  test('and seven characters of it are not, nor what stands around it', () => {
    const secret = ISSUED['a key’s secret'] ?? '';
    const text = `${secret.slice(0, 7)}…${secret.slice(-7)}`;
    expect(echoed(text, [secret])).toBe(text);
    expect(echoed(`key=${secret.slice(3, 20)}, sent on 2026-12-01`, [secret])).toBe(
      'key=***, sent on 2026-12-01',
    );
    expect(echoed(`${secret.slice(0, 12)}${secret.slice(-12)}`, [secret])).toBe('******');
  });

  test('but no word that a secret shares with everybody', () => {
    const addresses = [
      'https://credentials.internal.example.com/security-credentials/deploy?token=k3Xv9Qz1',
      'https://token.actions.githubusercontent.com/',
      'sts.aliyuncs.com/AssumeRoleWithOIDC',
    ];
    const secrets = [...Object.values(ISSUED), ...addresses];
    const said = [
      ...DOCUMENTED.flatMap(({ code, message }) => [code.replace('AssumeRoleWithOIDC', ''), message]),
      'No credentials for https://token.actions.githubusercontent.com in this security-credentials document.',
      '8D8992C1-6712-423C-BAC5-E5E817484C6B on 2026-11-02T10:00:00Z for acs:ram::1234567890123456:role/deploy',
    ];
    for (const text of said) expect(echoed(text, secrets)).toBe(text);
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^(?:[A-Z]?[a-z]{1,14}|[A-Z]{1,14}|\d{1,7})$/), { maxLength: 20 }),
        (words) => {
          const text = words.join(' ');
          expect(echoed(text, secrets)).toBe(text);
        },
      ),
    );
  });
});

describe('a text without a secret stays as it is', () => {
  test('whatever is in it', () => {
    const unit = fc.constantFrom(
      ' ',
      '\n',
      '%',
      '%2B',
      '%ff',
      '\\',
      '\\u003d',
      '&#43;',
      '&amp;',
      'aZ9',
      '😀',
      '\ud800',
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

  test('also beside the packed forms of a short secret', () => {
    expect(redacted('636174 Y2F0cw cats', 'cats')).toBe('636174 Y2F0cw ***');
  });
});

test('a text too long to be searched is not shown at all', () => {
  expect(redacted(`${' '.repeat(70_000)}${SECRET}`, SECRET)).toBe(
    `a text of ${70_000 + SECRET.length} characters`,
  );
});

test('a secret that repeats itself costs no more than another', () => {
  const hash = createHash('sha256').update('x').digest('hex');
  for (const unit of ['A', '%', '\\', 'AB', hash.slice(0, 16)]) {
    const text = unit.repeat(60_000 / unit.length);
    const secrets = [`${'z'}${unit.repeat(8000 / unit.length)}`, `${unit.repeat(8000 / unit.length)}z`];
    const { hide, redact } = redactor();
    secrets.forEach(hide);
    redact('');
    expect(redact(text)).toBe(text);
    const usual = redactor();
    for (const secret of secrets) usual.hide(randomBytes(secret.length / 2).toString('hex'));
    usual.redact('');
    expect(
      timesLonger(
        () => redact(text),
        () => usual.redact(text),
      ),
      unit,
    ).toBeLessThan(8);
  }
});
