import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { Http, HttpRequest, HttpResponse } from './context.ts';
import type { Env } from './env.ts';
import { NetworkError, type NetworkFault } from './errors.ts';
import { proxyFor } from './proxy.ts';

/** Milliseconds for one whole exchange, and for its connection, where the request does not say. */
const EXCHANGE_TIMEOUT = 10_000;
const CONNECT_TIMEOUT = 5_000;

/** Every answer that we read is a small JSON document; a larger one is a fault or an attack. */
const MAX_BODY_BYTES = 1024 * 1024;

/** HTTP by undici: HTTP/1.1, kept-alive connections, the environment's proxy, no redirects. */
export function undiciHttp(env: Env): Http {
  const direct = new Agent({ connect: { timeout: CONNECT_TIMEOUT } });
  const proxies = new Map<string, Dispatcher>();

  const routeOf = (request: HttpRequest): Dispatcher => {
    const proxy = request.direct ? undefined : proxyFor(request.url, env);
    if (!proxy) return direct;
    let agent = proxies.get(proxy.href);
    if (!agent) {
      agent = new ProxyAgent({ uri: proxy.href, requestTls: { timeout: CONNECT_TIMEOUT } });
      proxies.set(proxy.href, agent);
    }
    return agent;
  };

  const send = async (request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> => {
    const { url } = request;
    const timeout = AbortSignal.timeout(request.timeout ?? EXCHANGE_TIMEOUT);
    const route = routeOf(request);
    try {
      const answer = await route.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { ...request.headers },
        body: request.body ?? null,
        signal: AbortSignal.any([signal, timeout]),
      });
      const body = await readBody(answer.body, url.host);
      return { status: answer.statusCode, headers: flatten(answer.headers), body };
    } catch (error) {
      signal.throwIfAborted();
      throw networkError(error, url.host, timeout.aborted);
    }
  };

  return {
    send,
    warm: () => {},
    close: async () => {
      await Promise.all([direct, ...proxies.values()].map((agent) => agent.destroy()));
    },
  };
}

async function readBody(body: AsyncIterable<Buffer>, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      // Leaving the loop destroys the stream and its socket.
      throw new NetworkError('too-large', host, `${host} answered with more than ${MAX_BODY_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function networkError(error: unknown, host: string, timedOut: boolean): NetworkError {
  if (error instanceof NetworkError) return error;
  const codes = codesOf(error);
  const fault = timedOut ? 'timeout' : faultOf(codes, String(error));
  const said = codes.length > 0 ? ` (${codes.join(', ')})` : '';
  return new NetworkError(fault, host, `${FAULTS[fault](host)}${said}.`, { cause: error });
}

const FAULTS: Record<NetworkFault, (host: string) => string> = {
  dns: (host) => `The name of ${host} cannot be resolved`,
  refused: (host) => `${host} refused the connection`,
  unreachable: (host) => `${host} cannot be reached`,
  reset: (host) => `The connection to ${host} broke`,
  tls: (host) => `The TLS certificate or handshake of ${host} is not acceptable`,
  proxy: (host) => `The proxy could not reach ${host}`,
  'proxy-refused': (host) => `The proxy refused to connect to ${host}`,
  timeout: (host) => `${host} did not answer in time`,
  'too-large': (host) => `${host} answered with too large a body`,
  redirect: (host) => `${host} answered with a redirect`,
  malformed: (host) => `${host} answered with something that is not valid HTTP`,
};

function faultOf(codes: readonly string[], text: string): NetworkFault {
  const has = (...names: string[]): boolean => names.some((name) => codes.includes(name));
  const tunnel = /Proxy response \((\d+)\)/.exec(text);
  if (tunnel) return ['403', '407'].includes(tunnel[1] ?? '') ? 'proxy-refused' : 'proxy';
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA')) return 'dns';
  if (has('ECONNREFUSED')) return 'refused';
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN')) return 'unreachable';
  if (has('ETIMEDOUT') || codes.some((code) => /^UND_ERR_.*TIMEOUT$/.test(code))) return 'timeout';
  if (codes.some((code) => /CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|SELF_SIGNED|ISSUER/.test(code)))
    return 'tls';
  if (codes.some((code) => /^HPE_/.test(code))) return 'malformed';
  return 'reset';
}

/** The codes of an error and of those that it wraps. */
function codesOf(error: unknown): string[] {
  const codes = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (!(value instanceof Error) || depth > 4) return;
    if ('code' in value && typeof value.code === 'string') codes.add(value.code);
    visit(value.cause, depth + 1);
    if (value instanceof AggregateError) for (const inner of value.errors) visit(inner, depth + 1);
  };
  visit(error, 0);
  return [...codes];
}
