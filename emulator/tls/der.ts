/** The few DER encodings (ITU-T X.690) that an X.509 certificate needs. */

const UNIVERSAL = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utf8: 0x0c, utcTime: 0x17 };
const SEQUENCE = 0x30;
const SET = 0x31;

/** One value: tag, length, content. */
export function tlv(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const hex = body.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tlv(SEQUENCE, ...items);
export const set = (...items: readonly Uint8Array[]): Buffer => tlv(SET, ...items);
export const octetString = (content: Uint8Array): Buffer => tlv(UNIVERSAL.octetString, content);
export const utf8String = (text: string): Buffer => tlv(UNIVERSAL.utf8, Buffer.from(text, 'utf8'));
export const boolean = (value: boolean): Buffer => Buffer.from([0x01, 0x01, value ? 0xff : 0x00]);

/** A constructed context tag, `[n] { … }`. */
export const context = (tag: number, ...items: readonly Uint8Array[]): Buffer => tlv(0xa0 | tag, ...items);
/** A primitive context tag, `[n] IMPLICIT …`. */
export const contextPrimitive = (tag: number, content: Uint8Array): Buffer => tlv(0x80 | tag, content);

/** A non-negative integer, from big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const trimmed = first === -1 ? new Uint8Array([0]) : bytes.subarray(first);
  const negative = ((trimmed[0] ?? 0) & 0x80) !== 0;
  return tlv(UNIVERSAL.integer, negative ? new Uint8Array([0]) : new Uint8Array(), trimmed);
}

/** A bit string; `unused` is how many bits at its end do not count. */
export const bitString = (content: Uint8Array, unused = 0): Buffer =>
  tlv(UNIVERSAL.bitString, new Uint8Array([unused]), content);

/** An object identifier in dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left & 0x7f) | 0x80);
    }
    bytes.push(...digits);
  }
  return tlv(UNIVERSAL.oid, new Uint8Array(bytes));
}

/** A date before 2050, to the second. */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tlv(UNIVERSAL.utcTime, Buffer.from(`${digits}Z`, 'ascii'));
}
