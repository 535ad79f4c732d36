/** A thread that reviews generated trust policies as check does, and compares with an independent model. */

import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { askedJobs, repositories } from '../../unit/setup/support.ts';
import { cases } from '../../unit/trust/policies.ts';
import { isAboutStrangers, remarksOnSetup, silence } from '../../unit/trust/silence.ts';

const { seed, count } = workerData as { readonly seed: number; readonly count: number };
const settings = { seed, numRuns: count };

const findings = fc.sample(cases, settings).flatMap((one) => {
  const { silent } = silence(one);
  return silent === undefined ? [] : [`only ${silent}: ${JSON.stringify(one)}`];
});
const asked = fc.record({ repository: repositories, of: askedJobs });
for (const job of fc.sample(asked, settings))
  for (const withIds of [true, false])
    for (const { text } of remarksOnSetup(job, withIds).filter(isAboutStrangers))
      findings.push(`a false remark on what setup writes for ${JSON.stringify(job)}: ${text}`);

parentPort?.postMessage(findings);
