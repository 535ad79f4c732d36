import { ActionError, messageOf } from './errors.ts';
import type { Log } from './log.ts';

/** Tells the log why the step failed: one annotation, written for the workflow's author. */
export function reportFailure(log: Log, error: unknown): void {
  if (error instanceof ActionError) {
    log.error(TITLES[error.code], [error.message, error.hint].filter(Boolean).join('\n'));
    if (error.cause !== undefined) log.debug(`Caused by: ${messageOf(error.cause)}`);
    return;
  }
  // A fault of ours. Its message may hold anything, so it is only shown after the log's own filter.
  log.error('Internal error', `${messageOf(error)}\nThis is a fault of the action. Please report it.`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
}

const TITLES: Record<ActionError['code'], string> = {
  input: 'Check the inputs',
  github: 'No OIDC token from GitHub',
  service: 'The service refused',
  network: 'No usable answer',
  account: 'Wrong account',
  file: 'A file is in the way',
  timeout: 'Timed out',
  cancelled: 'Cancelled',
};
