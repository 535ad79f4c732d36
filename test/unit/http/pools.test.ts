import http from 'node:http';
import type net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { NetworkError } from '../../../src/errors.ts';
import { connectAhead } from '../../../src/http/ahead.ts';
import { httpClient } from '../../../src/http/client.ts';
import { environment } from '../../../src/runtime/env.ts';
import { systemClock } from '../../../src/runtime/system.ts';

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: net.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

const client = (...ahead: URL[]) => {
  const env = environment({});
  return httpClient(env, connectAhead(ahead, env), systemClock, () => {});
};
const never = new AbortController().signal;
const get = (url: string) => ({ method: 'GET', url: new URL(url), headers: {} }) as const;

test('a connection in the clear that was kept alive carries no request over https, of the same host and port', async () => {
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('{}');
  });
  const port = await listen(server);
  const way = client();
  for (const path of ['first', 'second']) await way.send(get(`http://127.0.0.1:${port}/${path}`), never);
  await expect(way.send(get(`https://127.0.0.1:${port}/secret`), never)).rejects.toMatchObject({
    fault: 'tls',
  });
  expect(requests).toEqual(['/first', '/second']);
});

test('a connection that was opened ahead is used by the next request to its origin, and by one alone', async () => {
  let connections = 0;
  const server = http.createServer((_, response) => response.end('{}'));
  server.on('connection', () => connections++);
  const port = await listen(server);
  const way = client(new URL(`http://127.0.0.1:${port}`));
  await Promise.all([1, 2].map(() => way.send(get(`http://127.0.0.1:${port}/`), never)));
  expect(connections).toBe(2);
});

test('one that was opened ahead and has broken is no failure of the request', async () => {
  const sockets: net.Socket[] = [];
  const server = http.createServer((_, response) => response.end('{}'));
  server.on('connection', (socket) => sockets.push(socket));
  const port = await listen(server);
  const way = client(new URL(`http://127.0.0.1:${port}`));
  await expect.poll(() => sockets.length).toBe(1);
  sockets[0]?.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await way.send(get(`http://127.0.0.1:${port}/`), never)).toMatchObject({ status: 200 });
});

test('an error is cut at 64 kB, an answer above 1 MB is refused', async () => {
  const size = { '/error': 10_000_000, '/answer': 1024 * 1024, '/long': 1024 * 1024 + 1 };
  const server = http.createServer((request, response) => {
    const path = request.url as keyof typeof size;
    response.on('error', () => {});
    response.writeHead(path === '/error' ? 500 : 200).end(Buffer.alloc(size[path], 'x'));
  });
  const port = await listen(server);
  const way = client();
  const error = await way.send(get(`http://127.0.0.1:${port}/error`), never);
  expect([error.status, error.body.length]).toEqual([500, 64 * 1024]);
  const answer = await way.send(get(`http://127.0.0.1:${port}/answer`), never);
  expect(answer.body.length).toBe(1024 * 1024);
  await expect(way.send(get(`http://127.0.0.1:${port}/long`), never)).rejects.toBeInstanceOf(NetworkError);
});
