import { connectAhead, type OpenedAhead } from './http/ahead.ts';
import { readInputs } from './inputs.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan.ts';
import type { Env } from './runtime/env.ts';

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

function originsOf({ source, sts, hops, allowedAccountIds }: Plan, env: Env): URL[] {
  const ofSts = new URL(`https://${sts.host}`);
  switch (source.from) {
    case 'github': {
      const issuer = URL.parse(env.get('ACTIONS_ID_TOKEN_REQUEST_URL') ?? '');
      if (issuer?.protocol !== 'https:' || !env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) return [];
      // STS is usually farther away than GitHub.
      return [ofSts, issuer];
    }
    case 'token-file':
    case 'access_key':
    case 'sts':
      return [ofSts];
    case 'ecs_ram_role':
    case 'credentials_uri':
      return hops.length + allowedAccountIds.length > 0 ? [ofSts] : [];
    case 'bearer':
      return [];
    // Only reading the machine's files and variables tells whom they name.
    case 'environment':
    case 'profile':
    case 'default':
      return [];
  }
}
