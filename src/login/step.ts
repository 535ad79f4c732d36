import { reportFailure } from '../diagnosis/report.ts';
import { ActionError } from '../errors.ts';
import type { Preconnected } from '../http/ahead.ts';
import { httpClient } from '../http/client.ts';
import type { Context } from '../runtime/context.ts';
import type { Log } from '../runtime/log.ts';
import { localContext } from '../runtime/system.ts';

/**
 * Runs a step that may contact services, in the real world, until it is done or cancelled. A failure is explained and
 * ends the process with 1.
 * @param opened connections for the first request to their origins
 */
export async function runStep(
  step: (context: Context) => Promise<void>,
  opened: Preconnected = new Map(),
): Promise<void> {
  const context = systemContext(opened);
  try {
    await step(context);
  } catch (error) {
    process.exitCode = 1;
    await reportFailure(context, error);
  }
  if (process.exitCode === 1) exitDespitePendingDns();
  process.exit();
}

/**
 * Ends the process, whatever connections are still open: all output has been written by now. A silent name server takes
 * 20 seconds or more, nothing can cancel a look-up, and every kind of exit waits for it. A signal does not: 143,
 * “terminated”.
 */
export function exitDespitePendingDns(): void {
  if (process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) {
    process.removeAllListeners('SIGTERM');
    process.kill(process.pid, 'SIGTERM');
  }
  process.exit();
}

/** The real context, including services; its signal aborts when the process is told to end. */
export function systemContext(opened: Preconnected, log?: Log): Context {
  // undici warns that SOCKS5 is experimental; readers of the log need not know.
  process.removeAllListeners('warning');
  const cancellation = new AbortController();
  const local = localContext(cancellation.signal, log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      cancellation.abort(new ActionError('step.cancelled', `The step was cancelled (${signal}).`)),
    );
  }
  // A rejection that nobody awaits ends the step like any other failure: exports are taken back, and one error says so.
  process.on('uncaughtException', (error) => cancellation.abort(error));
  return {
    ...local,
    http: httpClient(local.env, opened, local.clock, local.log.debug),
    deadline: Number.POSITIVE_INFINITY,
  };
}
