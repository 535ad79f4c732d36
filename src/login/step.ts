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
  exitDespitePendingDns();
}

/**
 * Ends the process with `process.exitCode`, whatever connections are still open: all output has been written by now.
 * A silent name server takes 20 seconds or more, nothing can cancel a look-up, and every kind of exit waits for it. A
 * program that takes the place of this one does not: Node, which does nothing but exit. Windows has no such call:
 * there a failure ends by a signal, which is 1 as well, and a success waits.
 */
export function exitDespitePendingDns(): void {
  if (process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) {
    const { env, execPath, exitCode = 0 } = process;
    const plain = Object.entries(env).filter(([name]) => !name.startsWith('NODE_'));
    if (process.platform !== 'win32')
      process.execve?.(
        execPath,
        [execPath, '--eval', `process.exit(${exitCode})`],
        Object.fromEntries(plain),
      );
    else if (exitCode === 1) process.kill(process.pid, 'SIGTERM');
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
