import { NetworkError, type NetworkFault, ServiceError } from '../errors.ts';

/** That a failure is worth retrying, how often, and when (milliseconds from now). */
export interface Verdict {
  /** Attempts in all, this one included; if unset, as many as for any failure. */
  readonly attempts?: number;
  readonly after?: number | undefined;
  /** Nothing failed: there are too many requests just now, and the service wants this one later. */
  readonly throttled?: true;
  /** Runs before the next attempt, if there is one. */
  readonly prepare?: () => void;
}

/** Retrying won't help with these. */
const FINAL_FAULTS: readonly NetworkFault[] = ['tls', 'proxy-refused', 'redirect', 'too-large'];

/** Judges a failure by the network fault or the HTTP status; undefined if it is final. */
export function verdictOf(error: unknown): Verdict | undefined {
  if (error instanceof NetworkError) return FINAL_FAULTS.includes(error.fault) ? undefined : {};
  if (!(error instanceof ServiceError) || !isTransientStatus(error.answer.status)) return undefined;
  return error.answer.status === 429 ? throttled(error) : transient(error);
}

/** For a service that is in trouble: after as long as it asks for. */
export function transient({ answer: { retryAfter } }: ServiceError): Verdict {
  return { after: retryAfter };
}

/** For a service that turns requests away because there are too many. */
export function throttled(error: ServiceError): Verdict {
  return { ...transient(error), throttled: true };
}

/** The server is at fault, not the request. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

/** Milliseconds, from `x-acs-retry-after` (milliseconds) or `retry-after` (seconds, or a time by the service's clock). */
export function readRetryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const read = (name: string, unit: number): number | undefined =>
    /^\d{1,9}$/.test(headers[name] ?? '') ? Number(headers[name]) * unit : undefined;
  const until = (name: string): number | undefined => {
    const left = Date.parse(headers[name] ?? '') - Date.parse(headers['date'] ?? '');
    return Number.isNaN(left) ? undefined : Math.max(0, left);
  };
  return read('x-acs-retry-after', 1) ?? read('retry-after', 1000) ?? until('retry-after');
}
