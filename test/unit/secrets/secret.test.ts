import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flawOf, flawOfIssued } from '../../../src/secrets/secret.ts';
import { readCredentialDocument } from '../../../src/sources/credential-document.ts';
import { readAssumedRole } from '../../../src/sts/responses.ts';

const GOOD = {
  AccessKeyId: 'STS.fakeKeyId01',
  AccessKeySecret: 'fakeSecret01',
  SecurityToken: 'fakeToken+/01==',
  Expiration: '2026-11-25T12:00:00Z',
};
/** What a service may say in the place of a part of a credential. */
const ODD = [
  'e',
  ' ',
  '\0',
  'a\0bcdefghij',
  'half\nhalf-of-it',
  'é'.repeat(20),
  'A'.repeat(200_000),
  '\u200bfakeSecret01',
];

const fromSts = (credential: object): unknown =>
  readAssumedRole(
    { AssumedRoleUser: { Arn: 'acs:ram::1234567890123456:role/r/s' }, Credentials: credential },
    'sts.aliyuncs.com',
  );
const fromMetadata = (credential: object): unknown =>
  readCredentialDocument(
    JSON.stringify({ Code: 'Success', ...credential }),
    'metadata',
    'host',
    (text) => text,
  );

describe('a credential that a service issues', () => {
  test('is taken as it should be', () => {
    expect(fromSts(GOOD)).toBeDefined();
    expect(fromMetadata(GOOD)).toBeDefined();
  });

  test.each(['AccessKeyId', 'AccessKeySecret', 'SecurityToken'])(
    'is refused for an odd %s, by its name',
    (part) => {
      for (const odd of ODD) {
        for (const read of [fromSts, fromMetadata]) {
          let said = '';
          try {
            read({ ...GOOD, [part]: odd });
          } catch (error) {
            said = String(error);
          }
          expect(said, JSON.stringify(odd).slice(0, 40)).toContain(part);
          if (odd.length > 4) expect(said).not.toContain(odd.slice(0, 8));
        }
      }
    },
  );

  test('is refused for an expiration that no service means', () => {
    for (const time of ['+275760-09-13T00:00:00Z', '1970-01-01T00:00:00Z', 'soon', '9'.repeat(1000)]) {
      for (const read of [fromSts, fromMetadata])
        expect(() => read({ ...GOOD, Expiration: time })).toThrow(/Expiration/);
    }
  });

  test('fits, whatever passes, into the environment of a process, under each of its names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (length) => {
        const flaw = flawOfIssued({ SecurityToken: 'a'.repeat(length) });
        expect(flaw === undefined).toBe(length >= 8 && length <= 16_384);
      }),
    );
  });
});

test('what the author of a workflow gives may be short, and not endless', () => {
  expect(flawOf('a', true)).toBeUndefined();
  expect(flawOf('a'.repeat(20_000), false)).toMatch(/20000 characters/);
  expect(flawOf('a\0', false)).toMatch(/NUL/);
  for (const text of ['a\n', 'a\r\n', '\na']) expect(flawOf(text, false)).toMatch(/line break/);
  expect(flawOf('a\nb', false)).toBeUndefined();
});
