import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownOf, withoutSignedString } from '../../../src/secrets/lookalikes.ts';
import { redactor } from '../../../src/secrets/redactor.ts';

const shown = (text: string): string => shownOf(text, redactor().redactEcho, 1024);

describe('a text of a service', () => {
  const letters = fc.stringMatching(/^[A-Za-z0-9]{16,24}$/);
  const base64 = fc.stringMatching(/^[A-Za-z0-9+/]{64,120}={0,2}$/);
  const jwt = fc.tuple(letters, letters, letters).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`);
  const around = fc.stringMatching(/^[a-z ]{0,20}$/);

  test('loses key IDs, tokens and JWTs that nobody masked', () => {
    const secret = fc.oneof(
      letters.map((text) => `LTAI${text}`),
      letters.map((text) => `STS.${text}`),
      base64,
      base64.map(encodeURIComponent),
      base64.map((text) => encodeURIComponent(encodeURIComponent(text))),
      jwt,
    );
    fc.assert(
      fc.property(around, secret, around, (before, value, after) => {
        const scrubbed = shown(`${before} ${value} ${after}`);
        expect(scrubbed).not.toContain(value.replace(/=+$/, ''));
        expect(scrubbed).toContain('***');
      }),
    );
  });

  test.each([
    'The role not exists: acs:ram::1234567890123456:role/deploy.',
    'You are not authorized to do this action. You should be authorized by RAM.',
    'The issuer in the OIDC Token doesn’t match the OIDC Provider registered.',
    'Get public keys from OIDC Provider failed, the issuer is https://token.actions.githubusercontent.com',
    'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch',
    '8D8992C1-6712-423C-BAC5-E5E817484C6B',
  ])('keeps what explains: %s', (text) => {
    expect(shown(text)).toBe(text);
  });

  test('stays on one line, so that it forges no other', () => {
    expect(shown('one\n::error::two\r\nthree\u2028four')).toBe('one ::error::two three four');
  });

  test('that is longer than such a text may be is only counted, and that before it is searched', () => {
    const redact = (text: string): string => {
      expect(text.length).toBeLessThan(100);
      return text;
    };
    expect(shownOf('a'.repeat(1025), redact, 1024)).toBe('a text of 1025 characters');
  });

  test('ends where the string to sign begins', () => {
    for (const start of [
      'server string to sign is:',
      'server StringToSign is [',
      'Server  CanonicalRequest is [',
    ]) {
      expect(withoutSignedString(`Specified signature is not matched. ${start}LTAIx\nSTS.x`)).toBe(
        'Specified signature is not matched.',
      );
    }
    expect(withoutSignedString('The server is busy.')).toBe('The server is busy.');
  });
});
