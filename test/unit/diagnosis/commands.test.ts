/** The commands that mend an OIDC provider: they must work as they stand, whatever the token's claims say. */

import { execFile, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Authority } from '../../../emulator/tls/authority.ts';
import { lookUp } from '../../../src/diagnosis/catalogue.ts';
import { filledIn } from '../../../src/diagnosis/diagnose.ts';
import type { JsonObject } from '../../../src/text/json.ts';

const ROLE = 'acs:ram::1234567890123456:role/deploy';
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/octo.github-1';
const FINGERPRINT = 'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch';
const AUDIENCE = 'AuthenticationFail.OIDCToken.AudienceNotMatch';

function commandsFor(code: string, claims?: JsonObject, oidcProviderArn = PROVIDER): string[] {
  const { commands = [] } = lookUp(code) ?? {};
  return filledIn(commands, { exchange: { oidcProviderArn, roleArn: ROLE, claims }, role: ROLE });
}

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe('the commands', () => {
  test('name the token’s own issuer, with its port, and the real provider', () => {
    const [first = '', ...others] = commandsFor(FINGERPRINT, {
      iss: 'https://github.example.com/_services/token',
    });
    expect(first).toContain('-servername github.example.com -connect github.example.com:443 ');
    for (const command of others) expect(`${command} `).toContain('--OIDCProviderName octo.github-1 ');
    expect(commandsFor(FINGERPRINT, { iss: 'https://issuer.example.com:8443' })[0]).toContain(
      '-servername issuer.example.com -connect issuer.example.com:8443 ',
    );
  });

  test('name the audience that the token has, the first of several', () => {
    const expected = (audience: string) => [
      `aliyun ims AddClientIdToOIDCProvider --OIDCProviderName octo.github-1 --ClientId ${audience}`,
    ];
    expect(commandsFor(AUDIENCE, { aud: 'sts.aliyuncs.com' })).toEqual(expected('sts.aliyuncs.com'));
    expect(commandsFor(AUDIENCE, { aud: ['https://github.com/octo-org', 'x'] })).toEqual(
      expected('https://github.com/octo-org'),
    );
  });

  test('name the role that was refused', () => {
    expect(commandsFor('InvalidParameter.DurationSeconds')).toEqual([
      'aliyun ram UpdateRole --RoleName deploy --NewMaxSessionDuration SECONDS',
    ]);
  });

  test('keep their words in capitals where nothing is known, or nothing that is harmless', () => {
    for (const claims of [undefined, {}, { iss: 7, aud: {} }, { iss: 'http://x.example.com', aud: '-x' }]) {
      expect(commandsFor(FINGERPRINT, claims)[0]).toContain('-connect ISSUER_HOST:443 ');
      expect(commandsFor(AUDIENCE, claims)[0]).toMatch(/--ClientId AUDIENCE$/);
    }
    expect(commandsFor(AUDIENCE, { aud: 'x' }, 'acs:ram::1:oidc-provider/$(id)')[0]).toContain(
      ' PROVIDER_NAME ',
    );
  });

  test('hold nothing of a claim that means anything to a shell', () => {
    const evil = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('$(id)', '`id`', 'a;id', 'a b', "a'b", 'a\nid', 'a|id', '>x', '--x', 'a$&b', '~', '*'),
    );
    const untouched = [...commandsFor(FINGERPRINT), ...commandsFor(AUDIENCE)];
    fc.assert(
      fc.property(evil, evil, (host, audience) => {
        const claims = { iss: `https://${host}`, aud: audience };
        const commands = [...commandsFor(FINGERPRINT, claims), ...commandsFor(AUDIENCE, claims)];
        const harmless = /^[A-Za-z0-9][A-Za-z0-9._:/@=+-]*$/;
        expect(commands).toHaveLength(untouched.length);
        for (const [index, command] of commands.entries()) {
          const words = command.split(' ');
          const expected = (untouched[index] ?? '').split(' ');
          expect(words).toHaveLength(expected.length);
          for (const [at, word] of words.entries()) if (word !== expected[at]) expect(word).toMatch(harmless);
        }
      }),
    );
  });

  test.skipIf(!hasOpenssl)(
    'compute the SHA-1 of the CA’s certificate from a real server (needs openssl)',
    async () => {
      const authority = await Authority.create();
      const { cert, key } = await authority.leaf('localhost');
      const server = tls.createServer({ cert: `${cert}${authority.caPem}`, key }, (socket) => {
        socket.on('error', () => {});
      });
      server.on('tlsClientError', () => {});
      await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
      try {
        const { port } = server.address() as AddressInfo;
        const [command] = commandsFor(FINGERPRINT, { iss: `https://localhost:${port}` });
        const { stdout } = await promisify(execFile)('sh', ['-c', `${command}\necho "$fingerprint"`]);
        const expected = new X509Certificate(authority.caPem).fingerprint.replaceAll(':', '').toLowerCase();
        expect(stdout.trim()).toBe(expected);
      } finally {
        server.close();
      }
    },
  );
});
