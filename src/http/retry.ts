import { messageOf, NetworkError, type NetworkFault, ServiceError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';

/** First pause and longest pause before full jitter, in milliseconds. */
const BASE = 100;
const CAP = 5_000;

/**
 * The first pause after throttling. STS counts by the second: of a few hundred jobs that start together, those that it
 * turned away must spread over seconds, or they turn each other away again.
 */
const THROTTLED_BASE = 1_000;

/** How many more attempts a failure is worth, and from when (milliseconds from now). */
export interface Verdict {
  /** Attempts in all, this one included; `Infinity` leaves it to the policy. */
  readonly attempts: number;
  readonly after?: number;
  /** The first pause in milliseconds, where it is not the usual one. */
  readonly base?: number;
  /** What the next attempt needs, done only where there is one. */
  readonly prepare?: () => void;
}

/**
 * Runs an operation until it succeeds, fails for good, or has been tried `maxAttempts` times.
 *
 * Between attempts it pauses for a random time (full jitter over exponential back-off), after the time that the
 * service asked for. A pause that would outlive the step is not begun: the last failure is thrown instead.
 *
 * @param operation gets the number of the attempt, from 1
 * @param judge says what a failure is worth; undefined means that it is final
 */
export async function retry<T>(
  context: Context,
  maxAttempts: number,
  operation: (attempt: number) => Promise<T>,
  judge: (error: unknown) => Verdict | undefined = verdictOf,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    context.signal.throwIfAborted();
    try {
      return await operation(attempt);
    } catch (error) {
      context.signal.throwIfAborted();
      context.progress.attempted(attempt, error);
      const verdict = judge(error);
      if (!verdict || attempt >= Math.min(maxAttempts, verdict.attempts)) throw error;
      const backOff = context.random.fraction() * Math.min(CAP, (verdict.base ?? BASE) * 2 ** (attempt - 1));
      // The jitter comes on top of what the service asked for: it asked all whom it turned away for the same.
      const pause = (verdict.after ?? 0) + backOff;
      if (context.clock.now() + pause >= context.deadline) {
        context.progress.attempted(attempt, error, pause);
        throw error;
      }
      context.log.info(
        `Attempt ${attempt} of ${maxAttempts}: ${messageOf(error)} Trying again in ${Math.ceil(pause)} ms.`,
      );
      verdict.prepare?.();
      await context.clock.sleep(pause, context.signal);
    }
  }
}

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

function isTransientStatus(status: number): boolean {
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
