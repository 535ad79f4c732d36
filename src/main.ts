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
  if (process.exitCode === 1 && context.http.resolving()) endNow();
}

/**
 * Ends a failed step whose process would wait for a name server, which may be silent for many seconds: every kind of
 * exit waits for the system's resolver, a signal does not. To the runner its status (137) is a failure like any other.
 */
function endNow(): void {
  process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'));
}

void main(systemContext());
