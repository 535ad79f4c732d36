import { warnOfOverrides } from '../export/advice/overrides.ts';
import { adviseOnRegion } from '../export/advice/region.ts';
import { proxyFor } from '../http/proxy.ts';
import type { Chain, Plan, RoleHop, StsSettings } from '../plan/plan.ts';
import { readCliConfig } from '../profiles/config-json.ts';
import type { Context } from '../runtime/context.ts';
import type { Start } from '../sources/role-chain.ts';
import { asksForIdentity, descriptorOf } from '../sources/table.ts';
import type { Prepared } from './preconditions.ts';

/** Reports what a login would do. Sends nothing and changes nothing. */
export function describePlan(context: Context, { plan, start, exporters, credential }: Prepared): void {
  const { exportOptions: wanted } = plan;
  const assumed = (chain: Chain): string[] => chain.hops.map((hop) => assume(context, chain, hop));
  const lines = [
    'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
    ...firstSteps(context, plan, start),
    ...assumed(start),
    ...assumed(plan),
    ...checks(context, { ...plan, source: start.source, hops: [...start.hops, ...plan.hops] }),
    ...exporters.flatMap((one) => one.preview(context, wanted, credential)).map((line) => `- ${line}`),
    wanted.cleanup
      ? 'and take everything back when the job ends.'
      : 'and leave it all there when the job ends.',
  ];
  context.log.info(lines.join('\n'));
  const config = readCliConfig(context);
  const { profile } = plan.hops.length > 0 ? {} : start;
  warnOfOverrides(context, wanted, { credential, profile }, config);
  adviseOnRegion(context, wanted, config);
}

function firstSteps(context: Context, plan: Plan, { source, sts }: Start): string[] {
  const dry = { env: context.env, at: (url: URL) => at(context, url), sts: stsAt(context, sts), session };
  const isFound = source !== plan.source && descriptorOf(source).asks.length > 0;
  return [plan.source, ...(isFound ? [source] : [])].flatMap((one) =>
    descriptorOf(one)
      .describe(one, dry)
      .map((line) => `- ${line}`),
  );
}

function assume(context: Context, chain: Chain, hop: RoleHop): string {
  const behind = hop.sourceIdentity === undefined ? '' : `, source identity ${hop.sourceIdentity}`;
  return `- assume with that ${session(hop)}${behind}, ${stsAt(context, hop.sts ?? chain.sts)}`;
}

function checks(context: Context, plan: Plan): string[] {
  const { allowedAccountIds: allowed } = plan;
  return [
    ...(asksForIdentity(plan) ? [`- ask STS whose it is, ${stsAt(context, plan.sts)}`] : []),
    ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
  ];
}

function session({ roleArn, session: options }: Pick<RoleHop, 'roleArn' | 'session'>): string {
  const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
  return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}

function stsAt(context: Context, { host }: StsSettings): string {
  return at(context, new URL(`https://${host}`));
}

/** Shows no more than hosts: a proxy's password and the rest of a URL may be secret. */
function at({ env }: Context, url: URL): string {
  const proxy = proxyFor(url, env);
  return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}
