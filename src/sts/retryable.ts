import { ServiceError } from '../errors.ts';
import { throttled, transient, type Verdict, verdictOf } from '../http/verdict.ts';

/** STS failed to fetch the issuer's keys: a hiccup or a misconfigured provider. One retry tells which. */
const ISSUER_TROUBLE = /^AuthenticationFail\.OIDCToken\.(HttpsUrlInvalid|IssuerConfigurationBroken)$/;

/** STS throttles with status 400, so the status alone won't do. */
const THROTTLING = /^Throttling(\.|$)/;

const TRANSIENT_CODES = ['InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'];

/**
 * Judges a failure by the error code, of STS or of a service with the same codes, and otherwise by the network fault or
 * the HTTP status; undefined if it is final.
 */
export function verdictByCode(error: unknown): Verdict | undefined {
  if (!(error instanceof ServiceError)) return verdictOf(error);
  const code = error.answer.serviceCode ?? '';
  if (ISSUER_TROUBLE.test(code)) return { attempts: 2 };
  if (THROTTLING.test(code)) return throttled(error);
  return verdictOf(error) ?? (TRANSIENT_CODES.includes(code) ? transient(error) : undefined);
}
