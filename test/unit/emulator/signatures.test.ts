import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPairs, percentEncode, sha256Hex } from '../../../emulator/sts/encoding.ts';
import { v1Signature, v1StringToSign } from '../../../emulator/sts/signature-v1.ts';
import {
  formatV3Authorization,
  parseV3Authorization,
  v3CanonicalRequest,
  v3Signature,
  v3StringToSign,
} from '../../../emulator/sts/signature-v3.ts';

describe('percent-encoding', () => {
  test('leaves RFC 3986 unreserved characters alone and encodes all others', () => {
    expect(percentEncode('AZaz09-_.~')).toBe('AZaz09-_.~');
    expect(percentEncode(" !'()*+/=&%")).toBe('%20%21%27%28%29%2A%2B%2F%3D%26%25');
    expect(percentEncode('é漢')).toBe('%C3%A9%E6%BC%A2');
  });

  test('is undone by decoding, and its result needs no encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = percentEncode(text);
        expect(decodeURIComponent(encoded)).toBe(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
      }),
    );
  });

  test('canonical pairs do not depend on the order given', () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string()));
    fc.assert(
      fc.property(pairs, (given) => {
        expect(canonicalPairs(given.toReversed())).toBe(canonicalPairs(given));
      }),
    );
  });
});

describe('V3', () => {
  const headers = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': sha256Hex(''),
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  };
  const canonical = v3CanonicalRequest({
    method: 'POST',
    query: [
      ['RegionId', 'cn-shanghai'],
      ['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
    ],
    headers,
    signedHeaders: Object.keys(headers),
    bodyHash: sha256Hex(''),
  });

  test('gives the documented hash and signature', () => {
    expect(sha256Hex(canonical)).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
    expect(v3Signature(v3StringToSign(canonical), 'YourAccessKeySecret')).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  test('reads the authorization header that it writes', () => {
    const authorization = {
      accessKeyId: 'YourAccessKeyId',
      signedHeaders: Object.keys(headers),
      signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    };
    expect(parseV3Authorization(formatV3Authorization(authorization))).toEqual(authorization);
  });

  test.each([
    'Bearer x',
    'ACS3-HMAC-SHA256 Credential=a',
    `ACS3-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
  ])('does not read %s', (header) => {
    expect(parseV3Authorization(header)).toBeUndefined();
  });
});

describe('V1', () => {
  const common = { SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', AccessKeyId: 'testid' };

  test.each([
    [
      '9NaGiOspFP5UPcwX8Iwt2YJXXuk=',
      {
        Action: 'DescribeDedicatedHosts',
        Version: '2014-05-26',
        Format: 'JSON',
        RegionId: 'cn-beijing',
        SignatureNonce: 'edb2b34af0af9a6d14deaf7c1a5315eb',
        Timestamp: '2023-03-13T08:34:30Z',
      },
    ],
    [
      'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
      {
        Action: 'DescribeRegions',
        Version: '2014-05-26',
        Format: 'XML',
        SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
        Timestamp: '2016-02-23T12:46:24Z',
      },
    ],
  ])('gives the documented signature %s', (signature, parameters) => {
    const toSign = v1StringToSign('GET', Object.entries({ ...common, ...parameters, Signature: 'ignored' }));
    expect(v1Signature(toSign, 'testsecret')).toBe(signature);
  });

  test('HMAC-SHA256 gives another signature', () => {
    expect(v1Signature('x', 'testsecret', 'HMAC-SHA256')).not.toBe(v1Signature('x', 'testsecret'));
  });
});
