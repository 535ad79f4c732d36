import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommands } from '../../../emulator/runner-protocol.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { visibleLines } from '../../../src/text/escapes.ts';
import { anyText, multilineSecret, nastySecret, word } from '../support/arbitraries.ts';
import { shown } from '../support/context.ts';
import { recordedLog } from '../support/log.ts';

function capture(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: recordedLog((line) => void lines.push(line)), lines };
}

const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Every form in which a service may echo a value. */
const FORMS: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['percent-encoded', percent],
  ['percent-encoded twice', (secret) => percent(percent(secret))],
  ['form-encoded', (secret) => percent(secret).replaceAll('%20', '+')],
  ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
];

/** The same by JavaScript's own functions, which leave more characters as they are. */
const LENIENT_FORMS: typeof FORMS = [
  ['percent-encoded by encodeURIComponent', (secret) => encodeURIComponent(secret)],
  ['form-encoded by URLSearchParams', (secret) => new URLSearchParams({ s: secret }).toString().slice(2)],
];

/** All ways in which a text reaches the log. */
function sayEverywhere(log: Log, text: string): void {
  log.debug(text);
  log.info(text);
  log.warning(text);
  log.error(text, text);
  log.group(text, text);
}

/** The commands of the runner's own registry. */
const COMMANDS =
  'add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|' +
  'save-state|set-env|set-output|stop-commands|warning';

/**
 * Whether the runner takes a line for a command. Source: actions/runner, ActionCommand.cs: `::name …::` after white
 * space (of .NET, which knows U+0085 and not U+FEFF), or `##[name …]` anywhere.
 */
function isCommand(line: string): boolean {
  const first = new RegExp(`^[\\s\\u0085]*::(${COMMANDS})( [^:]*)?::`, 'i');
  return (
    first.test(line.replace(/^\ufeff/, '')) || new RegExp(`##\\[(${COMMANDS})( [^\\]]*)?\\]`, 'i').test(line)
  );
}

describe('the log hides a secret', () => {
  test.each([...FORMS, ...LENIENT_FORMS])('%s', (_, form) => {
    for (const secret of ['a+b/c=d&e f', "it's (secret)*!", 'tab\tand "quotes"', 'back\\slash', 'ümläut中']) {
      const { log, lines } = capture();
      log.mask(secret);
      sayEverywhere(log, `before ${form(secret)} after`);
      expect(shown(lines)).not.toContain(form(secret));
      expect(shown(lines)).toContain('***');
    }
  });

  test('of several lines, whole and line by line', () => {
    const { log, lines } = capture();
    log.mask('first line of it\n  second line of it\r\nthird line of it');
    log.info('there was “second line of it”');
    log.info('first line of it\n  second line of it\r\nthird line of it');
    expect(shown(lines)).not.toMatch(/line of it/);
  });

  test('that is part of another one', () => {
    const { log, lines } = capture();
    log.mask('abcd');
    log.mask('xxabcdyy');
    log.info('xxabcdyy');
    expect(shown(lines)).toBe('***\n');
  });

  test('that the runner need not hide, with conceal', () => {
    const { log, lines } = capture();
    log.conceal('only-for-us');
    log.info('only-for-us');
    expect(lines).toEqual(['***\n']);
  });

  test('in redact, for texts that go elsewhere', () => {
    const { log } = capture();
    log.mask('summary-secret');
    expect(log.redact('a summary-secret here')).toBe('a *** here');
  });

  test('that came later than another one', () => {
    const { log, lines } = capture();
    log.mask('first-secret');
    log.info('second-secret');
    log.mask('second-secret');
    log.info('second-secret');
    expect(lines.filter((line) => line === '***\n')).toHaveLength(1);
  });

  test('whatever it is, whatever is said, in whatever form', () => {
    const secrets = fc.array(fc.oneof(nastySecret, multilineSecret), { minLength: 1, maxLength: 3 });
    const form = fc.constantFrom(...FORMS.map(([, encode]) => encode));
    const said = fc.array(fc.tuple(word, fc.nat(2), form), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(secrets, said, (values, parts) => {
        const { log, lines } = capture();
        for (const value of values) log.mask(value);
        const forms = parts.map(([, index, encode]) => encode(values[index % values.length] ?? ''));
        sayEverywhere(log, parts.map(([before], index) => `${before}${forms[index]}`).join(' '));
        const text = shown(lines);
        for (const value of [...values, ...forms]) expect(text).not.toContain(value);
      }),
    );
  });

  test('of four characters, the shortest that is no part of harmless words', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9+=]{4,8}$/),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const { log, lines } = capture();
          log.mask(secret);
          log.info(`${before.replaceAll('*', '')}${secret}${after.replaceAll('*', '')}`);
          expect(shown(lines)).not.toContain(secret);
        },
      ),
    );
  });
});

describe('mask', () => {
  test('tells the runner once', () => {
    const { log, lines } = capture();
    log.mask('some-secret');
    log.mask('some-secret');
    expect(lines).toEqual(['::add-mask::some-secret\n']);
  });

  test('tells the runner the whole of a value with line ends and percent signs', () => {
    fc.assert(
      fc.property(fc.oneof(nastySecret, multilineSecret), (secret) => {
        const { log, lines } = capture();
        log.mask(secret);
        expect(lines).toHaveLength(1);
        const masks = new Set<string>();
        readCommands(lines.join(''), masks);
        expect(masks).toContain(secret);
      }),
    );
  });

  test.each(['', ' ', '\n', ' \r\n\t'])('does nothing for %j, which would hide everything', (value) => {
    const { log, lines } = capture();
    log.mask(value);
    log.info('a b\nc');
    expect(lines).toEqual(['a b\nc\n']);
  });

  test('tells the runner of a short value too, but does not riddle our own lines with it', () => {
    const { log, lines } = capture();
    log.mask('ab');
    log.info('about');
    expect(lines).toEqual(['::add-mask::ab\n', 'about\n']);
  });
});

describe('a message', () => {
  test.each([
    '::add-mask::x',
    '  ::set-output name=a::b',
    'first\n::stop-commands::token',
    'first\r\n\t::error::no',
    'first\r::error::no',
    '##[add-mask]x',
    '  ##[group]x',
    'refused: ##[stop-commands]token',
    'first\nand then ##[save-state name=journal][]',
    '\u0085::add-mask::x',
  ])('such as %j cannot become a command', (message) => {
    const { log, lines } = capture();
    log.info(message);
    log.group('title', message);
    const written = lines.filter((line) => !/^::(group|endgroup)::/.test(line)).join('');
    for (const line of written.split(/\r\n|\r|\n/)) expect(isCommand(line), line).toBe(false);
  });

  test('reaches the log as it is otherwise', () => {
    const { log, lines } = capture();
    log.info('100 % of a::b, [x] and #y\nsecond line');
    expect(lines).toEqual(['100 % of a::b, [x] and #y\nsecond line\n']);
  });

  test('is one line to the runner in a warning, an error and a debug message', () => {
    const { log, lines } = capture();
    log.debug('a\nb');
    log.warning('a\r\n::add-mask::b');
    log.error('t', 'a\n100%');
    expect(lines).toEqual([
      '::debug::a%0Ab\n',
      '::warning::a%0D%0A::add-mask::b\n',
      '::error title=t::a%0A100%25\n',
    ]);
  });

  test('and its title survive the way to an annotation, whatever is in them', () => {
    const text = anyText.filter((text) => text !== '');
    fc.assert(
      fc.property(text, text, (title, message) => {
        const { log, lines } = capture();
        log.error(title, message);
        expect(lines).toHaveLength(1);
        expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/);
        expect(readCommands(lines[0]?.slice(0, -1) ?? '', new Set()).annotations).toEqual([
          { level: 'error', title: visibleLines(title), message: visibleLines(message) },
        ]);
      }),
    );
  });

  test.each([
    ['a line feed, a line of its own and a tab', 'a\nb\r\nc\td', 'a\nb\r\nc\td'],
    ['a control character', '/tmp/a\u001b[31mb', '/tmp/a\\u001b[31mb'],
    ['a carriage return, by which a line writes over itself', 'refused\rgranted', 'refused\\rgranted'],
    ['a character that reorders', '/tmp/\u202egnp.ini', '/tmp/\\u202egnp.ini'],
    ['one that is not seen', '/tmp/a\u200bb', '/tmp/a\\u200bb'],
    ['letters of any script', '/tmp/密钥/Schlüssel', '/tmp/密钥/Schlüssel'],
  ])('shows %s', (_, message, shown) => {
    const { log, lines } = capture();
    log.info(message);
    log.group('title', message);
    expect(lines).toEqual([`${shown}\n`, '::group::title\n', `${shown}\n`, '::endgroup::\n']);
    log.warning(message);
    expect(readCommands(lines.at(-1)?.slice(0, -1) ?? '', new Set()).annotations).toMatchObject([
      { message: shown },
    ]);
  });

  test('in a group is shown between its title and its end', () => {
    const { log, lines } = capture();
    log.group('a title', 'one\ntwo');
    expect(lines).toEqual(['::group::a title\n', 'one\ntwo\n', '::endgroup::\n']);
  });
});
