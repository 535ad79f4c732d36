import type { Exporter } from '../export/exporter.ts';
import { exportersFor } from '../export/table.ts';
import type { Plan } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { providerOf } from '../sources/providers.ts';

/**
 * Refuses what this machine cannot do, before any request is sent. A dry run refuses the same.
 * @returns the exporters of the plan
 * @throws InputError, FileError, ActionError
 */
export async function checked(
  context: Context,
  { source, exportOptions }: Plan,
): Promise<readonly Exporter[]> {
  const exporters = await exportersFor(exportOptions);
  for (const exporter of exporters) await exporter.check?.(context, exportOptions);
  providerOf(source).check?.(source, context);
  return exporters;
}
