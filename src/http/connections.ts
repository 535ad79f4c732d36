import dns from 'node:dns';
import net from 'node:net';
import tls from 'node:tls';
import type { Clock } from '../runtime/context.ts';
import type { Env } from '../runtime/env.ts';
import { http, https } from './node-http.ts';
import { loginOf, proxyFor } from './proxy.ts';

/**
 * Opens connections: plain or TLS, direct or through a proxy's tunnel (CONNECT). A connection can be opened before it
 * is needed, so that its round trips pass while something else is waited for.
 */
export interface Connections {
  /** @throws what the socket emits, or a ProxyError */
  open(url: URL, direct: boolean, signal: AbortSignal): Promise<net.Socket>;
  /** Opens a connection for the next `open` of this origin. Its failure is left to that one. */
  warm(url: URL): void;
  /** Closes all connections, those on their way included. */
  close(): void;
  /** Whether a host's name is still being looked up. */
  resolving(): boolean;
}

/** The proxy cannot be reached, or answered CONNECT with another status than 200. */
export class ProxyError extends Error {
  readonly proxy: string;
  readonly status: number | undefined;

  /** @param reason the status of its answer, or why there was none */
  constructor(proxy: URL, reason: number | Error) {
    super(`The proxy ${proxy.host} failed.`, typeof reason === 'number' ? undefined : { cause: reason });
    this.proxy = proxy.host;
    this.status = typeof reason === 'number' ? reason : undefined;
  }
}

/** @param debug takes a line for each connection's time */
export function connections(env: Pick<Env, 'get'>, clock: Clock, debug: (line: string) => void): Connections {
  const closing = new AbortController();
  const warmed = new Map<string, Promise<net.Socket | undefined>>();
  const names = countedLookup();

  const connect = async (url: URL, direct: boolean, signal: AbortSignal): Promise<net.Socket> => {
    const started = clock.now();
    const opening = AbortSignal.any([closing.signal, signal]);
    const socket = await dial(url, direct ? undefined : proxyFor(url, env), names.lookup, opening);
    destroyOn(closing.signal, socket);
    debug(`connect ${url.host}: ${clock.now() - started} ms`);
    return socket;
  };

  return {
    open: async (url, direct, signal) => {
      const early = direct ? undefined : warmed.get(url.origin);
      warmed.delete(url.origin);
      const socket = await early;
      return socket?.writable ? socket : connect(url, direct, signal);
    },
    warm: (url) => {
      // Making a TLS connection takes milliseconds of this thread: what is needed sooner goes first.
      const attempt = clock
        .nextTurn()
        .then(() => connect(url, false, closing.signal))
        .then(
          // Until it is taken nobody else listens; a failure shows in that it is no longer writable.
          (socket) => socket.on('error', () => {}),
          () => undefined,
        );
      warmed.set(url.origin, attempt);
    },
    close: () => closing.abort(),
    resolving: () => names.pending() > 0,
  };
}

/** The system's own look-up of names, counted: nothing can call one off, and closing its connection does not end it. */
function countedLookup(): { lookup: net.LookupFunction; pending(): number } {
  let pending = 0;
  return {
    pending: () => pending,
    lookup: (hostname, options, callback) => {
      pending++;
      dns.lookup(hostname, options, (...result) => {
        pending--;
        callback(...result);
      });
    },
  };
}

/** @param signal ends the attempt; what it has opened until then is closed */
async function dial(
  url: URL,
  proxy: URL | undefined,
  lookup: net.LookupFunction,
  signal: AbortSignal,
): Promise<net.Socket> {
  const tunnel = proxy && (await openTunnel(proxy, url, lookup, signal));
  if (url.protocol === 'https:')
    return ready(tls.connect({ ...tlsOptions(url, tunnel), lookup }), 'secureConnect', signal);
  if (tunnel) return tunnel;
  return ready(
    net.connect({ host: bare(url.hostname), port: Number(portOf(url)), lookup }),
    'connect',
    signal,
  );
}

/** Returns what takes the listener away again. */
function destroyOn(signal: AbortSignal, socket: net.Socket): () => void {
  const destroy = (): void => void socket.destroy();
  const forget = (): void => signal.removeEventListener('abort', destroy);
  signal.addEventListener('abort', destroy, { once: true });
  socket.once('close', forget);
  if (signal.aborted) destroy();
  return forget;
}

function openTunnel(
  proxy: URL,
  target: URL,
  lookup: net.LookupFunction,
  signal: AbortSignal,
): Promise<net.Socket> {
  const authority = `${target.hostname}:${portOf(target)}`;
  const login = loginOf(proxy);
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? https : http).request({
      host: bare(proxy.hostname),
      port: portOf(proxy),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
      rejectUnauthorized: true,
      lookup,
      signal,
      ...(login !== ':' && { auth: login }),
    });
    // `auth` makes an Authorization header; a proxy wants it under another name.
    const authorization = request.getHeader('authorization');
    if (authorization) {
      request.removeHeader('authorization');
      request.setHeader('proxy-authorization', authorization);
    }
    request.on('connect', ({ statusCode = 0 }, socket: net.Socket) => {
      if (statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new ProxyError(proxy, statusCode));
      }
    });
    request.on('response', ({ statusCode = 0 }) => {
      request.destroy();
      reject(new ProxyError(proxy, statusCode));
    });
    request.on('error', (error) => reject(new ProxyError(proxy, error)));
    request.end();
  });
}

function tlsOptions(url: URL, tunnel: net.Socket | undefined): tls.ConnectionOptions {
  const host = bare(url.hostname);
  return {
    host,
    port: Number(portOf(url)),
    ALPNProtocols: ['http/1.1'],
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says: a credential is at stake.
    rejectUnauthorized: true,
    ...(tunnel && { socket: tunnel }),
    // An address has no place in SNI (RFC 6066).
    ...(net.isIP(host) === 0 && { servername: host }),
  };
}

function ready<S extends net.Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  const forget = destroyOn(signal, socket);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () =>
      reject(Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' })),
    );
    socket.once(event, () => {
      forget();
      socket.removeListener('error', reject);
      resolve(socket);
    });
  });
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/** Without the brackets that a URL puts around an IPv6 address. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
