/** The proxy by SOCKS5 (RFC 1928), with user and password (RFC 1929): the same hosts, gate and faults. */

import { createServer, type Server, type Socket } from 'node:net';
import { gate, lead, type ProxyOptions } from './proxy.ts';

const VERSION = 5;
const NO_LOGIN = 0;
const BY_PASSWORD = 2;
const NONE_OF_THESE = 0xff;

/** Replies to CONNECT. */
const SUCCEEDED = 0;
const FAILED = 1;
const NOT_ALLOWED = 2;

export function createSocksProxy(options: ProxyOptions): Server {
  return createServer({ noDelay: true }, (client) => {
    client.on('error', () => client.destroy());
    converse(client, options).catch(() => client.destroy());
  });
}

async function converse(client: Socket, options: ProxyOptions): Promise<void> {
  const next = reader(client);
  const [, count = 0] = await next(2);
  const methods = [...(await next(count))];
  const wanted = options.auth === undefined ? NO_LOGIN : BY_PASSWORD;
  if (!methods.includes(wanted)) return void client.end(Buffer.from([VERSION, NONE_OF_THESE]));
  client.write(Buffer.from([VERSION, wanted]));
  if (wanted === BY_PASSWORD) {
    const [, length = 0] = await next(2);
    const user = await next(length);
    const password = await next((await next(1))[0] ?? 0);
    const known = `${user}:${password}` === options.auth;
    client.write(Buffer.from([1, known ? 0 : 1]));
    if (!known) return void client.end();
  }
  await next(3);
  const host = await readAddress(next);
  const port = (await next(2)).readUInt16BE();
  const authority = `${host}:${port}`.toLowerCase();
  const reply = (code: number): Buffer => Buffer.from([VERSION, code, 0, 1, 0, 0, 0, 0, 0, 0]);
  const asked = { method: 'CONNECT', host: authority, path: authority, login: { proved: true } } as const;
  lead(authority, await gate(asked, options), options, {
    client,
    established: reply(SUCCEEDED),
    refuse: ({ status }) => client.end(reply(status === 403 ? NOT_ALLOWED : FAILED)),
  });
}

async function readAddress(next: (size: number) => Promise<Buffer>): Promise<string> {
  const [kind] = await next(1);
  if (kind === 1) return [...(await next(4))].join('.');
  if (kind === 3) return (await next((await next(1))[0] ?? 0)).toString();
  const groups = (await next(16)).toString('hex').match(/.{4}/g) ?? [];
  return `[${groups.join(':')}]`;
}

/** Reads exactly this many bytes from a client. */
function reader(client: Socket): (size: number) => Promise<Buffer> {
  return async (size) => {
    if (size === 0) return Buffer.alloc(0);
    for (;;) {
      const bytes: Buffer | null = client.read(size);
      if (bytes) return bytes;
      await new Promise<void>((resolve, reject) => {
        client.once('readable', resolve);
        client.once('close', () => reject(new Error('gone')));
      });
    }
  };
}
