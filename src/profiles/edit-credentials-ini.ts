import type { Credential } from '../credentials.ts';
import { FileError, InputError } from '../errors.ts';
import type { Wanted } from '../shared-file/format.ts';
import { INI_VALUE, NO_INI_VALUE } from '../text/formats.ts';
import { type IniSection, parseIni } from './credentials-ini.ts';
import type { ProfileFormat } from './format.ts';

/** Edits the SDKs' credentials.ini as text, so that everything else stays byte for byte. */
export const credentialsIni: ProfileFormat = {
  compose: (text = '', path, { name, credential, command }) => {
    const eol = lineEnd(text);
    // Replace the section's keys; keep the comments between them.
    const kept = find(text, path, name)?.lines.filter(({ kind }) => kind === 'comment') ?? [];
    // One that renews itself is in the aliyun CLI’s config.json: here its name leads nowhere.
    const entries = command === undefined ? entriesOf(credential) : [];
    const lines = entries.map((line) => line + eol);
    return [`[${name}]${eol}`, ...kept.map(({ raw }) => raw), ...lines].join('');
  },
  entries: (text, path) =>
    parse(text, path).map(({ name, lines }) => ({
      name,
      text: lines.map(({ raw }) => raw).join(''),
      secrets: SECRETS.flatMap((key) =>
        lines.filter((line) => line.kind === 'entry' && line.name === key).flatMap(bareValue),
      ),
    })),
  // A tool that writes one writes nothing but what it was given.
  remains: () => [],
  show: putAll,
  hide: putAll,
  mend: (text, before) => (text.trimEnd() === before.trimEnd() ? before : text),
  isEmpty: (text) => text.trim() === '',
  // Half of one is one.
  isCutShort: () => false,
};

const SECRETS = ['access_key_secret', 'security_token', 'sts_token', 'bearer_token'];

/** No value of ours has a character that begins a comment. */
function bareValue({ value }: { readonly value: string }): string[] {
  const [bare = ''] = value.split(/[#;]/, 1);
  return bare.trim() === '' ? [] : [bare.trim()];
}

function putAll(text = '', path: string, entries: readonly Wanted[]): string {
  return entries.reduce((all, entry) => put(all, path, entry), text);
}

function put(text: string, path: string, [name, wanted]: Wanted): string {
  const section = find(text, path, name);
  if (section && wanted !== undefined) return splice(text, section, wanted);
  if (section) return splice(text, { ...section, start: withGap(text, section.start) }, '');
  if (wanted === undefined) return text;
  const eol = lineEnd(text);
  return text + (text === '' ? '' : text.endsWith('\n') ? eol : eol + eol) + wanted;
}

function entriesOf(credential: Credential): string[] {
  const pairs: [string, string][] = [['enable', 'true']];
  if (credential.kind === 'bearer')
    pairs.push(['type', 'bearer'], ['bearer_token', credential.bearerToken.reveal()]);
  else {
    pairs.push(['type', credential.kind]);
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
    `profile: the credential’s ${key.replaceAll('_', '-')} has a character that tools read differently in credentials.ini (${NO_INI_VALUE}).`,
    'Export this credential without profile: environment variables and outputs take every character.',
  );
}

function parse(text: string, path: string): readonly IniSection[] {
  const hint = 'Fix or remove that file, or name another with credentials-file.';
  if (text.startsWith('\ufeff')) {
    throw new FileError(
      `${path} begins with a byte order mark, which breaks several tools. It was left unchanged.`,
      { hint },
    );
  }
  return parseIni(
    text,
    (what) => new FileError(`${path} is not a credentials.ini: ${what}. It was left unchanged.`, { hint }),
  ).sections;
}

/** @throws FileError if the text is not an ini file, or has the section twice */
function find(text: string, path: string, name: string): IniSection | undefined {
  const [section, second] = parse(text, path).filter((one) => one.name === name);
  if (second) throw new FileError(`${path} has the section [${name}] twice, so it was left unchanged.`);
  return section;
}

/** Replaces a section. If something follows, the last line gets a line break. */
function splice(
  text: string,
  { start, end }: Pick<IniSection, 'start' | 'end'>,
  replacement: string,
): string {
  const rest = text.slice(end);
  const joint = rest !== '' && /[^\n]$/.test(replacement) ? lineEnd(text) : '';
  return text.slice(0, start) + replacement + joint + rest;
}

/** The start of the blank line before a section, if there is one: it was added together with the section. */
function withGap(text: string, start: number): number {
  return start - (/(?:^|\n)(\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0);
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
