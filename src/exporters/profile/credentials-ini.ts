import type { Credential } from '../../credentials.ts';
import { FileError, InputError } from '../../errors.ts';
import { INI_VALUE, LONGEST_FILE, NO_INI_VALUE } from '../../text/formats.ts';
import type { ProfileFormat } from './format.ts';

/**
 * The SDKs' credentials.ini. Edited as text, so that everything else stays byte for byte. (The ini library drops
 * comments and reorders sections.)
 */
export const credentialsIni: ProfileFormat = {
  write: (text = '', path, profile) => {
    const eol = lineEnd(text);
    const section = findSection(text, path, profile.name);
    // Replace the section's keys; keep the comments between them.
    const kept = section?.lines.slice(1).filter((line) => isComment(line.text)) ?? [];
    const block = [
      `[${profile.name}]${eol}`,
      ...kept.map((line) => line.raw),
      ...entries(profile.credential).map((line) => line + eol),
    ].join('');
    if (section) return splice(text, section, block);
    return append(text, block);
  },
  markOf: (text, path, name) => {
    const section = findSection(text, path, name);
    const values = new Map(section?.lines.map((line) => keyAndValue(line.text)) ?? []);
    return values.get('access_key_secret') ?? values.get('bearer_token');
  },
  excerpt: (text, path, name) => {
    const section = findSection(text, path, name);
    return section?.lines.map((line) => line.raw).join('');
  },
  restore: (text, path, name, excerpt) => {
    const section = findSection(text, path, name);
    if (section && excerpt !== undefined) return splice(text, section, excerpt);
    if (section) return splice(text, { ...section, start: withGap(text, section.start) }, '');
    return excerpt === undefined ? text : append(text, excerpt);
  },
  mend: (text, before) => (text.trimEnd() === before.trimEnd() ? before : text),
  // No tool writes this file.
  isUnfinished: () => false,
  isEmpty: (text) => text.trim() === '',
};

function append(text: string, block: string): string {
  const eol = lineEnd(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return text + gap + block;
}

function entries(credential: Credential): string[] {
  const pairs: [string, string][] = [['enable', 'true']];
  switch (credential.kind) {
    case 'access_key':
      pairs.push(['type', 'access_key']);
      break;
    case 'sts':
      pairs.push(['type', 'sts']);
      break;
    case 'bearer':
      pairs.push(['type', 'bearer'], ['bearer_token', credential.bearerToken.reveal()]);
  }
  if (credential.kind !== 'bearer') {
    pairs.push(['access_key_id', credential.accessKeyId.reveal()]);
    pairs.push(['access_key_secret', credential.accessKeySecret.reveal()]);
  }
  if (credential.kind === 'sts') {
    // Readers of this file use one name or the other.
    pairs.push(['security_token', credential.securityToken.reveal()]);
    pairs.push(['sts_token', credential.securityToken.reveal()]);
  }
  return pairs.map(([key, value]) => `${key} = ${bare(key, value)}`);
}

/**
 * Refuses a value that tools would read differently: an error here is better than a tool that logs in with half a
 * secret.
 */
function bare(key: string, value: string): string {
  if (INI_VALUE.test(value)) return value;
  throw new InputError(
    `profile: the credential's ${key} has a character that tools read differently in credentials.ini (${NO_INI_VALUE}).`,
    'Export this credential without profile: environment variables and outputs take every character.',
  );
}

interface Line {
  /** Without the line's end. */
  readonly text: string;
  readonly raw: string;
}

interface Section {
  readonly start: number;
  readonly end: number;
  /** The header first. Blank lines and comments before the next header do not belong to the section. */
  readonly lines: readonly Line[];
}

const HEADER = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/;

/** @throws FileError if the text is not an ini file, or has the section twice */
function findSection(text: string, path: string, name: string): Section | undefined {
  if (text.length > LONGEST_FILE) {
    throw new FileError(`${path} is too large for a credentials.ini. It was left unchanged.`);
  }
  if (text.startsWith('\ufeff')) {
    throw new FileError(
      `${path} begins with a byte order mark, which breaks several tools. It was left unchanged.`,
      {
        hint: 'Save that file as UTF-8 without a byte order mark, or name another with credentials-file.',
      },
    );
  }
  let offset = 0;
  let current: { start: number; end: number; lines: Line[]; pending: Line[] } | undefined;
  let found: Section | undefined;
  for (const [index, raw] of (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).entries()) {
    const line = { raw, text: raw.replace(/\r?\n$/, '') };
    const header = HEADER.exec(line.text);
    if (header) {
      current = undefined;
      if (header[1]?.trim() === name) {
        if (found) throw new FileError(`${path} has the section [${name}] twice, so it was left unchanged.`);
        current = { start: offset, end: offset + raw.length, lines: [line], pending: [] };
        found = current;
      }
    } else if (!isComment(line.text) && !isEntry(line.text)) {
      throw new FileError(
        `${path} is not a credentials.ini: line ${index + 1} is not a section, a “key = value” pair or a comment. It was left unchanged.`,
        { hint: 'Fix or remove that file, or name another with credentials-file.' },
      );
    } else if (current) {
      current.pending.push(line);
      if (!isComment(line.text)) {
        for (const pending of current.pending) current.lines.push(pending);
        current.pending = [];
        current.end = offset + raw.length;
      }
    }
    offset += raw.length;
  }
  return found;
}

function isComment(line: string): boolean {
  return /^\s*(?:[#;].*)?$/.test(line);
}

/** A key with its value, or the indented continuation of a value. */
function isEntry(line: string): boolean {
  return /^\s*[A-Za-z0-9_][^=:]*[=:]/.test(line) || /^\s+[^\s"{}[\],]/.test(line);
}

function keyAndValue(line: string): [string, string] {
  const end = line.search(/[=:]/);
  return end < 0 ? ['', ''] : [line.slice(0, end).trim(), line.slice(end + 1).trim()];
}

/** Replaces a section. If something follows, the last line gets a line break. */
function splice(text: string, section: Section, replacement: string): string {
  const rest = text.slice(section.end);
  const joint = rest !== '' && /[^\n]$/.test(replacement) ? lineEnd(text) : '';
  return text.slice(0, section.start) + replacement + joint + rest;
}

/** The start of the blank line before a section, if there is one: it was added together with the section. */
function withGap(text: string, start: number): number {
  return start - (/(?:^|\n)(\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0);
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
