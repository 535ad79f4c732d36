import { ActionError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import { ignoredCertificates } from './certificates.ts';
import type { Diagnosis } from './diagnose.ts';

/**
 * Reports why the step failed: a short annotation and, if there is more to say, the full story in a collapsed log group
 * and in the job summary. Loads the explanations only on failure.
 */
export async function reportFailure(
  context: Pick<LocalContext, 'log' | 'runner' | 'env' | 'files'>,
  error: unknown,
): Promise<void> {
  const { log, runner } = context;
  if (error instanceof ActionError && error.code === 'network.tls')
    error.happened({ note: ignoredCertificates(context) });
  const { title, short, long } = await explain(error);
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

/** Reports the failure even if explaining it fails. */
async function explain(error: unknown): Promise<Diagnosis> {
  try {
    const { diagnose } = await import('./diagnose.ts');
    return diagnose(error);
  } catch (failure) {
    return {
      title: 'Internal error',
      short: `${messageOf(error)}\nThis cannot be explained (${messageOf(failure)}). Please report it.`,
      long: undefined,
    };
  }
}
