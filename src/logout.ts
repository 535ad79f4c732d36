import './runtime/required-node.ts';
import { reportFailure } from './diagnosis/report.ts';
import { ActionError } from './errors.ts';
import { LOGOUT_INPUTS } from './inputs/other-actions.ts';
import { readTable } from './inputs/table.ts';
import { undoableOf } from './login/undo-login.ts';
import { logOut } from './record/log-out.ts';
import type { LocalContext } from './runtime/context.ts';
import { localContext } from './runtime/system.ts';

/** Undoes the logins of earlier steps in the middle of the job. */
async function logout(context: LocalContext): Promise<void> {
  const { log } = context;
  const { profile } = readTable(context, LOGOUT_INPUTS);
  const { found, complete } = await logOut(context, profile, undoableOf);
  if (!complete)
    throw new ActionError(
      'logout',
      'Not everything could be taken back; the warnings above say what was left.',
    );
  if (found > 0) log.info('Took back the credential and everything that was exported.');
  else
    log.warning(
      profile === undefined
        ? 'There is no login to take back: no earlier step of this job has logged in, or each had cleanup: false or was taken back.'
        : `There is no login to take back that wrote the profile “${profile}”.`,
    );
}

async function main(): Promise<void> {
  const context = localContext(new AbortController().signal);
  try {
    await logout(context);
  } catch (error) {
    process.exitCode = 1;
    await reportFailure(context, error);
  }
}

void main();
