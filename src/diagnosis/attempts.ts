import { type ActionError, messageOf, ServiceError } from '../errors.ts';
import { verdictOf } from '../sts/retryable.ts';
import type { Facts } from './facts.ts';

/** How often it was tried and why no more; undefined where another attempt would have met the same. */
export function attemptsMade(error: ActionError, { lastFailure }: Facts): string | undefined {
  // Providers wrap what they want to say more about.
  if (!lastFailure || ![error, error.cause].includes(lastFailure.error)) return undefined;
  const { attempt, pause } = lastFailure;
  if (attempt === 1 && pause === undefined && !verdictOf(error)) return undefined;
  const times = attempt === 1 ? 'once' : attempt === 2 ? 'twice' : `${attempt} times`;
  return `It was tried ${times}${pause === undefined ? '' : `; ${whyNoMore(error, pause)}`}.`;
}

function whyNoMore(error: ActionError, pause: number): string {
  const asked = error instanceof ServiceError ? (error.answer.retryAfter ?? 0) : 0;
  // Of the pause, what the service asked for is the greater part, unless it asked for next to nothing.
  return asked > pause / 2
    ? `the service asked to wait ${Math.ceil(asked / 1000)} s, more than timeout-seconds leaves`
    : 'timeout-seconds leaves no time for another attempt';
}

/** What failed before the attempt that the step's time ended; of this phase only. */
export function failureBefore({ lastFailure, failed }: Facts): string | undefined {
  if (!lastFailure || lastFailure.phase !== failed) return undefined;
  return `attempt ${lastFailure.attempt} failed: ${messageOf(lastFailure.error)}`;
}
