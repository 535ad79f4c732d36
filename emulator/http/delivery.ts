/** Sending a response: whole, cut short, byte by byte, or as a flood. `now` is for the Date header, in ms. */

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceResponse } from './message.ts';

/** Sends it; `stop` says what happens after the headers and half of the body. */
export function send(
  outgoing: ServerResponse,
  response: ServiceResponse,
  now: number,
  stop?: 'hang' | 'reset',
): void {
  const body = Buffer.from(response.body);
  writeHead(outgoing, response, body.length, now);
  if (stop === undefined) {
    outgoing.end(body);
    return;
  }
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (stop === 'reset') outgoing.destroy();
  });
}

/** Sends it `size` bytes at a time, pausing `pause` ms after each. */
export async function trickle(
  outgoing: ServerResponse,
  response: ServiceResponse,
  now: number,
  pace: { readonly pause: number; readonly size: number; readonly closing: AbortSignal },
): Promise<void> {
  const body = Buffer.from(response.body);
  writeHead(outgoing, response, body.length, now);
  outgoing.flushHeaders();
  for (let at = 0; at < body.length && !outgoing.destroyed; at += pace.size) {
    outgoing.write(body.subarray(at, at + pace.size));
    await sleep(pace.pause, undefined, { signal: pace.closing });
  }
  outgoing.end();
}

/** Streams `bytes` bytes that begin like a JSON string, as fast as the client takes them. */
export async function flood(
  outgoing: ServerResponse,
  bytes: number,
  status: number,
  now: number,
): Promise<void> {
  outgoing.sendDate = false;
  outgoing.writeHead(status, { 'content-type': 'application/json', date: httpDate(now) });
  await pipeline(Readable.from(filler(bytes)), outgoing).catch(() => undefined);
}

function* filler(bytes: number): Generator<Buffer> {
  yield Buffer.from('"').subarray(0, bytes);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let left = bytes - 1; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}

function writeHead(outgoing: ServerResponse, response: ServiceResponse, length: number, now: number): void {
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, {
    date: httpDate(now),
    'content-length': length,
    ...response.headers,
  });
}

function httpDate(now: number): string {
  return new Date(now).toUTCString();
}
