import { type Phase, withErrorContext } from '../errors.ts';
import type { Clock } from './context.ts';
import type { Log } from './log.ts';

/**
 * Runs one phase of the step. Its time, in milliseconds, goes to the debug log; a failure in it is marked as having
 * happened there. Phases may be nested.
 *
 * @param host who is asked, if anybody
 */
export async function during<T>(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  phase: Phase,
  host: string | undefined,
  action: () => Promise<T>,
): Promise<T> {
  const started = clock.now();
  try {
    return await withErrorContext({ phase, host }, action);
  } finally {
    log.debug(`${phase}: ${Math.round(clock.now() - started)} ms`);
  }
}
