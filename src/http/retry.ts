import { ActionError, type Circumstances, messageOf, withErrorContext } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import type { Verdict } from './verdict.ts';

/** Where the workflow does not say how often. */
const MOST_ATTEMPTS = 5;

/** First pause and longest pause before full jitter, in milliseconds. */
const BASE = 100;
const CAP = 5_000;

/** The first after throttling: services count requests per second, so who is turned away must come back seconds apart. */
const THROTTLED_BASE = 1_000;

/**
 * Runs an operation until it succeeds, fails for good, or has failed as often as it may. To be throttled is no failure,
 * unless the workflow limits the attempts: it is waited out, for as long as the step has time.
 *
 * Between attempts it waits as long as the service asked, plus a random time (full jitter over exponential back-off,
 * which throttling spreads over the time that is left). If the pause would outlast the step, the last failure is thrown
 * at once.
 *
 * @param maxAttempts as the workflow says, of any kind; undefined: five that fail
 * @param judge decides whether a failure is worth retrying; undefined means that it is final
 * @param operation gets the number of the attempt, from 1
 */
export async function retry<T>(
  context: Context,
  maxAttempts: number | undefined,
  judge: (error: unknown) => Verdict | undefined,
  operation: (attempt: number) => Promise<T>,
): Promise<T> {
  let before: Circumstances['before'];
  let counted = 0;
  const allowed = maxAttempts ?? MOST_ATTEMPTS;
  for (let attempt = 1; ; attempt++) {
    try {
      context.signal.throwIfAborted();
      return await operation(attempt);
    } catch (failure) {
      const { phase, host } = failure instanceof ActionError ? failure.circumstances : {};
      if (context.signal.aborted) throw told(context.signal.reason, { phase, host, before });
      const verdict = judge(failure);
      // A failure that is final at once needs no word on attempts.
      const error = told(failure, { attempt: verdict || attempt > 1 ? attempt : undefined });
      if (!verdict?.throttled || maxAttempts !== undefined) counted += 1;
      if (!verdict || counted >= Math.min(allowed, verdict.attempts ?? allowed)) throw error;
      const left = context.deadline - context.clock.now();
      const [base, cap] = verdict.throttled
        ? [THROTTLED_BASE, Math.max(THROTTLED_BASE, left / 4)]
        : [BASE, CAP];
      const backOff = context.random.fraction() * Math.min(cap, base * 2 ** (attempt - 1));
      // The jitter comes on top: the service told every client it turned away to wait equally long.
      const pause = (verdict.after ?? 0) + backOff;
      if (pause >= left) throw told(error, { pause });
      context.log.info(`Attempt ${attempt}: ${messageOf(error)} Trying again in ${Math.ceil(pause)} ms.`);
      verdict.prepare?.();
      before = { attempt, message: messageOf(error) };
      await withErrorContext({ phase, host, before }, () => context.clock.sleep(pause, context.signal));
    }
  }
}

function told(error: unknown, known: Circumstances): unknown {
  if (error instanceof ActionError) error.addContext(known);
  return error;
}
