import type { Agent } from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import type { Clock, HttpRequest } from '../runtime/context.ts';
import { http } from './node-http.ts';
import { withoutBrackets } from './proxy.ts';
import type { Arriving, Transport } from './transport.ts';

export interface Direct extends Transport {
  /** Opens a connection for the next request to this origin. Its failure is left to that one. */
  warm(origin: URL): void;
}

/**
 * Node's own client, on connections that nothing stands before. A connection can be opened before it is needed, so that
 * its round trips pass while something else is waited for.
 *
 * @param debug takes a line for each connection's time
 */
export function directTransport(clock: Clock, debug: (line: string) => void): Direct {
  const warmed = new Map<string, net.Socket>();

  const connect = (url: URL): net.Socket => {
    const started = clock.now();
    const secure = url.protocol === 'https:';
    const host = withoutBrackets(url.hostname);
    const address = { host, port: Number(portOf(url)), noDelay: true };
    const socket = secure
      ? tls.connect({
          ...address,
          ALPNProtocols: ['http/1.1'],
          // Whatever NODE_TLS_REJECT_UNAUTHORIZED says: a credential is at stake.
          rejectUnauthorized: true,
          // An address has no place in SNI (RFC 6066).
          ...(net.isIP(host) === 0 && { servername: host }),
        })
      : net.connect(address);
    socket.once(secure ? 'secureConnect' : 'connect', () =>
      debug(`connect ${url.host}: ${clock.now() - started} ms`),
    );
    return socket;
  };

  /** One pool for each scheme: what was opened in the clear is never used for TLS. */
  const pool = (): Agent => {
    const agent = new http.Agent({ keepAlive: true });
    agent.createConnection = (options) => {
      const { url } = options as unknown as { url: URL };
      const early = warmed.get(url.origin);
      warmed.delete(url.origin);
      return early && !early.destroyed ? early : connect(url);
    };
    return agent;
  };
  // Our connections are TLS already where the URL says so, hence the plain client for both.
  const pools: Readonly<Record<string, Agent>> = { 'http:': pool(), 'https:': pool() };

  return {
    exchange: ({ url, method, headers, body }: HttpRequest, signal) =>
      new Promise<Arriving>((resolve, reject) => {
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
        http
          .request(options)
          .on('response', (response) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }),
          )
          .on('error', reject)
          .end(body);
      }),
    warm: (origin) => {
      const socket = connect(origin);
      // Until it is taken nobody else listens; a failure shows in that it is destroyed.
      socket.on('error', () => {});
      warmed.set(origin.origin, socket);
    },
    close: () => {
      for (const agent of Object.values(pools)) agent.destroy();
      for (const socket of warmed.values()) socket.destroy();
    },
  };
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
