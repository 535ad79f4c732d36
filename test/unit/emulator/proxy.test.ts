import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, get } from 'node:https';
import { ProxyAgent, request } from 'undici';
import { expect, test } from 'vitest';
import { startEmulator } from '../../../emulator/emulator.ts';
import { plainRoute, secureRoute } from '../../../emulator/hosts.ts';
import { ask, emulate, onCleanup, rawExchange } from './support.ts';

function portOf(url: string): number {
  return Number(new URL(url).port);
}

test.each([
  ['sts.aliyuncs.com', 'sts'],
  ['STS.aliyuncs.com:443', 'sts'],
  ['sts.ap-southeast-1.aliyuncs.com', 'sts'],
  ['sts-vpc.cn-hangzhou.aliyuncs.com', 'sts'],
  ['sts-vpc.cn-north-2-gov-1.aliyuncs.com', 'sts'],
  ['sts.cn-north-2-gov-1.aliyuncs.com', undefined],
  ['sts.cn-hangzhou-finance.aliyuncs.com', undefined],
  ['sts.evil.aliyuncs.com', undefined],
  ['sts.aliyuncs.com.evil.com', undefined],
  ['token.actions.githubusercontent.com', 'github'],
  ['pipelines.actions.githubusercontent.com', 'github'],
  ['credentials.example.com', 'credentials-uri'],
  ['100.100.100.200', undefined],
  ['127.0.0.1:1234', 'sts'],
])('https://%s is %s', (host, service) => {
  expect(secureRoute(host)?.service).toBe(service);
});

test('http leads to the metadata service alone, and to an STS that wants TLS', async () => {
  expect(plainRoute('100.100.100.200')?.service).toBe('metadata');
  expect(plainRoute('example.com')).toBeUndefined();
  const { proxyUrl } = await emulate();
  const answer = await rawExchange(
    portOf(proxyUrl),
    'GET http://sts.aliyuncs.com/?Format=JSON HTTP/1.1\r\nHost: sts.aliyuncs.com\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"InvalidProtocol.NeedSsl"');
});

test('absolute-form requests reach the metadata service', async () => {
  const { proxyUrl, requests } = await emulate();
  const answer = await rawExchange(
    portOf(proxyUrl),
    'GET http://100.100.100.200/latest/meta-data/region-id HTTP/1.1\r\nHost: 100.100.100.200\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 .*cn-hangzhou$/s);
  expect(requests[0]).toMatchObject({ service: 'metadata', host: '100.100.100.200', viaProxy: true });
});

test('all else is refused and remembered', async () => {
  const { proxyUrl, refused, requests } = await emulate();
  const port = portOf(proxyUrl);
  for (const target of ['example.com:443', 'sts.aliyuncs.com:80', '127.0.0.1:22', '100.100.100.200:443']) {
    expect(await rawExchange(port, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 403 /,
    );
  }
  const plain = 'GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n';
  expect(await rawExchange(port, plain)).toMatch(/^HTTP\/1\.1 403 /);
  const origin = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';
  expect(await rawExchange(port, origin)).toMatch(/^HTTP\/1\.1 403 /);
  expect(refused).toEqual([
    'example.com:443',
    'sts.aliyuncs.com:80',
    '127.0.0.1:22',
    '100.100.100.200:443',
    'example.com:80',
    '127.0.0.1:80',
  ]);
  expect(requests).toEqual([]);
});

test('a password may be demanded, and is in the URL', async () => {
  const emulator = await emulate({ proxyAuth: 'user:p@ss' });
  const url = 'https://token.actions.githubusercontent.com/.well-known/jwks';
  const bare = new ProxyAgent({
    uri: `http://${new URL(emulator.proxyUrl).host}`,
    requestTls: { ca: emulator.caPem },
  });
  onCleanup(() => bare.destroy());
  await expect(request(url, { dispatcher: bare })).rejects.toThrow('407');
  const token = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  const known = new ProxyAgent({
    uri: emulator.proxyUrl,
    token,
    requestTls: { ca: emulator.caPem },
  });
  onCleanup(() => known.destroy());
  expect((await request(url, { dispatcher: known })).statusCode).toBe(200);
});

test('a host header of nobody’s is misdirected', async () => {
  const emulator = await emulate();
  const answer = await ask(emulator, 'https://sts.aliyuncs.com/', { headers: { host: 'ecs.aliyuncs.com' } });
  expect(answer.status).toBe(421);
});

test('connections are kept alive', async () => {
  const emulator = await emulate();
  const agent = new Agent({ keepAlive: true, ca: emulator.caPem });
  onCleanup(async () => agent.destroy());
  const reused: boolean[] = [];
  for (let i = 0; i < 2; i++) {
    const sent = get({ host: '127.0.0.1', port: emulator.tlsPort, path: '/.well-known/jwks', agent });
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    answer.resume();
    await once(answer, 'close');
    reused.push(sent.reusedSocket);
  }
  expect(reused).toEqual([false, true]);
});

test('many emulators run side by side, and start and stop at once', async () => {
  await (await startEmulator()).close();
  const before = performance.now();
  const emulators = await Promise.all(Array.from({ length: 10 }, () => startEmulator()));
  expect(new Set(emulators.map(({ proxyUrl }) => proxyUrl)).size).toBe(10);
  await Promise.all(emulators.map((one) => one.close()));
  expect(performance.now() - before).toBeLessThan(10_000);
});
