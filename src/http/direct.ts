import type { Agent } from 'node:http';
import net from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import tls from 'node:tls';
import type { Clock, HttpRequest } from '../runtime/context.ts';
import { dial, type Preconnected, portOf } from './ahead.ts';
import { withoutBrackets } from './proxy.ts';

/** An answer whose body is still on its way. */
export interface PendingResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes. Abandoning it early closes its connection. */
  readonly body: Readable;
}

/** A route to hosts. Limits are up to the caller. */
export interface Transport {
  /**
   * Sends a request once. No redirect is followed.
   * @throws what Node, undici or the proxy says
   */
  exchange(request: HttpRequest, signal: AbortSignal): Promise<PendingResponse>;
}

/**
 * Node's own HTTP client. Not by `import`: that makes Node load every lazy part of the module (its WebSocket and the
 * HTTP client behind fetch), which takes as long as all the rest of this action.
 */
const http: typeof import('node:http') = process.getBuiltinModule('node:http');

/**
 * Node's own client, without a proxy.
 *
 * @param opened connections for the first request to their origins
 * @param debug takes a line for each connection's time
 */
export function directTransport(
  opened: Preconnected,
  clock: Clock,
  debug: (line: string) => void,
): Transport {
  const ready = (url: URL, tcp: net.Socket): Promise<net.Socket> => {
    const started = clock.now();
    return new Promise((resolve, reject) => {
      const secured = (): void => {
        const socket = url.protocol === 'https:' ? secure(url, tcp) : tcp;
        socket.once('error', reject);
        socket.once('close', () => reject(CLOSED));
        const done = (): void => {
          debug(`connect ${url.host}: ${clock.now() - started} ms`);
          socket.removeListener('error', reject);
          resolve(socket);
        };
        if (socket === tcp) done();
        else socket.once('secureConnect', done);
      };
      tcp.once('error', reject);
      tcp.once('close', () => reject(CLOSED));
      if (tcp.destroyed) reject(CLOSED);
      else if (tcp.connecting) tcp.once('connect', secured);
      else secured();
    });
  };

  const ahead = new Map(
    [...opened].map(([origin, tcp]) => {
      const socket = ready(new URL(origin), tcp);
      socket.then(
        (one) => one.on('error', () => {}),
        () => {},
      );
      return [origin, socket];
    }),
  );

  const open = async (url: URL): Promise<net.Socket> => {
    const early = await ahead.get(url.origin)?.catch(() => undefined);
    const taken = ahead.delete(url.origin);
    return taken && early?.writable ? early : ready(url, dial(url));
  };

  /** One pool per scheme, so that a plain connection never carries a request meant for TLS. */
  const pool = (): Agent => {
    const agent = new http.Agent({ keepAlive: true });
    agent.createConnection = (options, callback) => {
      const { url } = options as unknown as { url: URL };
      open(url).then(
        (socket) => callback?.(null, socket),
        (error: Error) => callback?.(error, undefined as unknown as Duplex),
      );
      return undefined;
    };
    return agent;
  };
  // Our connections are TLS already where the URL says so, hence the plain client for both.
  const pools: Readonly<Record<string, Agent>> = { 'http:': pool(), 'https:': pool() };

  return {
    exchange: ({ url, method, headers, body }: HttpRequest, signal) =>
      new Promise<PendingResponse>((resolve, reject) => {
        const options = {
          agent: pools[url.protocol],
          host: withoutBrackets(url.hostname),
          port: portOf(url),
          method,
          path: url.pathname + url.search,
          headers: { host: url.host, ...headers },
          signal,
          url,
        };
        // Node reports nothing when a request is aborted before it has a connection.
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        http
          .request(options)
          .on('response', (response) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }),
          )
          .on('error', reject)
          .end(body);
      }),
  };
}

const CLOSED = Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });

function secure(url: URL, socket: net.Socket): tls.TLSSocket {
  const host = withoutBrackets(url.hostname);
  return tls.connect({
    socket,
    host,
    ALPNProtocols: ['http/1.1'],
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says: a credential is at stake.
    rejectUnauthorized: true,
    // SNI takes names only, not addresses (RFC 6066).
    ...(net.isIP(host) === 0 && { servername: host }),
  });
}
