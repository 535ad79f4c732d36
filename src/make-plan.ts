import type { Inputs } from './inputs.ts';
import type { Plan } from './plan.ts';
import { planHandOff, refuseStoredKeys, refuseUnwritable } from './planning/hand-off.ts';
import { planLogin } from './planning/login.ts';
import { type Job, refuseForeignRole } from './planning/sessions.ts';
import { chooseWay } from './planning/way.ts';
import { planSts } from './planning/which-sts.ts';

/**
 * Decides what will be done, before anything is done. Pure: from inputs and facts about the job, no effects.
 *
 * @throws InputError for every combination that is ambiguous or contradicts itself
 */
export function makePlan(inputs: Inputs, job: Job): Plan {
  const login = planLogin(inputs, chooseWay(inputs), job);
  const plan = {
    ...login,
    sts: planSts(inputs),
    allowedAccountIds: inputs['allowed-account-ids'],
    handOff: planHandOff(inputs),
    summary: inputs.summary,
  };
  refuseForeignRole(inputs);
  refuseStoredKeys(inputs, login.source);
  if (login.hops.length === 0) refuseUnwritable(inputs);
  return plan;
}
