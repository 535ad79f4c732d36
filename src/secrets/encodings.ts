import { percentEncode } from '../text/escapes.ts';

/**
 * How programs encode a value: the runner's own list for masks (actions/runner, Masking/ValueEncoders.cs: base64 at its
 * three offsets, JSON, URI, XML), plus encodings that services have been seen to use. Pure.
 */

/** Bytes. Below this, encodings are so short that harmless text contains them. */
const SHORTEST_PACKED = 8;

/** Every encoding that differs from the value itself, in no particular order. */
export function encodingsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const packed = bytes.length >= SHORTEST_PACKED ? [...base64(bytes), ...hex(bytes)] : [];
  const forms = new Set([...percent(value), ...json(value), ...html(value), ...packed]);
  forms.delete(value);
  return [...forms];
}

function percent(value: string): string[] {
  const loose = encodeURIComponent(value.toWellFormed());
  const strict = percentEncode(value);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const upper = [loose, strict, strict.replaceAll('%20', '+'), form];
  const both = [...upper, ...upper.map(lowerCaseDigits)];
  // Encoded twice, too: STS quotes the string to sign, which encodes the query again.
  return [...both, ...both.map((form) => form.replaceAll('%', '%25'))];
}

function lowerCaseDigits(text: string): string {
  return text.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
}

function json(value: string): string[] {
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
  const plain = escaped(value);
  const numbered = special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4)}`);
  return [
    plain,
    plain.replaceAll('/', '\\/'),
    escaped(plain),
    numbered,
    special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4).toUpperCase()}`),
    // What an encoder for HTML pages escapes: these and no others.
    special(plain, /[&'<=>]/g, (code) => `\\u${digits(code, 4)}`),
  ];
}

function html(value: string): string[] {
  const named = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    named,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => named.replaceAll('"', '&quot;').replaceAll("'", quote)),
    named.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    special(value, NOT_PLAIN, (code) => `&#${code};`),
    special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1)};`),
    special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1).toUpperCase()};`),
  ];
}

/** Inside a longer text a value starts at one of three offsets; only the characters it fully determines count. */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const own = text.slice(first, last);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function hex(bytes: Buffer): string[] {
  const text = bytes.toString('hex');
  return [text, text.toUpperCase()];
}

const NOT_PLAIN = /[^A-Za-z0-9]/g;

/** By UTF-16 unit, as JSON and HTML's numbers of the basic plane have it. */
function special(text: string, which: RegExp, encode: (code: number) => string): string {
  return text.replace(which, (character) => encode(character.charCodeAt(0)));
}

function digits(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}
