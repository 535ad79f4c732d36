import type { ExportOptions } from '../plan/plan.ts';
import type { Exporter } from './exporter.ts';

/**
 * Every way to export a credential, by the kind of its journal entries. They run in this order: the likeliest to fail
 * first, and last the outputs, which cannot be taken back.
 */
const EXPORTERS: Readonly<Record<string, { wanted(by: ExportOptions): boolean; load(): Promise<Exporter> }>> =
  {
    profile: {
      wanted: ({ profile }) => profile !== undefined,
      load: async () => (await import('./profile.ts')).profile,
    },
    variables: {
      wanted: ({ env, region, profile }) => env || region !== undefined || profile !== undefined,
      load: async () => (await import('./variables.ts')).variables,
    },
    outputs: {
      wanted: () => true,
      load: async () => (await import('./outputs.ts')).outputs,
    },
  };

/** The exporters that a plan names, in the order in which they run. */
export function exportersFor(wanted: ExportOptions): Promise<Exporter[]> {
  return Promise.all(
    Object.values(EXPORTERS)
      .filter((exporter) => exporter.wanted(wanted))
      .map(({ load }) => load()),
  );
}

/** The exporter that records journal entries of this kind. */
export async function exporterOf(kind: string): Promise<Exporter | undefined> {
  return Object.hasOwn(EXPORTERS, kind) ? EXPORTERS[kind]?.load() : undefined;
}
