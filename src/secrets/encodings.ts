import { percentEncode } from '../text/percent-encode.ts';

/**
 * The ways in which programs write a value down: the list that the runner uses for its masks (actions/runner,
 * Masking/ValueEncoders.cs: base64 at its three offsets, JSON, URI, XML), and those that services were seen to use in
 * addition. Pure.
 */

/** Shorter values have encodings so short that harmless text contains them. */
const SHORTEST_PACKED = 8;

/** Every encoding of a value that differs from it, in no order. */
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
  // Twice: STS repeats a string to sign, in which the query is encoded once more.
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

/** Within a longer text a value begins at one of three offsets; only the characters that it alone decides count. */
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
