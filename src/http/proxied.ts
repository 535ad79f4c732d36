import net from 'node:net';
import type { Dispatcher, buildConnector as Undici } from 'undici';
import methods from 'undici/lib/api/index.js';
import buildConnector from 'undici/lib/core/connect.js';
import AnyDispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import Socks5ProxyAgent from 'undici/lib/dispatcher/socks5-proxy-agent.js';
import { ATTEMPT_TIMEOUT } from './ahead.ts';
import { ProxyError } from './faults.ts';
import { withoutBrackets } from './proxy.ts';
import type { Transport } from './transport.ts';

/** undici's own timeouts are off: the exchange's signal ends every wait. */
const NO_LIMIT = 0;

/** The next request waits until the connection is free, instead of opening another. */
const ONE_CONNECTION = 1;

/** Whatever NODE_TLS_REJECT_UNAUTHORIZED says: a credential is at stake. */
const VERIFIED = { rejectUnauthorized: true, allowH2: false };

// As undici's index does.
Object.assign(AnyDispatcher.prototype, methods);

type Connector = Undici.connector;

/**
 * undici, by way of a proxy: a tunnel (CONNECT) to https hosts, the absolute form for http ones, and SOCKS5. The proxy
 * and the host behind it are each verified against their own names. Loaded only when a proxy serves a request.
 */
export function proxiedTransport(proxy: URL): Transport {
  // undici gives its own connections what Node does by default.
  net.setDefaultAutoSelectFamilyAttemptTimeout(ATTEMPT_TIMEOUT);
  const sockets = new Set<net.Socket>();
  const fresh = (): Dispatcher => agentFor(proxy, (connect) => toProxy(proxy, connect, sockets));
  let agent = fresh();
  return {
    exchange: async ({ url, method, headers, body = null }, signal) => {
      const target = {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
      };
      const limits = { signal, headersTimeout: NO_LIMIT, bodyTimeout: NO_LIMIT };
      const response = await agent
        .request({ ...target, headers, body, ...limits })
        .catch((error: unknown) => {
          // Otherwise a tunnel that the proxy never answers would block the next attempt as well.
          if (signal.aborted) {
            void agent.destroy();
            agent = fresh();
          }
          throw refusalOf(proxy, error) ?? error;
        });
      // Abandoning an answer half-read is not an error.
      response.body.on('error', () => {});
      return { status: response.statusCode, headers: response.headers, body: response.body };
    },
    close: () => {
      void agent.destroy();
      // undici loses track of sockets that are still connecting to a SOCKS proxy.
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** @param marked wraps a connector so that its failures are reported as the proxy's */
function agentFor(proxy: URL, marked: (connect: Connector) => Connector): Dispatcher {
  if (proxy.protocol.startsWith('socks')) {
    return new Socks5ProxyAgent(proxy, {
      connect: marked(buildConnector({ timeout: NO_LIMIT })),
      requestTls: VERIFIED,
      connectTimeout: NO_LIMIT,
    });
  }
  const direct = (_: unknown, options: object): Dispatcher =>
    new Pool(proxy.origin, { ...options, connect: marked((options as { connect: Connector }).connect) });
  return new ProxyAgent({
    uri: proxy.href,
    proxyTls: VERIFIED,
    requestTls: VERIFIED,
    allowH2: false,
    connectTimeout: NO_LIMIT,
    clientFactory: (_, options) => opensTunnels(direct(_, options), proxy),
    // Requests that aren't tunnelled go to the proxy itself.
    factory: (origin, options) =>
      String(origin) === proxy.href
        ? direct(origin, options)
        : new Pool(origin, { ...options, connections: ONE_CONNECTION }),
  });
}

/** Reports anything that fails before the tunnel is up as the proxy's failure. */
function opensTunnels(dispatcher: Dispatcher, proxy: URL): Dispatcher {
  const connect = dispatcher.connect.bind(dispatcher) as (
    options: Dispatcher.ConnectOptions,
  ) => Promise<Dispatcher.ConnectData>;
  const open = async (options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
    const opened = await connect(options).catch((error: unknown) => {
      throw error instanceof ProxyError ? error : new ProxyError(proxy, { cause: error });
    });
    if (opened.statusCode === 200) return opened;
    opened.socket.on('error', () => {}).destroy();
    throw refusal(proxy, opened.statusCode);
  };
  return Object.assign(dispatcher, { connect: open });
}

function refusal(proxy: URL, status: number): ProxyError {
  const refused = status === 403 || status === 407;
  return new ProxyError(proxy, { answer: `it answered with status ${status}`, refused });
}

function toProxy(proxy: URL, connect: Connector, sockets: Set<net.Socket>): Connector {
  const hostname = withoutBrackets(proxy.hostname);
  return ({ servername, ...options }, callback) => {
    const named = servername && net.isIP(hostname) === 0;
    // SNI takes names only, not addresses (RFC 6066).
    const started: unknown = connect(
      { ...options, hostname, ...(named && { servername }) },
      (...[error, socket]) => {
        if (error) return callback(new ProxyError(proxy, { cause: error }), null);
        // Otherwise undici keeps waiting for a SOCKS proxy that hung up mid-handshake.
        socket.once('end', () => socket.destroy(new ProxyError(proxy)));
        callback(null, socket);
      },
    );
    if (started instanceof net.Socket) {
      sockets.add(started);
      started.once('close', () => sockets.delete(started));
    }
    return started;
  };
}

/** The proxy's refusal, when undici reports it as an error of its own. */
function refusalOf(proxy: URL, error: unknown): ProxyError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.message === 'Proxy Authentication Required (407)') return refusal(proxy, 407);
  const code = String(error.code);
  if (!code.startsWith('UND_ERR_SOCKS5')) return undefined;
  return new ProxyError(proxy, { answer: error.message, refused: /_AUTH_|_REPLY_2$/.test(code) });
}
