/** The HTTP proxy: connects known hosts to the services in this process and refuses all others. It never forwards. */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { CREDENTIALS_HOST, METADATA_HOST, plainRoute, secureRoute } from '../hosts.ts';
import { send } from './delivery.ts';
import type { Core } from './exchange.ts';
import { type Listeners, LOOPBACK } from './loopback.ts';
import { hostName, type RecordedRequest, type ServiceResponse, text } from './message.ts';
import { type ProxiedPorts, serve } from './services.ts';

/** The ports on loopback that the proxy leads to. */
export interface ProxyTargets {
  readonly tls: number;
  readonly tlsBehindProxy: number;
  readonly wrongHost: number;
  readonly metadata: number;
  readonly credentials: number;
  /** Servers that are not the emulator's own, by host. */
  readonly others: Map<string, number>;
}

export interface ProxyOptions {
  readonly core: Core;
  readonly listeners: Listeners;
  readonly proxied: ProxiedPorts;
  readonly targets: ProxyTargets;
  /** `user:password` that clients must give. */
  readonly auth: string | undefined;
}

export function createProxy(options: ProxyOptions): Server {
  const { core } = options;
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const target = URL.parse(incoming.url ?? '');
      const answer = await gate(askedBy(incoming, target?.host ?? ''), options);
      if (answer === 'hang') return;
      if (answer === 'reset') return void incoming.socket.destroy();
      if (typeof answer === 'function') return answer(incoming.socket);
      if (answer !== undefined) return send(outgoing, answer, core.world.now());
      const route = target?.protocol === 'http:' && target.port === '' ? plainRoute(target.host) : undefined;
      if (route === undefined) {
        core.refused.push(withPort(target?.host ?? incoming.headers.host ?? '', 80));
        return send(outgoing, REFUSAL, core.world.now());
      }
      serve(incoming, outgoing, route, { secure: false, viaProxy: true }, core);
    })().catch(() => incoming.socket.destroy());
  });
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnel(incoming, client as Socket, head, options).catch(() => client.destroy());
  });
  return server;
}

const REFUSAL = text(403, 'This proxy leads to emulated hosts alone.');

async function tunnel(
  incoming: IncomingMessage,
  client: Socket,
  head: Buffer,
  options: ProxyOptions,
): Promise<void> {
  const authority = (incoming.url ?? '').toLowerCase();
  if (head.length > 0) client.unshift(head);
  lead(authority, await gate(askedBy(incoming, authority), options), options, {
    client,
    established: ESTABLISHED,
    refuse: (answer) => refuse(client, answer),
  });
}

/** A client that wants to reach a host, and how its protocol answers. */
export interface Led {
  readonly client: Socket;
  readonly established: string | Uint8Array;
  refuse(answer: ServiceResponse): void;
}

/** Connects a client to the service that it asks for, or to what a fault puts in its place. */
export function lead(authority: string, answer: Refusal | undefined, options: ProxyOptions, led: Led): void {
  const { client } = led;
  if (answer === 'hang') return;
  if (answer === 'reset') {
    client.resetAndDestroy();
    return;
  }
  if (typeof answer === 'function') return void answer(client);
  if (answer !== undefined) return void led.refuse(answer);
  const route = authority.endsWith(':443') ? secureRoute(authority) : undefined;
  const problem = route === undefined ? undefined : options.core.faults.takeTls(route.service);
  if (problem === 'reset') {
    client.write(led.established);
    client.once('data', () => client.resetAndDestroy());
    return;
  }
  const port = problem === 'wrong-host' ? options.targets.wrongHost : portFor(authority, options.targets);
  if (port === undefined) {
    options.core.refused.push(authority);
    return void led.refuse(REFUSAL);
  }
  join(led, port, options);
}

function portFor(authority: string, targets: ProxyTargets): number | undefined {
  const [host = '', port = ''] = authority.split(':');
  if (host === LOOPBACK || host === 'localhost') {
    return [targets.tls, targets.metadata, targets.credentials].find((own) => String(own) === port);
  }
  if (port === '443' && targets.others.has(host)) return targets.others.get(host);
  if (port === '443' && secureRoute(host) !== undefined) return targets.tlsBehindProxy;
  if (port !== '80') return undefined;
  return host === METADATA_HOST
    ? targets.metadata
    : host === CREDENTIALS_HOST
      ? targets.credentials
      : undefined;
}

/** Connects a client to a service on loopback. */
function join({ client, established, refuse }: Led, port: number, options: ProxyOptions): void {
  const upstream = connect({ host: LOOPBACK, port, noDelay: true });
  options.listeners.track(upstream);
  upstream.once('connect', () => {
    const { localPort = 0 } = upstream;
    options.proxied.add(localPort);
    upstream.once('close', () => options.proxied.delete(localPort));
    client.write(established);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.once('error', () => refuse(text(502, 'Bad Gateway')));
  upstream.once('close', () => client.destroy());
  client.once('close', () => upstream.destroy());
}

/** What a proxy is asked for. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The header; `proved` if the client has already authenticated in another way. */
  readonly login: string | undefined | { readonly proved: true };
}

/** What keeps a request from passing: no password, or a fault of the proxy. */
export async function gate(asked: Asked, { core, auth }: ProxyOptions): Promise<Refusal | undefined> {
  const expected = auth === undefined ? undefined : `Basic ${Buffer.from(auth).toString('base64')}`;
  if (expected !== undefined && typeof asked.login !== 'object' && asked.login !== expected) {
    return text(407, 'Proxy Authentication Required', { 'proxy-authenticate': 'Basic realm="emulator"' });
  }
  const fault = core.faults.take('proxy', describe(asked));
  if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { signal: core.closing });
  return refusalOf(fault);
}

/** What a client gets instead of a connection to its target. */
export type Refusal = ServiceResponse | 'hang' | 'reset' | ((socket: Duplex) => void);

function refusalOf(fault: Fault | undefined): Refusal | undefined {
  if (fault === undefined) return undefined;
  switch (fault.kind) {
    case 'delay':
      return undefined;
    case 'hang':
    case 'reset':
      return fault.kind;
    case 'raw':
      return fault.answer;
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
    default:
      throw new Error(`a proxy has no fault of kind ${fault.kind}`);
  }
}

function askedBy({ method = '', url = '', headers }: IncomingMessage, host: string): Asked {
  return { method, host, path: url, login: headers['proxy-authorization'] };
}

function describe({ method, host, path }: Asked): RecordedRequest {
  return {
    service: 'proxy',
    method,
    host: hostName(host),
    path,
    query: {},
    headers: {},
    body: '',
    form: {},
    viaProxy: true,
    at: Date.now(),
  };
}

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

function refuse(client: Socket, answer: ServiceResponse): void {
  const body = Buffer.from(answer.body);
  const headers = Object.entries({ ...answer.headers, 'content-length': body.length, connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  client.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${answer.status} Refused\r\n${lines}\r\n`), body]));
}

function withPort(host: string, port: number): string {
  return /:\d+$/.test(host) ? host : `${host}:${port}`;
}
