import { ActionError, NetworkError, type NetworkFault } from '../errors.ts';
import { ProxyError } from './connections.ts';

/** Names what went wrong between us and a host, from whatever Node threw. */
export function networkError(error: unknown, host: string, timedOut: boolean): ActionError {
  const codes = codesOf(error);
  // Nothing was sent, and another attempt would not be either.
  if (codes.includes('ERR_INVALID_CHAR')) {
    return new ActionError(
      'input',
      `What ${host} was to be sent has a character in it that cannot travel in a header.`,
      { cause: error, hint: 'Set the credential anew; a line copied with its end is the usual reason.' },
    );
  }
  const fault = timedOut ? 'timeout' : faultOf(error, codes);
  const detail = codes.length > 0 ? ` (${codes.join(', ')})` : '';
  const message = error instanceof ProxyError ? proxyMessage(error, host) : FAULTS[fault](host);
  return new NetworkError(fault, host, `${message}${detail}.`, { cause: error });
}

function proxyMessage({ proxy, status }: ProxyError, host: string): string {
  return status === undefined
    ? `The proxy ${proxy} cannot be reached, and ${host} is asked through it`
    : `The proxy ${proxy} would not connect to ${host}: it answered with status ${status}`;
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

function faultOf(error: unknown, codes: readonly string[]): NetworkFault {
  const has = (...names: string[]): boolean => names.some((name) => codes.includes(name));
  if (error instanceof ProxyError) return [403, 407].includes(error.status ?? 0) ? 'proxy-refused' : 'proxy';
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA')) return 'dns';
  if (has('ECONNREFUSED')) return 'refused';
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN')) return 'unreachable';
  if (has('ETIMEDOUT')) return 'timeout';
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
