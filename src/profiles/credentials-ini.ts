/**
 * The SDKs' credentials.ini, parsed for whoever reads or edits it. Every line is scanned once, so a megabyte of blanks
 * costs no more than any other. Not by the ini library: it finds no lines, and takes in silence what other readers
 * refuse.
 */

import { LONGEST_FILE } from '../text/formats.ts';

export interface IniLine {
  /** With the line's end. */
  readonly raw: string;
  /** From 1. */
  readonly number: number;
  /**
   * `foreign` is `key: value` and the indented continuation of a value: some programs write them, and the SDKs do not
   * read them.
   */
  readonly kind: 'header' | 'entry' | 'foreign' | 'comment' | 'other';
  /** Of a header, the section; of an entry, the key. */
  readonly name: string;
  /** Of an entry: what follows the equals sign, with its comment. */
  readonly value: string;
}

export interface IniSection {
  readonly name: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** The header first. Blank lines and comments before the next header do not belong to the section. */
  readonly lines: readonly IniLine[];
}

export interface IniFile {
  /** Entries before the first section. */
  readonly loose: readonly IniLine[];
  readonly sections: readonly IniSection[];
}

/** @param unusable makes the error for a text that is no credentials.ini, from what is wrong with it */
export function parseIni(text: string, unusable: (what: string) => Error): IniFile {
  if (text.length > LONGEST_FILE) throw unusable('it is too large to be one');
  const loose: IniLine[] = [];
  const sections: { name: string; start: number; end: number; lines: IniLine[] }[] = [];
  let pending: IniLine[] = [];
  let offset = 0;
  for (const line of iniLines(text)) {
    const { kind, name, raw, number } = line;
    const section = sections.at(-1);
    const start = offset;
    offset += raw.length;
    if (kind === 'other')
      throw unusable(`line ${number} is not a section, a “key = value” pair or a comment`);
    if (kind === 'header') sections.push({ name, start, end: offset, lines: [line] });
    else if (kind === 'comment') pending.push(line);
    else if (!section) loose.push(line);
    else {
      for (const one of [...pending, line]) section.lines.push(one);
      section.end = offset;
    }
    if (kind !== 'comment') pending = [];
  }
  return { loose, sections };
}

/** A lone carriage return ends a line too, as in the SDKs for Node and Python. */
function* iniLines(text: string): Generator<IniLine> {
  let number = 0;
  for (const [raw] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
    number += 1;
    yield { raw, number, ...meaningOf(raw) };
  }
}

function meaningOf(text: string): Pick<IniLine, 'kind' | 'name' | 'value'> {
  const line = text.trim();
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
  if (name !== '') return { kind: 'entry', name, value: line.slice(equals + 1).trim() };
  const isForeign = /^[A-Za-z0-9_][^=:]*:/.test(line) || (/^\s/.test(text) && !/^["{}[\],]/.test(line));
  return { kind: isForeign ? 'foreign' : 'other', ...nothing };
}

function isCommentStart(character: string | undefined): boolean {
  return character === '#' || character === ';';
}
