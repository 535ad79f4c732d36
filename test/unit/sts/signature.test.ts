import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALGORITHM,
  authorization,
  canonicalQuery,
  canonicalRequest,
  type SignableRequest,
  sha256,
  signature,
  signedHeaders,
  stringToSign,
} from '../../../src/sts/signature.ts';
import { percentEncode } from '../../../src/text/escapes.ts';

/** The example of "V3 request body and signature mechanism". */
const VECTOR: SignableRequest = {
  method: 'POST',
  path: '/',
  query: {
    RegionId: 'cn-shanghai',
    ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
  },
  headers: {
    'x-acs-version': '2014-05-26',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-action': 'RunInstances',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    accept: 'application/json',
  },
  body: '',
};
const NAMES = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
const SIGNATURE = '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0';

describe('the official vector', () => {
  test('gives the canonical query', () => {
    expect(canonicalQuery(VECTOR.query)).toBe(
      'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
    );
  });

  test('gives the signed headers: host and x-acs-*, sorted, and no other', () => {
    expect(signedHeaders(VECTOR.headers)).toBe(NAMES);
  });

  test('gives the canonical request', () => {
    expect(canonicalRequest(VECTOR)).toBe(
      [
        'POST',
        '/',
        'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
        'host:ecs.cn-shanghai.aliyuncs.com',
        'x-acs-action:RunInstances',
        'x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'x-acs-date:2023-10-26T10:22:32Z',
        'x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d',
        'x-acs-version:2014-05-26',
        '',
        NAMES,
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ].join('\n'),
    );
    expect(sha256(canonicalRequest(VECTOR))).toBe(
      '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
  });

  test('gives the string to sign', () => {
    expect(stringToSign(VECTOR)).toBe(
      'ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
  });

  test('gives the signature', () => {
    expect(signature(VECTOR, 'YourAccessKeySecret')).toBe(SIGNATURE);
  });

  test('gives the Authorization header, without a space after a comma', () => {
    expect(authorization(VECTOR, 'YourAccessKeyId', 'YourAccessKeySecret')).toBe(
      `${ALGORITHM} Credential=YourAccessKeyId,SignedHeaders=${NAMES},Signature=${SIGNATURE}`,
    );
  });

  test('gives another signature when anything that is signed changes', () => {
    const changes: Partial<SignableRequest>[] = [
      { method: 'GET' },
      { query: { ...VECTOR.query, RegionId: 'cn-hangzhou' } },
      { headers: { ...VECTOR.headers, 'x-acs-date': '2023-10-26T10:22:33Z' } },
      { headers: { ...VECTOR.headers, 'x-acs-security-token': 'token' } },
      { headers: { ...VECTOR.headers, 'content-type': 'text/plain' } },
      { body: 'a' },
    ];
    for (const change of changes) {
      expect(signature({ ...VECTOR, ...change }, 'YourAccessKeySecret')).not.toBe(SIGNATURE);
    }
    expect(signature(VECTOR, 'AnotherSecret')).not.toBe(SIGNATURE);
    const unsigned = { ...VECTOR, headers: { ...VECTOR.headers, accept: 'text/xml', 'user-agent': 'x' } };
    expect(signature(unsigned, 'YourAccessKeySecret')).toBe(SIGNATURE);
  });
});

describe('percentEncode', () => {
  test.each([
    [' ', '%20'],
    ['*', '%2A'],
    ['~', '~'],
    ['+', '%2B'],
    ["!'()", '%21%27%28%29'],
    ['中', '%E4%B8%AD'],
    ['a/b=c&d', 'a%2Fb%3Dc%26d'],
    ['-_.', '-_.'],
  ])('writes %j as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  test('has only unreserved characters and comes back by decodeURIComponent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
  });
});

describe('canonicalQuery', () => {
  const query = fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }));

  test('is sorted by name, whatever the order of the parameters', () => {
    fc.assert(
      fc.property(query, (parameters) => {
        const text = canonicalQuery(parameters);
        const names = text === '' ? [] : text.split('&').map((pair) => pair.split('=')[0] ?? '');
        expect(names).toEqual([...names].sort());
        expect(names).toHaveLength(Object.keys(parameters).length);
        expect(canonicalQuery(Object.fromEntries(Object.entries(parameters).reverse()))).toBe(text);
      }),
    );
  });

  test('is read by any URL parser as what it was made of', () => {
    fc.assert(
      fc.property(query, (parameters) => {
        const read = Object.fromEntries(new URLSearchParams(canonicalQuery(parameters)));
        expect(new Map(Object.entries(read))).toEqual(new Map(Object.entries(parameters)));
      }),
    );
  });
});

test('the signature is what the algorithm says, for any request', () => {
  const token = fc.stringMatching(/^[a-z0-9]{1,10}$/);
  fc.assert(
    fc.property(
      fc.dictionary(token, fc.string({ unit: 'grapheme' })),
      token,
      token,
      fc.string(),
      (query, nonce, secret, body) => {
        const request = {
          method: 'POST',
          path: '/',
          query,
          headers: { host: 'h', 'x-acs-nonce': ` ${nonce} ` },
          body,
        };
        const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
        const canonical = `POST\n/\n${canonicalQuery(query)}\nhost:h\nx-acs-nonce:${nonce}\n\nhost;x-acs-nonce\n${hash(body)}`;
        const expected = createHmac('sha256', secret)
          .update(`${ALGORITHM}\n${hash(canonical)}`)
          .digest('hex');
        expect(signature(request, secret)).toBe(expected);
      },
    ),
  );
});
