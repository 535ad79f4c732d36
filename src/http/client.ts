import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ActionError, NetworkError } from '../errors.ts';
import type { Clock, Http, HttpRequest, HttpResponse } from '../runtime/context.ts';
import type { Env } from '../runtime/env.ts';
import { connections } from './connections.ts';
import { networkError } from './faults.ts';
import { http } from './node-http.ts';

/** Milliseconds for one whole exchange, connection included, where the request does not say. */
const EXCHANGE_TIMEOUT = 10_000;

/** Every answer that we read is a small JSON document; a larger one is a fault or an attack. */
const MAX_BODY_BYTES = 1024 * 1024;

/** A credential would be sent to, or taken from, somewhere else than where the workflow said. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * HTTP/1.1 by Node's own client: kept-alive connections, the environment's proxy, no redirects, bounded answers.
 *
 * @param debug takes a line for each connection's time
 */
export function httpClient(env: Pick<Env, 'get'>, clock: Clock, debug: (line: string) => void): Http {
  const sockets = connections(env, clock, debug);
  const agents = { routed: agentFor(false), direct: agentFor(true) };

  /** Our connections are TLS already where the URL says so, hence the plain client in both cases. */
  function agentFor(direct: boolean): InstanceType<typeof http.Agent> {
    const agent = new http.Agent({ keepAlive: true });
    agent.createConnection = (options, callback) => {
      const { exchange } = options as { exchange: { url: URL; signal: AbortSignal } };
      sockets.open(exchange.url, direct, exchange.signal).then(
        (socket) => callback?.(null, socket),
        (error: Error) => callback?.(error, undefined as unknown as Duplex),
      );
      return undefined;
    };
    return agent;
  }

  const exchange = (request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> => {
    const { url } = request;
    const options = {
      agent: request.direct ? agents.direct : agents.routed,
      host: url.hostname,
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      method: request.method,
      path: url.pathname + url.search,
      headers: { host: url.host, ...request.headers },
      signal,
      exchange: { url, signal },
    };
    return new Promise((resolve, reject) => {
      // A request that waits for its connection says nothing when it is aborted.
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      http.request(options).on('response', resolve).on('error', reject).end(request.body);
    });
  };

  return {
    send: async (request, signal): Promise<HttpResponse> => {
      const { host } = request.url;
      const timeout = AbortSignal.timeout(request.timeout ?? EXCHANGE_TIMEOUT);
      try {
        const response = await exchange(request, AbortSignal.any([signal, timeout]));
        const { statusCode = 0 } = response;
        if (REDIRECTS.includes(statusCode)) {
          response.destroy();
          throw new NetworkError('redirect', host, `${host} redirects elsewhere, which is not followed.`);
        }
        const body = await readBody(response, host);
        return { status: statusCode, headers: flatten(response.headers), body };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ActionError) throw error;
        throw networkError(error, host, timeout.aborted);
      }
    },
    warm: sockets.warm,
    close: () => {
      agents.routed.destroy();
      agents.direct.destroy();
      sockets.close();
    },
    resolving: sockets.resolving,
  };
}

async function readBody(response: IncomingMessage, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      // Leaving the loop destroys the response and its socket.
      throw new NetworkError('too-large', host, `${host} answered with more than ${MAX_BODY_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
