import { ActionError } from '../errors.ts';
import type { Context } from './context.ts';

/** The context of a step with a time limit in seconds. */
export function withTimeLimit(
  context: Context,
  seconds: number,
  message = `The step ran out of time after ${seconds} seconds (timeout-seconds).`,
): Context {
  const limit = new AbortController();
  const { clock } = context;
  const deadline = Math.min(context.deadline, clock.now() + seconds * 1000);
  const timer = setTimeout(() => limit.abort(new ActionError('step.timeout', message)), seconds * 1000);
  timer.unref();
  return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
}
