import { NetworkError, type NetworkFault, ServiceError } from '../errors.ts';
import type { Verdict } from '../http/retry.ts';

/**
 * The first pause after throttling, in milliseconds. STS counts requests per second: when a few hundred jobs start
 * together, the ones turned away must spread over seconds, or they collide again.
 */
const THROTTLED_BASE = 1_000;

/** Retrying won't help with these. */
const FINAL_FAULTS: readonly NetworkFault[] = ['tls', 'proxy-refused', 'redirect', 'too-large'];

/** Which failures are worth retrying. */
export function verdictOf(error: unknown): Verdict | undefined {
  if (error instanceof NetworkError) {
    return FINAL_FAULTS.includes(error.fault) ? undefined : { attempts: Number.POSITIVE_INFINITY };
  }
  if (error instanceof ServiceError && ISSUER_TROUBLE.test(error.answer.serviceCode ?? ''))
    return { attempts: 2 };
  if (error instanceof ServiceError && isTransient(error)) {
    const { retryAfter } = error.answer;
    return {
      attempts: Number.POSITIVE_INFINITY,
      ...(retryAfter !== undefined && { after: retryAfter }),
      ...(isThrottled(error) && { base: THROTTLED_BASE }),
    };
  }
  return undefined;
}

/** STS failed to fetch the issuer's keys: a hiccup or a misconfigured provider. One retry tells which. */
const ISSUER_TROUBLE = /^AuthenticationFail\.OIDCToken\.(HttpsUrlInvalid|IssuerConfigurationBroken)$/;

/** The server is at fault, not the request. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

const THROTTLING = /^Throttling(\.|$)/;

function isThrottled({ answer }: ServiceError): boolean {
  return answer.status === 429 || THROTTLING.test(answer.serviceCode ?? '');
}

function isTransient({ answer }: ServiceError): boolean {
  // STS throttles with status 400, so the status alone won't do.
  const code = answer.serviceCode ?? '';
  return isTransientStatus(answer.status) || THROTTLING.test(code) || TRANSIENT_CODES.includes(code);
}

const TRANSIENT_CODES = ['InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'];
