import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, bearerToken, stsCredential } from '../../src/credentials.ts';
import { ActionError, messageOf, ServiceError } from '../../src/errors.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { formatTime } from '../../src/text/time.ts';
import { anyText, plainSecret } from './support/arbitraries.ts';

const noMask = (): void => {};

describe('a secret', () => {
  test('is masked when it is made', () => {
    const masked: string[] = [];
    const mask = (value: string): void => void masked.push(value);
    Secret.of('a', mask);
    accessKey('b', 'c', mask);
    stsCredential({ accessKeyId: 'd', accessKeySecret: 'e', securityToken: 'f' }, mask);
    bearerToken('g', mask);
    expect(masked).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  test('cannot be made without a mask that works', () => {
    const broken = (): void => {
      throw new Error('no mask');
    };
    expect(() => Secret.of('a', broken)).toThrow('no mask');
  });

  test('comes out through reveal, as it went in', () => {
    fc.assert(fc.property(anyText, (text) => Secret.of(text, noMask).reveal() === text));
  });

  test('never shows in a string, in JSON, in debug output or in an error', () => {
    fc.assert(
      fc.property(plainSecret, (text) => {
        const secret = Secret.of(text, noMask);
        const session = stsCredential(
          { accessKeyId: text, accessKeySecret: text, securityToken: text },
          noMask,
        );
        const error = new ActionError('input', `refused ${secret}`, { cause: secret });
        const service = new ServiceError(
          'sts.no-code',
          String(session),
          { service: 'sts', host: 'h', status: 400 },
          { cause: session },
        );
        const shown = [
          String(secret),
          `${secret}`,
          `x${secret}`,
          [secret].join(),
          JSON.stringify({ secret, session, list: [secret] }),
          inspect(secret),
          inspect({ deep: { session } }, { depth: 9, showHidden: true, getters: true }),
          inspect(secret, { showHidden: true, customInspect: false }),
          format('%s %o %O %j', secret, secret, secret, secret),
          format(session),
          Object.values(secret).join(),
          JSON.stringify(Object.getOwnPropertyDescriptors(secret)),
          JSON.stringify(structuredClone({ ...secret })),
          inspect(error, { depth: 9 }),
          inspect(service, { depth: 9 }),
          messageOf(secret),
          messageOf(error),
          error.stack ?? '',
        ];
        for (const line of shown) expect(line).not.toContain(text);
      }),
      { numRuns: 50 },
    );
  });

  test('looks like any other when it is shown', () => {
    expect(`${Secret.of('short', noMask)}`).toBe(`${Secret.of('much longer than that', noMask)}`);
  });
});

describe('a time', () => {
  test.each([
    ['2026-11-02T11:00:00.999Z', '2026-11-02T11:00:00Z'],
    ['2026-11-02T11:00:00+08:00', '2026-11-02T03:00:00Z'],
  ])('is written as STS writes it: %s', (text, expected) => {
    expect(formatTime(new Date(text))).toBe(expected);
  });
});

test('a credential without a known end has none', () => {
  const session = stsCredential({ accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c' }, noMask);
  expect(session).not.toHaveProperty('expiration');
});
