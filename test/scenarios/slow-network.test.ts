/** Networks where a handshake takes long and one of a host's addresses is dead. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { refusalOf, setScene, succeeded, userKey, type WatchedJob } from './support.ts';

const scene = setScene();

function job(lookup: string, slow: number, env: Record<string, string> = {}): WatchedJob {
  return scene.proxiedJob({
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'programs/slow-network.cjs'))}`,
    LOOKUP: lookup,
    SLOW: String(slow),
    ...env,
  });
}

describe.each(['127.0.0.1,::1', '::1,127.0.0.1', '127.0.0.1,::1,127.0.0.1'])(
  'where a name has the addresses %s, of which IPv6 is dead,',
  (lookup) => {
    test('a handshake of two seconds with STS succeeds at the first attempt', async () => {
      const step = job(lookup, 2_000);
      const endpoint = { 'sts-endpoint': `localhost:${scene.emulator.tlsPort}` };
      const result = succeeded(await step.login({ ...userKey(scene.emulator), ...endpoint }));
      expect(result.log).not.toContain('Attempt');
      expect(step.actions).toEqual(['GetCallerIdentity']);
    });

    test('so does one with the proxy', async () => {
      const proxy = scene.emulator.proxyUrl.replace('127.0.0.1', 'localhost');
      const step = job(lookup, 2_000, { https_proxy: proxy, HTTPS_PROXY: proxy });
      const result = succeeded(await step.login(userKey(scene.emulator)));
      expect(result.log).not.toContain('Attempt');
    });
  },
);

test.each([
  ['STS', false],
  ['the proxy', true],
])('where no address of %s answers, each is named with what became of it', async (_, proxied) => {
  const { emulator } = scene;
  const proxy = emulator.proxyUrl.replace('127.0.0.1', 'localhost');
  const step = job('127.0.0.1,::1', 8_000, proxied ? { https_proxy: proxy, HTTPS_PROXY: proxy } : {});
  const endpoint = proxied ? {} : { 'sts-endpoint': `localhost:${emulator.tlsPort}` };
  const result = await step.login({ ...userKey(emulator), ...endpoint, 'retry-max-attempts': '1' });
  const message = refusalOf(result);
  expect(message).toContain('127.0.0.1: ETIMEDOUT, ::1: ECONNREFUSED');
  expect(message).toMatch(proxied ? /^The proxy does not work: / : /^The host cannot be reached: /);
});
