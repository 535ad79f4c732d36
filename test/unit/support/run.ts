import { decide } from '../../../src/login/decide.ts';
import * as real from '../../../src/login/run.ts';
import type { Context } from '../../../src/runtime/context.ts';

/** The whole step, as the entry starts it, without connecting ahead. */
export function run(context: Context): Promise<void> {
  return real.run(context, decide(context.env));
}
