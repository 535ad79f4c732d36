/** The review of a trust policy, against what it should say. */

import { readRequest } from '../../../setup/request.ts';
import { trustPolicy } from '../../../setup/trust.ts';
import { parseTrustPolicy } from '../../../src/trust/policy.ts';
import { reportTrust } from '../../../src/trust/report.ts';
import { type Remark, reviewTrust } from '../../../src/trust/review.ts';
import { type Job, optionsOf } from '../setup/support.ts';
import { modelOf } from './model.ts';
import type { Case } from './policies.ts';

const RANKS = ['nothing', 'info', 'warning', 'error'];

/** What the model wants said at least of a policy; and where less is said, for whom. */
export function silence(one: Case): { readonly least: string; readonly silent: string | undefined } {
  const { least, who } = modelOf(one);
  const policy = parseTrustPolicy(JSON.stringify(one.policy), 'trust-policy');
  const { remarks } = reportTrust(policy, one.claims, one.provider, []);
  const said = Math.max(0, ...remarks.map(({ level }) => RANKS.indexOf(level)));
  const isSilent = said < RANKS.indexOf(least);
  return { least, silent: isSilent ? `${RANKS[said]} for ${who.join(', ')}` : undefined };
}

/** What is said of a policy that setup writes. */
export function remarksOnSetup(job: Job, withIds: boolean): Remark[] {
  const request = readRequest(optionsOf(job, withIds));
  if (request === 'help') throw new Error('help was asked for');
  const { owner, name, ownerId, id } = job.repository;
  const text = JSON.stringify(trustPolicy(request, 'acs:ram::1234567890123456:oidc-provider/github'));
  const ids = { owner: ownerId, name: id };
  return reviewTrust(parseTrustPolicy(text, 'trust-policy'), request.issuer, { owner, name, ids });
}

/** Whether a remark says that somebody gets in whom setup was not asked for. */
export function isAboutStrangers({ level, text }: Remark): boolean {
  return level === 'error' || /^Repositories other|cannot be judged/.test(text);
}
