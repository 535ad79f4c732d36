import { InputError } from '../errors.ts';
import { type InputName, type Inputs, isGiven } from '../inputs/table.ts';
import { MIN_SESSION, ROLE_ARN, ROLE_SESSION_NAME } from '../text/formats.ts';
import type { RoleHop } from './plan.ts';

/** Facts about the job, for the default session name; any of them may be missing outside GitHub. */
export interface Job {
  readonly repositoryId?: string | undefined;
  readonly runId?: string | undefined;
  readonly runAttempt?: string | undefined;
}

/** Seconds. */
export const DEFAULT_SESSION = 3600;

const OF_A_SESSION = [
  'policy',
  'external-id',
  'source-identity',
  'role-session-name',
  'role-session-expiration',
] as const satisfies readonly InputName[];

/**
 * The sessions of the roles in `role-to-assume`. Duration, policy and external ID apply to the last one, which is
 * exported; the others only lead to it. The source identity says who is behind all of them.
 */
export function planSessions(inputs: Inputs, job: Job): RoleHop[] {
  const roles = inputs['role-to-assume'];
  const stray = roles.length === 0 && OF_A_SESSION.find((name) => isGiven(inputs, name));
  if (stray) throw new InputError(`${stray} has no effect without role-to-assume.`);
  const roleSessionName = inputs['role-session-name'] ?? defaultSessionName(job);
  const sourceIdentity = inputs['source-identity'];
  return roles.map((roleArn, index) =>
    index === roles.length - 1
      ? {
          roleArn,
          session: {
            roleSessionName,
            durationSeconds: inputs['role-session-expiration'] ?? DEFAULT_SESSION,
            policy: inputs.policy,
          },
          externalId: inputs['external-id'],
          sourceIdentity,
        }
      : { roleArn, session: { roleSessionName, durationSeconds: MIN_SESSION }, sourceIdentity },
  );
}

/** ASCII, independent of branch names, and stable when the repository is renamed. */
export function defaultSessionName(job: Job): string {
  const name = ['gh', job.repositoryId, job.runId, job.runAttempt].filter(Boolean).join('-');
  return ROLE_SESSION_NAME.test(name) ? name : 'gh-unknown-run';
}

/** The role's ARN contains the account, so a wrong one can be refused without a request. */
export function refuseForeignRole(inputs: Inputs): void {
  const allowed = inputs['allowed-account-ids'];
  const account = ROLE_ARN.exec(inputs['role-to-assume'].at(-1) ?? '')?.[1];
  if (account && allowed.length > 0 && !allowed.includes(account)) {
    throw new InputError(
      `role-to-assume is a role of account ${account}, and allowed-account-ids allows only ${allowed.join(', ')}.`,
    );
  }
}
