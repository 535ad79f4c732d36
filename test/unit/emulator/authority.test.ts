import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Authority } from '../../../emulator/tls/authority.ts';

describe('the authority', async () => {
  const authority = await Authority.create();
  const ca = new X509Certificate(authority.caPem);

  test('is a CA that signed itself, for days and not for years', () => {
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.validToDate.getTime() - Date.now()).toBeLessThan(31 * 24 * 3600 * 1000);
  });

  test('signs server certificates for names and addresses', async () => {
    const { cert } = await authority.leaf('sts.aliyuncs.com', '127.0.0.1');
    const leaf = new X509Certificate(cert);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkHost('sts.aliyuncs.com')).toBe('sts.aliyuncs.com');
    expect(leaf.checkHost('aliyuncs.com')).toBeUndefined();
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    const other = new X509Certificate((await authority.leaf('a.example.com')).cert);
    expect(other.serialNumber).not.toBe(leaf.serialNumber);
  });

  test('makes one context per host', async () => {
    const [first, again, other] = await Promise.all(
      ['a', 'a', 'b'].map((host) => authority.contextFor(host)),
    );
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
