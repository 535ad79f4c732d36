import { ActionError, messageOf } from '../errors.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { explanationOf } from './catalogue.ts';
import type { Diagnosis } from './diagnose.ts';

/**
 * Reports why the step failed: a short annotation and, if there is more to say, the full story in a collapsed log group
 * and in the job summary. Loads the explanations only on failure.
 */
export async function reportFailure(
  context: Pick<LocalContext, 'log' | 'runner' | 'env' | 'files'>,
  error: unknown,
  more?: typeof explanationOf,
): Promise<void> {
  const { log, runner, env } = context;
  if (error instanceof ActionError && error.code === 'network.tls')
    error.addContext({ note: ignoredCertificates(context) });
  const { title, short, long } = await explain(error, more);
  const summary = env.get('GITHUB_STEP_SUMMARY') ? ' and in the job summary' : '';
  log.error(title, long === undefined ? short : `${short}\nMore in the log group “Why: ${title}”${summary}.`);
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
async function explain(error: unknown, more?: typeof explanationOf): Promise<Diagnosis> {
  try {
    const { diagnose } = await import('./diagnose.ts');
    return diagnose(error, more);
  } catch (failure) {
    return {
      title: 'Internal error',
      short: `${messageOf(error)}\nThis cannot be explained (${messageOf(failure)}). Please report it.`,
      long: undefined,
    };
  }
}

/**
 * Why Node.js ignores the certificates that the runner's owner named; undefined if it may use them. Node itself only
 * mentions it on standard error and carries on without them.
 */
function ignoredCertificates({ env, files }: Pick<LocalContext, 'env' | 'files'>): string | undefined {
  const name = 'NODE_EXTRA_CA_CERTS';
  const path = env.get(name);
  if (!path) return undefined;
  const ignored = (why: string): string => `${name} names ${path}, which ${why}: Node.js ignores it.`;
  try {
    const text = files.read(path);
    if (text === undefined) return ignored('does not exist');
    return text.includes('-----BEGIN CERTIFICATE-----') ? undefined : ignored('holds no PEM certificate');
  } catch {
    return ignored('cannot be read');
  }
}
