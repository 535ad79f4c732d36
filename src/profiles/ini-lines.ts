/**
 * One line of a credentials.ini, for reading. exporters/profile/credentials-ini.ts scans the same file for editing, and
 * differs on purpose: it also accepts `key: value` and indented continuation lines, which it only has to leave as they
 * are, and splits at line feeds alone. Each line is scanned once, so a megabyte of blanks costs no more than any other.
 */
export interface IniLine {
  /** Without the line's end. */
  readonly text: string;
  readonly raw: string;
  /** From 1. */
  readonly number: number;
  readonly kind: 'header' | 'entry' | 'comment' | 'other';
  /** Of a header, the section; of an entry, the key. */
  readonly name: string;
  /** Of an entry: what follows the equals sign, with its comment. */
  readonly value: string;
}

/** A lone carriage return ends a line too, as in the SDKs for Node and Python. */
export function* iniLines(text: string): Generator<IniLine> {
  let number = 0;
  for (const [raw, line = ''] of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
    number += 1;
    const content = /[\r\n]$/.test(raw) ? line : raw;
    yield { text: content, raw, number, ...meaningOf(content.trim()) };
  }
}

function meaningOf(line: string): Pick<IniLine, 'kind' | 'name' | 'value'> {
  const nothing = { name: '', value: '' };
  if (line === '' || isCommentStart(line[0])) return { kind: 'comment', ...nothing };
  if (line.startsWith('[')) {
    const end = line.indexOf(']');
    const rest = line.slice(end + 1).trim();
    if (end < 0 || !(rest === '' || isCommentStart(rest[0]))) return { kind: 'other', ...nothing };
    return { kind: 'header', name: line.slice(1, end).trim(), value: '' };
  }
  const equals = line.indexOf('=');
  const name = line.slice(0, Math.max(equals, 0)).trim();
  if (name === '') return { kind: 'other', ...nothing };
  return { kind: 'entry', name, value: line.slice(equals + 1).trim() };
}

function isCommentStart(character: string | undefined): boolean {
  return character === '#' || character === ';';
}
