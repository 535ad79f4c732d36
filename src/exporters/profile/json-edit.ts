import { type Node, type ParseError, parseTree } from 'jsonc-parser';

/**
 * Edits the text of a JSON object and leaves every other byte as it is. The text must be valid JSON. The library only
 * finds the positions: its own edits reformat what is around them.
 */

/** The raw text of each item of a list; undefined if there is no such list. */
export function listItems(text: string, property: string): string[] | undefined {
  return propertyOf(text, property)?.children?.map((item) => slice(text, item));
}

/** Whether the text is an object of which only the end is missing. */
export function isCutShort(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  const errors: ParseError[] = [];
  parseTree(text, errors);
  const length = text.trimEnd().length;
  const isWord = (part: string): boolean => ['true', 'false', 'null'].some((word) => word.startsWith(part));
  return (
    errors.length > 0 &&
    errors.every(({ error, offset, length: extent }) => {
      if (error === END_OF_FILE_EXPECTED || offset + extent < length) return false;
      return error !== INVALID_SYMBOL || isWord(text.slice(offset, length));
    })
  );
}

/** Values of jsonc-parser's `ParseErrorCode`, which exists only as a type. */
const INVALID_SYMBOL = 1;
const END_OF_FILE_EXPECTED = 9;

/** Whether the object has a property of this name more than once. */
export function isRepeated(text: string, property: string): boolean {
  return (rootOf(text).children ?? []).filter(({ children }) => children?.[0]?.value === property).length > 1;
}

/** Sets a property of the object to a value. */
export function setProperty(text: string, property: string, value: unknown): string {
  const node = propertyOf(text, property);
  if (node) return replace(text, node.offset, end(node), JSON.stringify(value));
  const root = rootOf(text);
  const first = root.children?.[0];
  const added = `${JSON.stringify(property)}: ${JSON.stringify(value)}`;
  const gap = first ? text.slice(root.offset + 1, first.offset) : '';
  return replace(text, root.offset + 1, root.offset + 1, `${gap}${added}${first ? ',' : ''}`);
}

/** Replaces an item of a list with a value. */
export function replaceItem(text: string, property: string, index: number, value: object): string {
  const item = itemsOf(text, property)[index];
  return item ? replace(text, item.offset, end(item), layOut(value, text, item.offset)) : text;
}

/** Replaces an item of a list with the raw text of a value. */
export function replaceItemText(text: string, property: string, index: number, raw: string): string {
  const item = itemsOf(text, property)[index];
  return item ? replace(text, item.offset, end(item), raw) : text;
}

/** Appends an item to an existing list. */
export function appendItem(text: string, property: string, value: object): string {
  return append(text, property, (place) => layOut(value, text, place));
}

/** Appends the raw text of a value to an existing list. */
export function appendItemText(text: string, property: string, raw: string): string {
  return append(text, property, () => raw);
}

/** @param itemAt makes the item's text for an offset in the file */
function append(text: string, property: string, itemAt: (place: number) => string): string {
  const items = itemsOf(text, property);
  const last = items.at(-1);
  if (last) {
    const before = items.at(-2);
    const list = propertyOf(text, property);
    // Separate it the way its predecessor is separated.
    const from = before ? text.indexOf(',', end(before)) + 1 : (list?.offset ?? 0) + 1;
    const gap = text.slice(from, last.offset);
    return replace(text, end(last), end(last), `,${gap}${itemAt(last.offset)}`);
  }
  const list = propertyOf(text, property);
  return list ? replace(text, list.offset, end(list), `[${itemAt(list.offset)}]`) : text;
}

/** Removes an item of a list and the comma that separates it. */
export function removeItem(text: string, property: string, index: number): string {
  const items = itemsOf(text, property);
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  if (!item) return text;
  if (before) return replace(text, end(before), end(item), '');
  return replace(text, item.offset, after ? after.offset : end(item), '');
}

function rootOf(text: string): Node {
  const root = parseTree(text);
  if (!root) throw new Error('The text is not JSON.');
  return root;
}

/** The value of the object's last property with this name, which is the one that JSON readers use. */
function propertyOf(text: string, property: string): Node | undefined {
  return rootOf(text).children?.findLast(({ children }) => children?.[0]?.value === property)?.children?.[1];
}

function itemsOf(text: string, property: string): Node[] {
  return propertyOf(text, property)?.children ?? [];
}

function end(node: Node): number {
  return node.offset + node.length;
}

function slice(text: string, node: Node): string {
  return text.slice(node.offset, end(node));
}

function replace(text: string, from: number, to: number, replacement: string): string {
  return text.slice(0, from) + replacement + text.slice(to);
}

/** A value as text: indented like the line at an offset, or on one line if the file is on one line. */
function layOut(value: object, text: string, place: number): string {
  const indentation = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1, place))?.[0] ?? '';
  const step = /\n([ \t]+)/.exec(text)?.[1];
  if (step === undefined) return JSON.stringify(value);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, null, step).replaceAll('\n', eol + indentation);
}
