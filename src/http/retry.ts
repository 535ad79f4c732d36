import { ActionError, type Circumstances, messageOf, withErrorContext } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import type { Verdict } from './verdict.ts';

/** First pause and longest pause before full jitter, in milliseconds. */
const BASE = 100;
const CAP = 5_000;

/**
 * Runs an operation until it succeeds, fails for good, or has been tried `maxAttempts` times.
 *
 * Between attempts it waits as long as the service asked, plus a random time (full jitter over exponential back-off).
 * If the pause would outlast the step, the last failure is thrown at once.
 *
 * @param judge decides whether a failure is worth retrying; undefined means that it is final
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
      const verdict = judge(failure);
      // A failure that is final at once needs no word on attempts.
      const error = told(failure, { attempt: verdict || attempt > 1 ? attempt : undefined });
      if (!verdict || attempt >= Math.min(maxAttempts, verdict.attempts)) throw error;
      const backOff = context.random.fraction() * Math.min(CAP, (verdict.base ?? BASE) * 2 ** (attempt - 1));
      // The jitter comes on top: the service told every client it turned away to wait equally long.
      const pause = (verdict.after ?? 0) + backOff;
      if (context.clock.now() + pause >= context.deadline) throw told(error, { pause });
      context.log.info(
        `Attempt ${attempt} of ${maxAttempts}: ${messageOf(error)} Trying again in ${Math.ceil(pause)} ms.`,
      );
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
