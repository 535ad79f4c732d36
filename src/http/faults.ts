import { ActionError, NetworkError, type NetworkFault } from '../errors.ts';

/** The proxy could not be reached, or would not forward a request. */
export class ProxyError extends Error {
  readonly proxy: string;
  /** Why it refused, in words; undefined if it never answered. */
  readonly answer: string | undefined;
  /** It wants a login or forbids the host, so retrying is pointless. */
  readonly refused: boolean;

  constructor(proxy: URL, { answer, refused = false, cause }: ProxyFault = {}) {
    super(`The proxy ${proxy.host} failed.`, cause === undefined ? undefined : { cause });
    this.proxy = proxy.host;
    this.answer = answer;
    this.refused = refused;
  }
}

export interface ProxyFault {
  answer?: string;
  refused?: boolean;
  cause?: unknown;
}

/** Names what went wrong between us and a host, from whatever Node threw. */
export function networkError(error: unknown, host: string, timedOut: boolean): ActionError {
  const codes = codesOf(error);
  // Nothing was sent, and a retry would not send anything either.
  if (codes.includes('ERR_INVALID_CHAR')) {
    return new ActionError(
      'input',
      `The request to ${host} contains a character that HTTP headers cannot carry.`,
      {
        cause: error,
        hint: 'Set the credential again; usually it has a trailing newline.',
      },
    );
  }
  const fault = timedOut ? 'timeout' : faultOf(error, codes);
  const detail = timedOut ? '' : (attemptsOf(error) ?? codes.join(', '));
  const message = error instanceof ProxyError ? proxyMessage(error, host) : FAULTS[fault](host);
  return new NetworkError(fault, host, `${message}${detail && ` (${detail})`}.`, { cause: error });
}

function proxyMessage({ proxy, answer }: ProxyError, host: string): string {
  return answer === undefined
    ? `The proxy ${proxy} cannot be reached, and requests to ${host} go through it`
    : `The proxy ${proxy} would not connect to ${host}: ${answer}`;
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
  if (error instanceof ProxyError) return error.refused ? 'proxy-refused' : 'proxy';
  if (attemptsOf(error)) return 'unreachable';
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA')) return 'dns';
  if (has('ECONNREFUSED')) return 'refused';
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN')) return 'unreachable';
  if (has('ETIMEDOUT')) return 'timeout';
  if (codes.some((code) => /CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|SELF_SIGNED|ISSUER/.test(code)))
    return 'tls';
  if (codes.some((code) => /^HPE_/.test(code))) return 'malformed';
  return 'reset';
}

/** What happened at each address of a host, if it differed. */
function attemptsOf(error: unknown): string | undefined {
  if (!(error instanceof AggregateError)) return error instanceof Error ? attemptsOf(error.cause) : undefined;
  const attempts = error.errors.map((attempt: NodeJS.ErrnoException & { address?: string }) => ({
    code: attempt.code ?? '',
    text: `${attempt.address}: ${attempt.code}`,
  }));
  const codes = new Set(attempts.map(({ code }) => code));
  return codes.size > 1 ? attempts.map(({ text }) => text).join(', ') : undefined;
}

/** The codes of an error and of the errors that it wraps. */
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
