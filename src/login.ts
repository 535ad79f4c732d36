import type { OpenedAhead } from './http/ahead.ts';
import { run } from './run.ts';
import { runStep } from './step.ts';

/** The step, but for the connections that are on their way already. */
export const login = (opened: OpenedAhead): Promise<void> => runStep(run, opened);
