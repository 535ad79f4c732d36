import { accessKey, bearerToken, type Credential, stsCredential } from '../credentials.ts';
import type { Expected, Exporter } from '../export/exporter.ts';
import { exportersFor } from '../export/table.ts';
import type { Plan } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { providerOf } from '../sources/providers.ts';
import { descriptorOf } from '../sources/table.ts';

/** A plan that this machine can carry out, as far as can be known without a request. */
export interface Prepared {
  readonly plan: Plan;
  readonly exporters: readonly Exporter[];
  readonly expected: Expected;
}

/**
 * Everything that is known before a request is checked here, and here alone. A dry run is this, and no more.
 * @throws InputError, FileError, ActionError
 */
export async function prepare(context: Context, plan: Plan): Promise<Prepared> {
  const { source, hops, exportOptions: wanted } = plan;
  const exporters = await exportersFor(wanted);
  const expected = {
    wanted,
    placeholderCredential: placeholderCredential(plan),
    mayDiffer: hops.length === 0 && descriptorOf(source).gives === 'any',
  };
  for (const exporter of exporters) await exporter.check(context, expected);
  providerOf(source).check?.(source, context);
  return { plan, exporters, expected };
}

function placeholderCredential({ source, hops }: Plan): Credential {
  const mask = (): void => undefined;
  const kind = hops.length > 0 ? 'sts' : descriptorOf(source).gives;
  if (kind === 'bearer') return bearerToken('-', mask);
  if (kind === 'access_key') return accessKey('-', '-', mask);
  const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
  return stsCredential(fields, mask);
}
