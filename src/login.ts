import type { OpenedAhead } from './http/ahead.ts';
import type { Decided } from './login/prepare.ts';
import { run } from './run.ts';
import { runStep } from './step.ts';

/** The whole step except what the entry does first. */
export const login = (decided: Decided, opened: OpenedAhead): Promise<void> =>
  runStep((context) => run(context, decided), opened);
