import net from 'node:net';
import { type Dispatcher, Pool, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { ATTEMPT_TIMEOUT, dial } from './ahead.ts';
import type { Transport } from './direct.ts';
import { ProxyError } from './faults.ts';
import { withoutBrackets } from './proxy.ts';

/** undici's own timeouts are off: the exchange's signal ends every wait. */
const NO_LIMIT = 0;

/** Whatever NODE_TLS_REJECT_UNAUTHORIZED says: a credential is at stake. */
const VERIFIED = { rejectUnauthorized: true, allowH2: false };

/**
 * undici, by way of a proxy: a tunnel (CONNECT) to https hosts, the absolute form for http ones, and SOCKS5. The proxy
 * and the host behind it are each verified against their own names. Loaded only when a proxy serves a request.
 */
export function proxiedTransport(proxy: URL): Transport {
  // undici gives its own connections what Node does by default.
  net.setDefaultAutoSelectFamilyAttemptTimeout(ATTEMPT_TIMEOUT);
  const isSocks = proxy.protocol.startsWith('socks');
  const fresh = (): Dispatcher => (isSocks ? socksAgent(proxy) : tunnelAgent(proxy));
  let agent = fresh();
  return {
    exchange: async ({ url, method, headers, body = null }, signal) => {
      const target = { origin: url.origin, path: url.pathname + url.search, method };
      const limits = { signal, headersTimeout: NO_LIMIT, bodyTimeout: NO_LIMIT };
      const response = await agent
        .request({ ...target, headers, body, ...limits })
        .catch((error: unknown) => {
          // Otherwise a tunnel that the proxy never answers would block the next attempt as well.
          if (signal.aborted) {
            void agent.destroy();
            agent = fresh();
          }
          throw refusalOf(proxy, error) ?? (url.protocol === 'http:' ? failureOf(proxy, error) : error);
        });
      // Abandoning an answer half-read is not an error.
      response.body.on('error', () => {});
      return { status: response.statusCode, headers: response.headers, body: response.body };
    },
  };
}

function tunnelAgent(proxy: URL): Dispatcher {
  return new ProxyAgent({
    uri: proxy.href,
    proxyTls: { ...VERIFIED, servername: withoutBrackets(proxy.hostname) },
    requestTls: VERIFIED,
    allowH2: false,
    connectTimeout: NO_LIMIT,
    // The next request waits until the tunnel is free, instead of opening another.
    connections: 1,
    clientFactory: (origin, options) => new TunnelPool(proxy, origin, options),
  });
}

/** Connections to the proxy. Reports whatever fails before a tunnel is up as the proxy's failure. */
class TunnelPool extends Pool {
  readonly #proxy: URL;

  constructor(proxy: URL, origin: URL, options: object) {
    super(origin, options);
    this.#proxy = proxy;
  }

  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(): void;
  override async connect(options?: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    const opened = await super.connect(options as Dispatcher.ConnectOptions).catch((error: unknown) => {
      throw failureOf(this.#proxy, error);
    });
    if (opened.statusCode === 200) return opened;
    opened.socket.on('error', () => {}).destroy();
    throw refusal(this.#proxy, opened.statusCode);
  }
}

function socksAgent(proxy: URL): Dispatcher {
  return new Socks5ProxyAgent(proxy, {
    requestTls: VERIFIED,
    connectTimeout: NO_LIMIT,
    connect: (_, callback) => {
      const socket = dial(proxy);
      socket.once('error', (error) => callback(failureOf(proxy, error), null));
      socket.once('connect', () => {
        socket.removeAllListeners('error');
        // Otherwise undici keeps waiting for a proxy that hung up in the middle of the handshake.
        socket.once('end', () => socket.destroy(new ProxyError(proxy)));
        callback(null, socket);
      });
    },
  });
}

function failureOf(proxy: URL, cause: unknown): ProxyError {
  return cause instanceof ProxyError ? cause : new ProxyError(proxy, { cause });
}

function refusal(proxy: URL, status: number): ProxyError {
  const refused = status === 403 || status === 407;
  return new ProxyError(proxy, { answer: `it answered with status ${status}`, refused });
}

/** The proxy's refusal, when undici reports it as an error of its own. */
function refusalOf(proxy: URL, error: unknown): ProxyError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.message === 'Proxy Authentication Required (407)') return refusal(proxy, 407);
  const code = String(error.code);
  if (!code.startsWith('UND_ERR_SOCKS5')) return undefined;
  return new ProxyError(proxy, { answer: error.message, refused: /_AUTH_|_REPLY_2$/.test(code) });
}
