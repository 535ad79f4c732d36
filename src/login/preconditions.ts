import { type Credential, stsCredential } from '../credentials.ts';
import { ActionError, InputError } from '../errors.ts';
import type { Exporter } from '../export/exporter.ts';
import { exportersFor } from '../export/table.ts';
import type { Plan } from '../plan/plan.ts';
import { ownersContext } from '../renewal/command.ts';
import type { Context } from '../runtime/context.ts';
import { BEARER_WITHOUT_ACCOUNT } from '../sources/bearer.ts';
import { providerOf } from '../sources/providers.ts';
import { findStart, type Start } from '../sources/role-chain.ts';
import { descriptorOf } from '../sources/table.ts';

/** A plan that this machine can carry out, as far as can be known without a request. */
export interface Prepared {
  readonly plan: Plan;
  readonly start: Start;
  readonly exporters: readonly Exporter[];
  /** If it is not known yet, a temporary one with values that mean nothing. */
  readonly credential: Credential;
}

/**
 * Everything that is known before a request is checked here, and here alone. A dry run is this, and no more.
 * @throws InputError, FileError, ActionError
 */
export async function prepare(context: Context, planned: Plan): Promise<Prepared> {
  const { exportOptions: wanted, hops } = planned;
  const exporters = await exportersFor(wanted);
  const start = await findStart(ownersContext(context), planned);
  // Of a login that this one goes on from, without a role of its own.
  const { allowedAccountIds: before = [] } = hops.length > 0 ? {} : start;
  const plan = planned.allowedAccountIds.length > 0 ? planned : { ...planned, allowedAccountIds: before };
  if (wanted.profile?.refresh) refuseStoredKey(start);
  const credential = credentialOf(start, plan);
  if (credential.kind === 'bearer' && plan.allowedAccountIds.length > 0)
    throw new ActionError('account', BEARER_WITHOUT_ACCOUNT);
  for (const exporter of exporters) await exporter.check(context, wanted, credential);
  return { plan, start, exporters, credential };
}

/** If the machine says how to log in, only finding it tells what that comes to. */
function refuseStoredKey({ source, origin }: Start): void {
  if (!descriptorOf(source).storedKey) return;
  throw new InputError(
    `refresh: ${origin ?? 'the credential'} is a stored key, and refresh never writes one to a file.`,
    'Log in with an OIDC token, an instance role or a credentials URI, or without refresh.',
  );
}

function credentialOf({ source, hops }: Start, plan: Plan): Credential {
  const mask = (): void => undefined;
  const isLast = hops.length + plan.hops.length === 0;
  const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
  return (isLast && providerOf(source).holds?.(source)) || stsCredential(fields, mask);
}
