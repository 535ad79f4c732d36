import { connectAhead, type Preconnected } from '../http/ahead.ts';
import { readInputs } from '../inputs/table.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Job } from '../plan/sessions.ts';
import type { Env } from '../runtime/env.ts';
import { asksForIdentity, descriptorOf } from '../sources/table.ts';

/** What the entry decides before it loads everything else: a plan, or why there is none. */
export interface Decided {
  /** The secrets in the inputs, each with how to hide it, in this order, before anything is printed. */
  readonly secrets: readonly (readonly ['mask' | 'conceal', string])[];
  /** Undefined if the inputs are refused. */
  readonly plan: Plan | undefined;
  /** What to throw then. */
  readonly refusal?: unknown;
}

/** Makes the plan, from the inputs and the job's variables. Throws nothing and prints nothing. */
export function decide(env: Env): Decided {
  const secrets: Decided['secrets'][number][] = [];
  const log = {
    mask: (secret: string) => void secrets.push(['mask', secret]),
    conceal: (secret: string) => void secrets.push(['conceal', secret]),
  };
  try {
    return { secrets, plan: makePlan(readInputs({ env, log }), jobIn(env)) };
  } catch (refusal) {
    return { secrets, plan: undefined, refusal };
  }
}

/** As GitHub's toolkit reads them, which takes longer to load. */
function jobIn(env: Env): Job {
  const known = (name: string): string | undefined => {
    const number = Number.parseInt(env.get(name) ?? '', 10);
    return Number.isNaN(number) ? undefined : String(number);
  };
  return {
    repositoryId: env.get('GITHUB_REPOSITORY_ID') || undefined,
    runId: known('GITHUB_RUN_ID'),
    runAttempt: known('GITHUB_RUN_ATTEMPT'),
  };
}

/**
 * Starts connecting to the services that the login will ask. What goes wrong here is told by the request that needs the
 * connection.
 */
export function preconnect(decided: Decided, env: Env): Preconnected {
  try {
    return connectAhead(originsOf(decided, env), env);
  } catch {
    return new Map();
  }
}

/** Whom the login will ask, as far as the plan and the runner's variables name them; nobody for a dry run. */
export function originsOf({ plan }: Decided, env: Env): readonly URL[] {
  if (!plan || plan.dryRun) return [];
  const { source, sts, hops } = plan;
  const { asks, preconnects } = descriptorOf(source);
  // Only reading the machine's files and variables tells whom they name.
  const others = asks === 'found' ? undefined : preconnects ? preconnects(source, env) : [];
  if (!others) return [];
  const asksSts = asks.includes('sts') || hops.length > 0 || asksForIdentity(plan);
  // STS is usually farther away than anybody else.
  return asksSts ? [new URL(`https://${sts.host}`), ...others] : others;
}
