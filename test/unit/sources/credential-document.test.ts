/** The JSON in which ECS metadata and a credentials URI hand out a credential. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCredentialDocument } from '../../../src/sources/credential-document.ts';

const WHOLE = {
  Code: 'Success',
  AccessKeyId: 'STS.DocumentKeyId',
  AccessKeySecret: 'document-secret-0123456789',
  SecurityToken: 'document-token+0123456789/==',
  Expiration: '2026-11-02T11:00:00Z',
};
const FIELDS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'] as const;

const read = (body: string) => readCredentialDocument(body, 'metadata', 'host.example.com', (text) => text);
const errorOf = (body: string): string => {
  try {
    read(body);
  } catch (error) {
    return String(error);
  }
  throw new Error('It was read.');
};

describe('a credential’s document', () => {
  test('is read whole, with or without a code, whatever else is in it', () => {
    const expected = {
      accessKeyId: WHOLE.AccessKeyId,
      accessKeySecret: WHOLE.AccessKeySecret,
      securityToken: WHOLE.SecurityToken,
      expiration: new Date(WHOLE.Expiration),
    };
    const { Code: _, ...withoutCode } = WHOLE;
    for (const document of [WHOLE, withoutCode, { ...WHOLE, LastUpdated: 'x', more: [1] }])
      expect(read(JSON.stringify(document))).toEqual(expected);
  });

  test('names every field that is missing, empty or no text, and nothing else of itself', () => {
    const absent = fc.constantFrom<unknown>(undefined, null, '', 0, 1, true, [], {});
    const damage = fc.record(
      Object.fromEntries(FIELDS.map((name) => [name, fc.option(absent, { nil: 'whole' })])),
    );
    fc.assert(
      fc.property(damage, (damaged) => {
        const missing = FIELDS.filter((name) => damaged[name] !== 'whole');
        fc.pre(missing.length > 0);
        const document = { ...WHOLE, ...Object.fromEntries(missing.map((name) => [name, damaged[name]])) };
        const error = errorOf(JSON.stringify(document));
        expect(error).toContain(`without ${missing.join(', ')}.`);
        for (const name of FIELDS) expect(error).not.toContain(WHOLE[name]);
      }),
    );
  });

  test('with another code than Success is refused with that code', () => {
    expect(errorOf(JSON.stringify({ ...WHOLE, Code: 'Failed' }))).toContain('its code is Failed');
    expect(errorOf(JSON.stringify({ Code: 'NoRole.Attached' }))).toContain('NoRole.Attached');
    const sneaky = errorOf(JSON.stringify({ Code: `${WHOLE.AccessKeySecret} and\nmore` }));
    expect(sneaky).not.toContain(WHOLE.AccessKeySecret);
  });

  test('with an expiration that is no time is refused', () => {
    expect(errorOf(JSON.stringify({ ...WHOLE, Expiration: 'soon' }))).toContain('Expiration');
  });

  test('that is no JSON object is refused, and not a word of it repeated', () => {
    const text = JSON.stringify(WHOLE);
    const bodies = ['', 'null', '[]', '"x"', '1', `[${text}]`, text.slice(0, -1), `<html>${text}</html>`];
    for (const body of bodies) {
      const error = errorOf(body);
      expect(error).toContain('ECS metadata (host.example.com)');
      expect(error).toContain('not a JSON object');
      for (const name of FIELDS) expect(error).not.toContain(WHOLE[name]);
    }
  });

  test('whatever it is, is read or refused by an error of the action', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        try {
          read(body);
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^(network\.malformed|metadata\.code)$/),
          });
        }
      }),
    );
  });
});
