import type { OpenedAhead } from './http/ahead.ts';
import { run } from './run.ts';
import { runStep } from './step.ts';

/** The whole step except the connections that are already being opened. */
export const login = (opened: OpenedAhead): Promise<void> => runStep(run, opened);
