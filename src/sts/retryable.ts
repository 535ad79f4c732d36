import { NetworkError, type NetworkFault, ServiceError } from '../errors.ts';
import type { Verdict } from '../http/retry.ts';

/**
 * The first pause after throttling. STS counts by the second: of a few hundred jobs that start together, those that it
 * turned away must spread over seconds, or they turn each other away again.
 */
const THROTTLED_BASE = 1_000;

/** Another attempt meets these again. */
const FINAL_FAULTS: readonly NetworkFault[] = ['tls', 'proxy-refused', 'redirect', 'too-large'];

/** What is worth another attempt, by the class of the failure. */
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

/** STS failed to fetch the issuer's keys: a hiccup, or a provider that is set up wrong. One more attempt tells. */
const ISSUER_TROUBLE = /^AuthenticationFail\.OIDCToken\.(HttpsUrlInvalid|IssuerConfigurationBroken)$/;

/** The server's trouble, not the request's. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

const THROTTLING = /^Throttling(\.|$)/;

function isThrottled({ answer }: ServiceError): boolean {
  return answer.status === 429 || THROTTLING.test(answer.serviceCode ?? '');
}

function isTransient({ answer }: ServiceError): boolean {
  // STS throttles with status 400: the code counts as well as the status.
  const code = answer.serviceCode ?? '';
  return isTransientStatus(answer.status) || THROTTLING.test(code) || TRANSIENT_CODES.includes(code);
}

const TRANSIENT_CODES = ['InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'];
