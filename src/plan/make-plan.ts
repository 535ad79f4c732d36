import { ECS_METADATA_ADDRESS } from '../http/addresses.ts';
import type { Inputs } from '../inputs/table.ts';
import { chooseSource } from './choose-source.ts';
import { planExport, refuseStoredKeys, refuseUnwritable } from './export-options.ts';
import type { CredentialType, Plan, ProfileDefaults } from './plan.ts';
import { planPrint } from './plan-print.ts';
import {
  DEFAULT_SESSION,
  defaultSessionName,
  type Job,
  planSessions,
  refuseForeignRole,
} from './sessions.ts';
import { planSts } from './which-sts.ts';

const DEFAULT_METADATA_ENDPOINT = `http://${ECS_METADATA_ADDRESS}`;

/**
 * Decides what will be done, before anything is done. Pure: from inputs and facts about the job, no effects.
 *
 * @throws InputError for every combination that is ambiguous or contradicts itself
 */
export function makePlan(inputs: Inputs, job: Job): Plan {
  const chosen = chooseSource(inputs);
  const roles = planSessions(inputs, job);
  const [ownType] = Object.keys(chosen.types) as CredentialType[];
  const {
    source,
    hops = roles,
    type = ownType,
  } = chosen.plan({ inputs, roles, defaults: defaultsFor(inputs, job) });
  if (!type) throw new Error('A source serves no type.');
  const exportOptions = planExport(inputs);
  const print = planPrint({ source, hops, exportOptions }, chosen, defaultSessionName(job));
  const plan = {
    type,
    source,
    hops,
    sts: planSts(inputs),
    allowedAccountIds: inputs['allowed-account-ids'],
    exportOptions: {
      ...exportOptions,
      profile: exportOptions.profile && { ...exportOptions.profile, plan: print },
    },
    summary: inputs.summary,
    dryRun: inputs['dry-run'],
    timeoutSeconds: inputs['timeout-seconds'],
  };
  refuseForeignRole(inputs);
  if (inputs.refresh) refuseStoredKeys(chosen);
  if (inputs.profile && hops.length === 0) refuseUnwritable(inputs, chosen);
  return plan;
}

function defaultsFor(inputs: Inputs, job: Job): ProfileDefaults {
  return {
    roleSessionName: defaultSessionName(job),
    durationSeconds: DEFAULT_SESSION,
    metadataEndpoint: inputs['metadata-endpoint'] ?? DEFAULT_METADATA_ENDPOINT,
    allowHttp: inputs['credentials-uri-allow-http'] ?? false,
    disableImdsV1: inputs['disable-imds-v1'],
  };
}
