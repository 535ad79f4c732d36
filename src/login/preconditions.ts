import type { Exporter } from '../exporters/exporter.ts';
import { exportersFor } from '../exporters/exporters.ts';
import type { Plan } from '../plan.ts';
import type { Context } from '../runtime/context.ts';
import { providerOf } from '../sources/providers.ts';

/**
 * Refuses what this machine cannot do, before any request is sent. A dry run refuses the same.
 * @returns the exporters of the plan
 * @throws InputError, FileError, ActionError
 */
export async function checked(context: Context, { source, handOff }: Plan): Promise<readonly Exporter[]> {
  const exporters = await exportersFor(handOff);
  for (const exporter of exporters) exporter.check?.(context, handOff);
  providerOf(source).check?.(source, context);
  return exporters;
}
