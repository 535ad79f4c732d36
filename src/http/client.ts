import { ActionError, NetworkError } from '../errors.ts';
import type { Clock, Http, HttpRequest, HttpResponse } from '../runtime/context.ts';
import type { Env } from '../runtime/env.ts';
import type { Preconnected } from './ahead.ts';
import { directTransport, type PendingResponse, type Transport } from './direct.ts';
import { networkError } from './faults.ts';
import { proxyFor } from './proxy.ts';

/** Milliseconds for one whole exchange, connection included, where the request does not say. */
const EXCHANGE_TIMEOUT = 10_000;

/** Bytes. Every answer that we read is a small JSON document; a larger one is a fault or an attack. */
const MAX_BODY = 1024 * 1024;

/** Bytes. A longer error is cut here, not refused. */
const MAX_ERROR = 64 * 1024;

/** Never followed: the credential would go to, or come from, a host that the workflow didn't name. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * HTTP/1.1 with the same limits on every route: one timeout for the whole exchange, no redirects, bounded answers.
 * Direct requests use Node's own client; requests through the environment's proxy use undici.
 *
 * @param opened connections for the first request to their origins
 * @param debug takes a line for each direct connection's time
 */
export function httpClient(
  env: Pick<Env, 'get'>,
  opened: Preconnected,
  clock: Clock,
  debug: (line: string) => void,
): Http {
  const direct = directTransport(opened, clock, debug);
  const proxied = new Map<string, Transport>();

  const way = async (request: HttpRequest): Promise<Transport> => {
    const proxy = request.direct ? undefined : proxyFor(request.url, env);
    if (!proxy) return direct;
    const { proxiedTransport } = await import('./proxied.ts');
    const known = proxied.get(proxy.href) ?? proxiedTransport(proxy);
    proxied.set(proxy.href, known);
    return known;
  };

  return {
    send: async (request, signal): Promise<HttpResponse> => {
      const { host } = request.url;
      const timeout = AbortSignal.timeout(request.timeout ?? EXCHANGE_TIMEOUT);
      try {
        const transport = await way(request);
        const { status, headers, body } = await transport.exchange(
          request,
          AbortSignal.any([signal, timeout]),
        );
        if (REDIRECTS.includes(status)) {
          body.destroy();
          throw new NetworkError('redirect', host, `${host} redirects elsewhere, which is not followed.`);
        }
        const text = status < 400 ? await readBody(body, MAX_BODY, host) : await readBody(body, MAX_ERROR);
        return { status, headers: flatten(headers), body: text };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ActionError) throw error;
        throw networkError(error, host, timeout.aborted);
      }
    },
  };
}

/**
 * @param longest bytes of an answer
 * @param host named in the error when the answer is too long; undefined to cut the answer instead
 */
async function readBody(body: PendingResponse['body'], longest: number, host?: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= longest) continue;
    if (host) throw new NetworkError('too-large', host, `${host} answered with more than ${longest} bytes.`);
    // Leaving the loop closes the connection.
    break;
  }
  return Buffer.concat(chunks).subarray(0, longest).toString('utf8');
}

function flatten(headers: PendingResponse['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
}
