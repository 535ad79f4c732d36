import { ActionError, type Circumstances, messageOf, within } from '../errors.ts';
import type { Context } from '../runtime/context.ts';

/** First pause and longest pause before full jitter, in milliseconds. */
const BASE = 100;
const CAP = 5_000;

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
 * @param judge says what a failure is worth; undefined means that it is final
 * @param operation gets the number of the attempt, from 1
 */
export async function retry<T>(
  context: Context,
  maxAttempts: number,
  judge: (error: unknown) => Verdict | undefined,
  operation: (attempt: number) => Promise<T>,
): Promise<T> {
  let before: Circumstances['before'];
  for (let attempt = 1; ; attempt++) {
    try {
      context.signal.throwIfAborted();
      return await operation(attempt);
    } catch (failure) {
      const { phase, host } = failure instanceof ActionError ? failure.circumstances : {};
      if (context.signal.aborted) throw told(context.signal.reason, { phase, host, before });
      const error = told(failure, { attempt });
      const verdict = judge(error);
      if (!verdict || attempt >= Math.min(maxAttempts, verdict.attempts)) throw error;
      const backOff = context.random.fraction() * Math.min(CAP, (verdict.base ?? BASE) * 2 ** (attempt - 1));
      // The jitter comes on top of what the service asked for: it asked all whom it turned away for the same.
      const pause = (verdict.after ?? 0) + backOff;
      if (context.clock.now() + pause >= context.deadline) throw told(error, { pause });
      context.log.info(
        `Attempt ${attempt} of ${maxAttempts}: ${messageOf(error)} Trying again in ${Math.ceil(pause)} ms.`,
      );
      verdict.prepare?.();
      before = { attempt, message: messageOf(error) };
      await within({ phase, host, before }, () => context.clock.sleep(pause, context.signal));
    }
  }
}

function told(error: unknown, known: Circumstances): unknown {
  if (error instanceof ActionError) error.happened(known);
  return error;
}
