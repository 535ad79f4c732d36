/** Every kind of proxy before the services: it lets the login pass, or the error names what is wrong with it. */

import { spawnSync } from 'node:child_process';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, type EmulatorOptions, SAMPLE, startEmulator } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import { OIDC, refusalOf, setScene, succeeded, userKey, type WatchedJob } from './support.ts';

const scene = setScene();

const KINDS = ['http', 'https', 'socks5'] as const;
type Kind = (typeof KINDS)[number];

const NONE = {
  http_proxy: '',
  https_proxy: '',
  no_proxy: '',
  // On Windows these are the same variables, and would empty what a job sets.
  ...(has.caseInVariables && { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' }),
};

function urlOf(kind: Kind, { proxyUrl, secureProxyUrl, socksProxyUrl }: Emulator): string {
  return { http: proxyUrl, https: secureProxyUrl, socks5: socksProxyUrl }[kind];
}

/** A job behind this proxy alone. */
function behind(url: string, env: Record<string, string> = {}): WatchedJob {
  return scene.proxiedJob({ ...NONE, https_proxy: url, http_proxy: url, ...env });
}

/** A job of another emulator's, behind its proxy. */
function behindAnother(kind: Kind, emulator: Emulator, url = urlOf(kind, emulator)): WatchedJob {
  const job = behind(url, { ...emulator.githubEnv(), NODE_EXTRA_CA_CERTS: emulator.caFile });
  job.secrets.push(emulator.world.github.requestToken);
  return job;
}

const others: Emulator[] = [];
async function another(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  others.push(emulator);
  return emulator;
}
afterEach(async () => {
  for (const emulator of others.splice(0)) await emulator.close();
});

const viaProxy = (job: WatchedJob): boolean[] => job.requests.map((request) => request.viaProxy);

/** Some versions of Node 24 (24.19 is one) take no certificate for an IPv6 address. */
function knowsIpv6Certificates(): boolean {
  const certificate = `{subject: {}, subjectaltname: 'IP Address:0:0:0:0:0:0:0:1'}`;
  const program = `process.exitCode = require('node:tls').checkServerIdentity('::1', ${certificate}) ? 1 : 0`;
  return spawnSync(process.env['SCENARIO_NODE'] ?? process.execPath, ['--eval', program]).status === 0;
}

describe.each(KINDS)('a proxy by %s', (kind) => {
  test('leads to https hosts', async () => {
    const job = behind(urlOf(kind, scene.emulator));
    succeeded(await job.login(OIDC));
    expect(viaProxy(job)).toEqual([true, true]);
    expect(job.requests.map(({ host }) => host)).toEqual([
      'pipelines.actions.githubusercontent.com',
      'sts.aliyuncs.com',
    ]);
  });

  test('leads to http hosts', async () => {
    const job = behind(urlOf(kind, scene.emulator));
    const uri = scene.emulator.secureCredentialsUri.replace('https:', 'http:');
    job.secrets.push(scene.emulator.world.credentialsUri.path.slice('/credentials/'.length));
    succeeded(await job.login({ 'credentials-uri': uri, 'credentials-uri-allow-http': 'true' }));
    expect(job.requests).toMatchObject([
      { service: 'credentials-uri', host: 'credentials.example.com', viaProxy: true },
    ]);
  });

  // undici's SOCKS5 opens one for each request.
  test.skipIf(kind === 'socks5')(
    'keeps its tunnel for a chain of roles (needs a tunnel for several requests)',
    async () => {
      const tunnels: string[] = [];
      scene.emulator.faults.queue('proxy', {
        kind: 'delay',
        ms: 0,
        times: 9,
        match: ({ host }) => tunnels.push(host) > 0,
      });
      const job = behind(urlOf(kind, scene.emulator));
      succeeded(await job.login({ ...OIDC, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` }));
      expect(tunnels).toEqual(['pipelines.actions.githubusercontent.com', 'sts.aliyuncs.com']);
    },
  );

  test('takes a user and a password with any character in it', async () => {
    const password = 'p@ss:w/o#r?d%+é 中';
    const emulator = await another({ proxyAuth: `proxy-user:${password}` });
    const job = behindAnother(kind, emulator);
    job.secrets.push(password);
    succeeded(await job.login(OIDC));
    expect(emulator.requests.map((request) => request.viaProxy)).toEqual([true, true]);
  });

  test('that refuses the login is asked once, and the error says so', async () => {
    const emulator = await another({ proxyAuth: 'proxy-user:right-proxy-password' });
    for (const login of ['proxy-user:wrong-proxy-password@', '']) {
      const url = urlOf(kind, emulator).replace(/\/\/.*@/, `//${login}`);
      const job = behindAnother(kind, emulator, url);
      job.secrets.push('wrong-proxy-password');
      const result = await job.login(OIDC);
      const message = refusalOf(result);
      expect(message).toMatch(/^The proxy refused: /);
      expect(message).toContain(new URL(url).host);
      expect(message).toMatch(kind === 'socks5' ? /auth/i : /407/);
      expect(result.log).not.toContain('Attempt 1');
      expect(emulator.requests).toEqual([]);
    }
  });

  test.each([403, 502])('that answers %i is named with it', async (status) => {
    scene.emulator.faults.queue('proxy', { kind: 'status', status, times: 9 });
    const job = behind(urlOf(kind, scene.emulator));
    const result = await job.login({ ...OIDC, 'retry-max-attempts': '2' });
    const message = refusalOf(result);
    expect(message).toContain(new URL(urlOf(kind, scene.emulator)).host);
    if (kind !== 'socks5') expect(message).toContain(String(status));
    expect(message).toMatch(status === 403 ? /^The proxy refused/ : /^The proxy does not work/);
    expect(result.log.includes('Attempt 1:')).toBe(status !== 403);
    expect(job.requests).toEqual([]);
  });

  test('that fails for a moment is asked again', async () => {
    scene.emulator.faults.queue('proxy', { kind: 'status', status: 502 }, { kind: 'reset' });
    const job = behind(urlOf(kind, scene.emulator));
    succeeded(await job.login(OIDC));
    expect(viaProxy(job)).toEqual([true, true]);
  });

  test('that hangs ends with the step’s time, at once', async () => {
    scene.emulator.faults.queue('proxy', { kind: 'hang', times: 9 });
    const result = await behind(urlOf(kind, scene.emulator)).login({ ...OIDC, 'timeout-seconds': '1' });
    expect(refusalOf(result)).toContain('timeout-seconds');
    expect(result.duration).toBeLessThan(4_000);
  });

  test.each([
    ['never says a word', () => {}],
    ['hangs up', (socket: net.Socket) => void socket.end()],
    ['talks of something else', (socket: net.Socket) => void socket.end('220 mail.example.com ESMTP\r\n')],
  ])('that %s ends within the step’s time, and is named', async (what, answer) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    try {
      const job = behind(`${kind}://127.0.0.1:${port}`);
      const result = await job.login({ ...OIDC, 'timeout-seconds': '3', 'retry-max-attempts': '2' });
      const message = refusalOf(result);
      if (what !== 'never says a word') expect(message).toContain(`127.0.0.1:${port}`);
      expect(result.duration).toBeLessThan(6_000);
    } finally {
      server.close();
    }
  });

  const canIpv6 = has.ipv6 && (kind !== 'https' || knowsIpv6Certificates());
  test.skipIf(!canIpv6)('is found at an IPv6 address, too (needs ::1 and a Node that knows it)', async () => {
    const emulator = await another({ proxyAuth: 'u:the-proxy-password', proxyCertificate: '::1' });
    const url = new URL(urlOf(kind, emulator));
    const relay = net.createServer((socket) => {
      const further = net.connect(Number(url.port), '127.0.0.1');
      socket.on('error', () => further.destroy()).pipe(further);
      further.on('error', () => socket.destroy()).pipe(socket);
    });
    await new Promise<void>((resolve) => relay.listen(0, '::1', resolve));
    try {
      const { port } = relay.address() as net.AddressInfo;
      const job = behindAnother(kind, emulator, `${kind}://u:the-proxy-password@[::1]:${port}`);
      job.secrets.push('the-proxy-password');
      succeeded(await job.login(OIDC));
      expect(emulator.requests.map((request) => request.viaProxy)).toEqual([true, true]);
    } finally {
      relay.close();
    }
  });

  test('that is not there is named', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const job = behind(`${kind}://user:proxy-password@127.0.0.1:${port}`);
    job.secrets.push('proxy-password');
    const message = refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '2' }));
    expect(message).toMatch(/^The proxy does not work: /);
    expect(message).toContain(`127.0.0.1:${port}`);
    expect(message).toContain('ECONNREFUSED');
  });

  test('is no way round the host’s own certificate, nor round its CA', async () => {
    const url = urlOf(kind, scene.emulator);
    scene.emulator.faults.queue('sts', { kind: 'tls', problem: 'wrong-host', times: 9 });
    const wrong = behind(url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(refusalOf(await wrong.login(userKey(scene.emulator)))).toMatch(/^The TLS certificate/);
    expect(wrong.actions).toEqual([]);
    scene.emulator.faults.clear();
    const unknown = behind(url, { NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    refusalOf(await unknown.login({ ...userKey(scene.emulator), 'retry-max-attempts': '1' }));
    expect(unknown.actions).toEqual([]);
  });

  test.each([
    ['100 MB', { kind: 'flood', bytes: 100_000_000 }, /more than/],
    ['a redirect', { kind: 'redirect', location: 'https://sts.cn-beijing.aliyuncs.com/' }, /redirect/],
  ] as const)('has the same limits: %s is final', async (_, fault, words) => {
    scene.emulator.faults.queue('sts', { ...fault, times: 9 });
    const job = behind(urlOf(kind, scene.emulator));
    const result = await job.login(OIDC);
    expect(refusalOf(result)).toMatch(words);
    expect(job.actions).toHaveLength(1);
    expect(result.duration).toBeLessThan(10_000);
  });

  test.each([{ kind: 'reset' }, { kind: 'reset', after: 'headers' }] as const)(
    'never repeats a request by itself: %o',
    async (fault) => {
      scene.emulator.faults.queue('sts', { ...fault, times: 9 });
      const job = behind(urlOf(kind, scene.emulator));
      refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '1' }));
      expect(job.actions).toHaveLength(1);
    },
  );
});

describe('a proxy by TLS', () => {
  test('is verified against its own name: one that has the host’s certificate gets no password', async () => {
    const emulator = await another({
      proxyAuth: 'u:the-proxy-password',
      proxyCertificate: 'sts.aliyuncs.com',
    });
    const tunnels: string[] = [];
    emulator.faults.queue('proxy', { kind: 'delay', ms: 0, match: ({ host }) => tunnels.push(host) > 0 });
    const job = behindAnother('https', emulator);
    job.secrets.push('the-proxy-password');
    for (const inputs of [OIDC, userKey(emulator)]) {
      const message = refusalOf(await job.login({ ...inputs, 'retry-max-attempts': '1' }));
      expect(message).toContain(new URL(emulator.secureProxyUrl).host);
      expect(message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    }
    expect(tunnels).toEqual([]);
    expect(emulator.requests).toEqual([]);
  });

  test('by a name is verified against that name', async () => {
    const emulator = await another({ proxyCertificate: 'localhost' });
    const url = emulator.secureProxyUrl.replace('127.0.0.1', 'localhost');
    succeeded(await behindAnother('https', emulator, url).login(OIDC));
    expect(emulator.requests).toHaveLength(2);
  });

  test('of an unknown CA is named, whatever the environment says of TLS', async () => {
    const job = behind(scene.emulator.secureProxyUrl, {
      NODE_EXTRA_CA_CERTS: '',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    const message = refusalOf(await job.login({ ...OIDC, 'retry-max-attempts': '1' }));
    expect(message).toContain(new URL(scene.emulator.secureProxyUrl).host);
    expect(job.requests).toEqual([]);
  });
});

describe('no_proxy', () => {
  /** A proxy that is not there: only what passes it by succeeds. */
  const DEAD = 'http://127.0.0.1:1';

  test.each(['127.0.0.1', 'localhost', '*', ''])('or loopback leads past the proxy: %j', async (names) => {
    const { emulator } = scene;
    const job = behind(DEAD, { ...emulator.githubEnv({ direct: true }), no_proxy: names });
    succeeded(await job.login({ ...OIDC, 'sts-endpoint': `127.0.0.1:${emulator.tlsPort}` }));
    expect(viaProxy(job)).toEqual([false, false]);
  });

  test('of another host leaves the proxy where it is', async () => {
    const job = behind(scene.emulator.proxyUrl, { no_proxy: 'other.example.com,10.0.0.0/8,fd00::/8' });
    succeeded(await job.login(OIDC));
    expect(viaProxy(job)).toEqual([true, true]);
  });
});

test.each(['12#34secret', '12/34secret', '12?34secret', '1@2#34secret', '50%34secret%'])(
  'a password with a bare %j in a proxy’s URL is refused: percent-encode it',
  async (password) => {
    const job = behind(`http://user:${password}@proxy.example.com:3128`);
    job.secrets.push(password, '34secret');
    const result = await job.login(OIDC);
    const message = refusalOf(result);
    expect(message).toContain('https_proxy');
    expect(message).toContain('%23');
    expect(result.raw).not.toContain('user:');
    expect(result.log).not.toContain('example.com');
  },
);
