import './runtime/required-node.ts';

import { reportFailure } from './diagnosis/report.ts';
import { ActionError } from './errors.ts';
import { exporterOf } from './exporters/exporters.ts';
import { LOGOUT_INPUTS } from './inputs/logout.ts';
import { readTable } from './inputs.ts';
import type { LocalContext } from './runtime/context.ts';
import { localContext } from './runtime/system.ts';
import { isNoFolder, logOut } from './undo/log-out.ts';
import { findLogins } from './undo/login-index.ts';

/** Takes back in the middle of the job what logins of earlier steps did, the last login first. */
async function logout(context: LocalContext): Promise<void> {
  const { log } = context;
  const { profile } = readTable(context, LOGOUT_INPUTS);
  const logins = findLogins(context).filter(({ index }) => index.entries.some(isNoFolder));
  const wanted = logins.filter(
    ({ index }) => index.state !== 'logged out' && (profile === undefined || index.profile === profile),
  );
  let complete = true;
  let beneath = false;
  for (const login of logins) {
    if (wanted.includes(login) || login.index.state === 'logged out') {
      if (!(await logOut(context, login, beneath, exporterOf))) complete = false;
    } else beneath = true;
  }
  if (!complete)
    throw new ActionError(
      'logout',
      'Not everything could be taken back; the warnings above say what was left.',
    );
  if (wanted.length > 0) log.info('Took back the credential and everything that was handed on.');
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
