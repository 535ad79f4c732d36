/** Texts that a hostile service may put into a field. */

import { LURE } from './judge.ts';

/** What repeats; each is tried at both sizes. */
const REPEATED: Readonly<Record<string, string>> = {
  eyJ: 'eyJ',
  'eyJ with dots': 'eyJ.',
  JWTs: 'eyJhbGciOiJ9.eyJzdWIi.c2ln ',
  'STS.': 'STS.',
  LTAI: 'LTAI',
  CAIS: 'CAIS',
  blanks: ' ',
  tabs: '\t',
  'line feeds': '\n',
  'line ends': '\r\n',
  'no-break spaces': '\u00a0',
  backslashes: '\\',
  quotes: '"',
  apostrophes: "'",
  backticks: '`',
  'one letter': 'a',
  'one digit': '7',
  'letters and digits': 'A1b2',
  words: 'a ',
  'percent signs': '%',
  '%25': '%25',
  '%2': '%2',
  'equals signs': '=',
  ampersands: '&',
  'angle brackets': '<',
  braces: '{',
  brackets: '[',
  parentheses: '(',
  dots: '.',
  hyphens: '-',
  colons: ':',
  slashes: '/',
  addresses: 'https://',
  ARNs: 'acs:ram::',
  pairs: 'a=b&',
  headers: 'x-acs-a:',
  stars: '*',
  pipes: '|',
  hashes: '##[',
  ids: '01234567-89AB-',
  escapes: '\u001b[',
  'zero bytes': '\u0000',
  accents: '\u0301',
  emoji: '😀',
  'half emoji': '\ud83d',
  'right-to-left': '\u202e',
  'paragraph separators': '\u2028',
  'the string to sign': 'server string to sign is:',
  'a base64 text': 'QUJD/+',
};

const SIZES = { '1 MB': 1_000_000, '60 kB': 60_000 } as const;

/** Texts that mean something to the runner, to GitHub’s Markdown, or to a reader. */
const MEANING: Readonly<Record<string, string>> = {
  'an error command after a line feed': 'x\n::error::forged\n::error::forged again',
  'an error command after a carriage return': 'x\r::error::forged',
  'an error command after an escaped line feed': 'x%0A::error::forged',
  'an error command after a next-line character': 'x\u0085::error::forged',
  'an error command after a paragraph separator': 'x\u2028::error::forged\u2029::error::forged',
  'a mask command': '\n::add-mask::a',
  'a stop-commands command': '\n::stop-commands::token\n',
  'an old command': '\n##[error]forged\n##[add-mask]a',
  'a link': `[Sign in here](https://${LURE}/)`,
  'a reference link': `[x][y]\n\n[y]: https://${LURE}/`,
  'an image': `![](https://${LURE}/x.png)`,
  HTML: `<a href="https://${LURE}/">x</a><img src="//${LURE}/x">`,
  'a bare address': `See https://${LURE}/ for the fix.`,
  'backticks and a link': `\`\`\` \` [x](https://${LURE}/) \`\`\`\n\`\`\`\n[x](https://${LURE}/)`,
  'a table and a link': `| x |\n|---|\n| [x](https://${LURE}/) |`,
  'the end of a details block': `</details>\n\n[x](https://${LURE}/)`,
  'reordering characters': 'main\u202egnp.\u2066x\u2069\u200f',
  'invisible characters': 'ma\u200bin\u2060\ufeff\u00ad',
  'terminal escapes': '\u001b[2J\u001b]8;;https://x\u0007\u009b31m',
  'zero bytes in it': 'a\u0000b',
  'look-alike letters': 'rеpo:оcto-org/octo-repo',
  'a template': '${{ secrets.GITHUB_TOKEN }} $(id) `id`',
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  nothing: '',
};

/** Every text, by name. */
export const TEXTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(SIZES).flatMap(([size, bytes]) =>
    Object.entries(REPEATED).map(([name, text]): [string, string] => [
      `${size} of ${name}`,
      text.repeat(Math.ceil(bytes / text.length)),
    ]),
  ),
  ...Object.entries(MEANING),
]);

/** Values that are no text, as JSON. */
export const VALUES: ReadonlyMap<string, string> = new Map([
  ['null', 'null'],
  ['true', 'true'],
  ['zero', '0'],
  ['a number beyond all', '1e400'],
  ['a number of 200 kB', '9'.repeat(200_000)],
  ['a list', '["x"]'],
  ['an object', '{"toString":"x","length":1}'],
  ['lists 20,000 deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['objects 20,000 deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
]);

/** What a service may say of a time. */
export const DATES: ReadonlyMap<string, string> = new Map(
  [
    '275760-09-13T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
    '+275760-09-13T00:00:00.001Z',
    '-271821-04-20T00:00:00Z',
    '0000-00-00T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:60Z',
    '2026-02-30T00:00:00Z',
    '2026-11-02T10:00:00',
    '2026-11-02',
    'Mon, 02 Nov 2026 10:00:00 GMT',
    '1793613600',
    'Infinity',
    'tomorrow',
  ].map((date) => [`the time ${date}`, date]),
);
