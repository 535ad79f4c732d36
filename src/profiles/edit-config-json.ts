import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Credential } from '../credentials.ts';
import { FileError } from '../errors.ts';
import type { Wanted } from '../shared-file/format.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import { parseConfig } from './config-json.ts';
import { IDENTITY } from './fields.ts';
import type { Profile, ProfileFormat } from './format.ts';

/**
 * Edits the aliyun CLI's config.json and leaves every other byte as it is. The library only finds the positions: its own
 * edits reformat what is around them.
 */
export const aliyunConfig: ProfileFormat = {
  compose: (text = '', path, profile) => {
    if (text.trim() === '') return layOut(toJson(profile), '\n\t', '\n\t\t');
    const file = parse(text, path);
    const found = find(file, profile.name, path);
    const at = (found?.node ?? file.items.at(-1)?.node ?? file.list)?.offset ?? 0;
    return layOut(toJson(profile, found?.value), text, text.slice(0, at));
  },
  entries: (text, path) =>
    parse(text, path).items.map(({ node, value }) => ({
      name: textOf(value['name']) ?? '',
      text: slice(text, node),
      secrets: secretsOf(value),
    })),
  remains: (text) =>
    propertiesOf(text, 'profiles', Error)
      .flatMap(({ children = [] }) => children)
      .map((node) => secretsOf(asObject(getNodeValue(node)) ?? {})),
  show: (text = '', path, entries) => {
    const [[current, first] = ['', ''], ...rest] = entries;
    const start = text.trim() === '' ? newFile(current, first ?? '') : put(text, path, [current, first]);
    const shown = rest.reduce((all, entry) => put(all, path, entry), start);
    const file = parse(shown, path);
    // The CLI refuses a file whose current profile does not exist. If it exists, it is the owner's choice.
    return find(file, file.current ?? '', path) ? shown : setProperty(shown, 'current', current);
  },
  hide: (text, path, entries, { before, written }) => {
    const rest = entries.reduce((all, entry) => put(all, path, entry), text);
    const file = parse(rest, path);
    const isChosen = written === undefined || file.current !== parse(written, path).current;
    if (isChosen && find(file, file.current ?? '', path)) return rest;
    const current = parse(before ?? '', path).current ?? textOf(file.items[0]?.value['name']) ?? '';
    return current === (file.current ?? '') ? rest : setProperty(rest, 'current', current);
  },
  mend: (text, before) => {
    const [now, then] = [text, before].map((content) => parseObject(content));
    if (!now || !then) return text;
    if (isRestOf(now, then)) return before;
    const originals = new Map(
      parse(before, '').items.map(({ node, value }) => [value['name'], { raw: slice(before, node), value }]),
    );
    // From the last, so that the offsets before it stay right.
    return parse(text, '').items.reduceRight((mended, { node, value }) => {
      const original = originals.get(value['name']);
      return original && isRestOf(value, original.value) ? replace(mended, node, original.raw) : mended;
    }, text);
  },
  isEmpty: (text) => {
    if (text.trim() === '') return true;
    const file = parseObject(text);
    const profiles = file?.['profiles'] ?? [];
    return file !== undefined && Array.isArray(profiles) && profiles.length === 0;
  },
  isCutShort: (text) => {
    const errors: ParseError[] = [];
    try {
      parseTree(text, errors, { disallowComments: true });
    } catch {
      return false;
    }
    const isAtEnd = ({ error, offset, length }: ParseError): boolean =>
      offset + length >= text.trimEnd().length &&
      error !== END_EXPECTED &&
      (error !== INVALID_SYMBOL ||
        ['true', 'false', 'null'].some((word) => word.startsWith(text.slice(offset))));
    return text.trimStart().startsWith('{') && errors.length > 0 && errors.every(isAtEnd);
  },
};

/** Of the library's ParseErrorCode, an enum that exists in its types only. */
const [INVALID_SYMBOL, END_EXPECTED] = [1, 9];

/** Tools that run the command write the keys it returned next to it. */
const SECRETS = ['access_key_secret', 'sts_token', 'bearer_token', 'process_command'];

function secretsOf(profile: JsonObject): string[] {
  return SECRETS.flatMap((key) => textOf(profile[key]) ?? []);
}

function put(text: string, path: string, [name, wanted]: Wanted): string {
  const file = parse(text, path);
  const found = find(file, name, path);
  if (found && wanted) return replace(text, found.node, wanted);
  if (found) return remove(text, file.items, found);
  if (!wanted) return text;
  if (file.list?.type !== 'array') return put(setProperty(text, 'profiles', []), path, [name, wanted]);
  const [before, last] = [file.items.at(-2), file.items.at(-1)];
  if (!last) return replace(text, file.list, `[${wanted}]`);
  // Separate it the way its predecessor is separated.
  const from = before ? text.indexOf(',', end(before.node)) + 1 : file.list.offset + 1;
  return insert(text, end(last.node), `,${text.slice(from, last.node.offset)}${wanted}`);
}

/** Removes an item of the list and the comma that separates it. */
function remove(text: string, items: readonly Item[], item: Item): string {
  const index = items.indexOf(item);
  const [before, after] = [items[index - 1], items[index + 1]];
  const from = before ? end(before.node) : item.node.offset;
  const to = !before && after ? after.node.offset : end(item.node);
  return text.slice(0, from) + text.slice(to);
}

function newFile(current: string, raw: string): string {
  return `{\n\t"current": ${JSON.stringify(current)},\n\t"profiles": [\n\t\t${raw}\n\t],\n\t"meta_path": ""\n}\n`;
}

/**
 * Whether a tool that does not know every field could have turned one value into the other: fields it does not know are
 * missing, and fields it knows may have been added empty.
 */
function isRestOf(now: unknown, then: unknown): boolean {
  if (Array.isArray(now) && Array.isArray(then))
    return now.length === then.length && now.every((item, index) => isRestOf(item, then[index]));
  const [rest, whole] = [asObject(now), asObject(then)];
  if (!rest || !whole) return now === then || (then === undefined && !now);
  return Object.entries(rest).every(([name, value]) => isRestOf(value, whole[name]));
}

/** @param replaced the profile of the same name, of which all stays that does not say whose it is */
function toJson(profile: Profile, replaced: JsonObject = {}): JsonObject {
  const own = {
    name: profile.name,
    ...(profile.command === undefined
      ? credentialFields(profile.credential)
      : { mode: 'External', process_command: profile.command }),
  };
  const kept = Object.entries(replaced).filter(([name]) => !(name in own || IDENTITY.includes(name)));
  return {
    ...own,
    output_format: 'json',
    language: 'en',
    ...Object.fromEntries(kept),
    ...(profile.region && { region_id: profile.region }),
  };
}

function credentialFields(credential: Credential): JsonObject {
  if (credential.kind === 'bearer')
    return { mode: 'BearerToken', bearer_token: credential.bearerToken.reveal() };
  const key = {
    access_key_id: credential.accessKeyId.reveal(),
    access_key_secret: credential.accessKeySecret.reveal(),
  };
  return credential.kind === 'sts'
    ? { mode: 'StsToken', ...key, sts_token: credential.securityToken.reveal() }
    : { mode: 'AK', ...key };
}

interface Item {
  readonly node: Node;
  readonly value: JsonObject;
}

interface Parsed {
  readonly current: string | undefined;
  /** The value of `profiles`, which may be null. */
  readonly list: Node | undefined;
  readonly items: readonly Item[];
}

function parse(text: string, path: string): Parsed {
  const unusable = (what: string): FileError =>
    new FileError(`${path} ${what}. It was left unchanged.`, {
      hint: 'Fix or remove that file: the aliyun CLI cannot read it either.',
    });
  if (text.startsWith('\ufeff')) throw unusable('begins with a byte order mark');
  if (text.trim() === '') return { current: undefined, list: undefined, items: [] };
  const { profiles = [], current } = parseConfig(text, unusable);
  const [list, second] = propertiesOf(text, 'profiles', unusable);
  if (second) throw unusable('has “profiles” twice');
  const nodes = list?.children ?? [];
  return {
    current,
    list,
    items: profiles.flatMap((value, index) => (nodes[index] ? [{ node: nodes[index], value }] : [])),
  };
}

/** @throws FileError if the profile is there twice */
function find({ items }: Parsed, name: string, path: string): Item | undefined {
  const [item, second] = items.filter(({ value }) => value['name'] === name);
  if (second)
    throw new FileError(`${path} has the profile “${name}” twice. It was left unchanged.`, {
      hint: 'Fix that file, or name another profile.',
    });
  return item;
}

/** The values of an object's properties of this name. */
function propertiesOf(text: string, property: string, unusable: (what: string) => Error): Node[] {
  try {
    return (parseTree(text)?.children ?? []).flatMap(({ children }) =>
      children?.[0]?.value === property && children[1] ? [children[1]] : [],
    );
  } catch (error) {
    // The library is recursive; JSON.parse is not.
    if (error instanceof RangeError) throw unusable('is nested too deeply');
    throw error;
  }
}

/** Of an object, and of its last property of that name, which is the one that JSON readers use. */
function setProperty(text: string, property: string, value: unknown): string {
  const json = JSON.stringify(value);
  const node = propertiesOf(text, property, Error).at(-1);
  if (node) return replace(text, node, json);
  const first = parseTree(text)?.children?.[0];
  const start = text.indexOf('{') + 1;
  const gap = first ? text.slice(start, first.offset) : '';
  return insert(text, start, `${gap}${JSON.stringify(property)}: ${json}${first ? ',' : ''}`);
}

function end({ offset, length }: Node): number {
  return offset + length;
}

function slice(text: string, node: Node): string {
  return text.slice(node.offset, end(node));
}

function replace(text: string, node: Node, replacement: string): string {
  return text.slice(0, node.offset) + replacement + text.slice(end(node));
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

/**
 * A value as text: indented like the last line of what is before it, or on one line if the file is on one line.
 * @param text of the file
 */
function layOut(value: object, text: string, before: string): string {
  const indentation = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
  const step = /\n([ \t]+)/.exec(text)?.[1];
  if (step === undefined) return JSON.stringify(value);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, null, step).replaceAll('\n', eol + indentation);
}
