import { connectAhead, type OpenedAhead } from './http/ahead.ts';
import { readInputs } from './inputs.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Plan } from './plan.ts';
import type { Env } from './runtime/env.ts';
import { descriptorOf } from './sources/table.ts';

/**
 * Starts connecting to the services that the login will need, as far as the inputs and the runner's variables name
 * them. A refused input opens no connection, and neither does a dry run: the inputs are first evaluated by the same
 * functions as later, which then report what is wrong.
 */
export function openAhead(env: Env): OpenedAhead {
  try {
    const inputs = readInputs({ env, log: SILENT });
    const plan = makePlan(inputs, {});
    return connectAhead(inputs['dry-run'] ? [] : originsOf(plan, env), env);
  } catch {
    return new Map();
  }
}

const SILENT = { mask: () => {}, conceal: () => {} };

function originsOf({ source, sts, hops, allowedAccountIds }: Plan, env: Env): readonly URL[] {
  const { asks, identity, preconnects } = descriptorOf(source);
  // Only reading the machine's files and variables tells whom they name.
  const others = asks === 'found' ? undefined : preconnects ? preconnects(source, env) : [];
  if (!others) return [];
  const isAsked = identity === 'asked' || (identity === 'asked if needed' && allowedAccountIds.length > 0);
  const asksSts = asks.includes('sts') || hops.length > 0 || isAsked;
  // STS is usually farther away than anybody else.
  return asksSts ? [new URL(`https://${sts.host}`), ...others] : others;
}
