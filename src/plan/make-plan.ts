import { ECS_METADATA_ADDRESS } from '../http/addresses.ts';
import type { Inputs } from '../inputs/table.ts';
import { revealedJson, Secret } from '../secrets/secret.ts';
import { chooseSource } from './choose-source.ts';
import { planExport } from './export-options.ts';
import type { CredentialType, Plan, ProfileDefaults, RoleHop, SessionOptions, Source } from './plan.ts';
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
  const identity =
    chosen.planTellsIdentity && !inputs.refresh
      ? identityIn([source, ...hops, { region: inputs.region }], defaultSessionName(job))
      : undefined;
  refuseForeignRole(inputs);
  return {
    type,
    source,
    hops,
    sts: planSts(inputs),
    allowedAccountIds: inputs['allowed-account-ids'],
    exportOptions: planExport(inputs, chosen, identity),
    summary: inputs.summary,
    dryRun: inputs['dry-run'],
    timeoutSeconds: inputs['timeout-seconds'],
  };
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

/**
 * Equal for logins that come to the same: two jobs may then hold one profile name at once.
 * @param told the source, its roles and all else that decides
 * @param defaultSessionName it differs from run to run, and decides nothing
 */
function identityIn(
  told: readonly (Source | RoleHop | { readonly region: string | undefined })[],
  defaultSessionName: string,
): Secret {
  const session = ({ roleSessionName, policy }: SessionOptions) => ({
    name: roleSessionName === defaultSessionName ? undefined : roleSessionName,
    policy,
  });
  const said = told.map((one) => {
    if (!('role' in one)) return 'session' in one ? { ...one, session: session(one.session) } : one;
    return { ...one, role: { ...one.role, session: session(one.role.session) } };
  });
  // It holds stored keys. A claim keeps its keyed fingerprint, for which the entry does not load Node's cryptography.
  return Secret.of(revealedJson(said), () => {});
}
