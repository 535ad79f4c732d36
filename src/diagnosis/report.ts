import { messageOf } from '../errors.ts';
import type { Context } from '../runtime/context.ts';

/**
 * Tells why the step failed: a short annotation, and where there is more to say, the whole of it in a collapsed group
 * of the log and in the job summary. What explains errors is only loaded when there is one.
 */
export async function reportFailure({ log, runner }: Context, error: unknown): Promise<void> {
  const { diagnose } = await import('./diagnose.ts');
  const { title, short, long } = diagnose(error);
  log.error(title, short);
  if (error instanceof Error && error.cause !== undefined) log.debug(`Caused by: ${messageOf(error.cause)}`);
  if (long === undefined) return;
  log.group(`Why: ${title}`, long);
  try {
    await runner.summarize(log.redact(`### Alibaba Cloud login: ${title}\n\n${long}`).slice(0, 60_000));
  } catch (failure) {
    log.warning(`The job summary cannot be written: ${messageOf(failure)}`);
  }
}
