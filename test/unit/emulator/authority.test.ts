import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Authority } from '../../../emulator/tls/authority.ts';
import * as der from '../../../emulator/tls/der.ts';

describe('the authority', () => {
  const authority = new Authority();
  const ca = new X509Certificate(authority.caPem);

  test('is a CA that signed itself, for days and not for years', () => {
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.validToDate.getTime() - Date.now()).toBeLessThan(31 * 24 * 3600 * 1000);
  });

  test('signs server certificates for names and addresses', () => {
    const { cert } = authority.leaf('sts.aliyuncs.com', '127.0.0.1');
    const leaf = new X509Certificate(cert);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkHost('sts.aliyuncs.com')).toBe('sts.aliyuncs.com');
    expect(leaf.checkHost('aliyuncs.com')).toBeUndefined();
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(new X509Certificate(authority.leaf('a.example.com').cert).serialNumber).not.toBe(
      leaf.serialNumber,
    );
  });

  test('makes one context per host', () => {
    expect(authority.contextFor('a')).toBe(authority.contextFor('a'));
    expect(authority.contextFor('a')).not.toBe(authority.contextFor('b'));
  });
});

describe('DER', () => {
  test('lengths are short below 128 and long from there', () => {
    expect(der.octetString(Buffer.alloc(127)).subarray(0, 2).toString('hex')).toBe('047f');
    expect(der.octetString(Buffer.alloc(128)).subarray(0, 3).toString('hex')).toBe('048180');
    expect(der.octetString(Buffer.alloc(256)).subarray(0, 4).toString('hex')).toBe('04820100');
  });

  test('integers are minimal and never negative', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 130n }), (value) => {
        const hex = value.toString(16);
        const encoded = der.integer(Buffer.from(hex.padStart(hex.length + (hex.length % 2) + 4, '0'), 'hex'));
        const content = encoded.subarray(2);
        expect(BigInt(`0x${content.toString('hex')}`)).toBe(value);
        expect((content[0] ?? 0) & 0x80).toBe(0);
        if (content.length > 1) expect(((content[0] ?? 0) << 1) | ((content[1] ?? 0) >> 7)).not.toBe(0);
      }),
    );
  });

  test('object identifiers', () => {
    expect(der.oid('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
  });

  test('times', () => {
    expect(der.utcTime(new Date('2026-11-23T01:02:03.456Z')).subarray(2).toString()).toBe('261123010203Z');
  });
});
