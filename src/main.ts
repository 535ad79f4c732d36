import type { Context } from './context.ts';
import { ActionError } from './errors.ts';
import { httpClient } from './http/client.ts';
import { trackProgress } from './progress.ts';
import { reportFailure } from './report.ts';
import { run } from './run.ts';
import { localContext, systemClock } from './system.ts';

function systemContext(): Context {
  const local = localContext();
  const cancellation = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      cancellation.abort(new ActionError('cancelled', `The step was cancelled (${signal}).`)),
    );
  }
  return {
    ...local,
    http: httpClient(local.env, systemClock, local.log.debug),
    clock: systemClock,
    progress: trackProgress(systemClock.now, local.log.debug),
    signal: cancellation.signal,
    deadline: Number.POSITIVE_INFINITY,
  };
}

async function main(context: Context): Promise<void> {
  try {
    await run(context);
  } catch (error) {
    process.exitCode = 1;
    await reportFailure(context, error);
  } finally {
    context.http.close();
  }
}

void main(systemContext());
