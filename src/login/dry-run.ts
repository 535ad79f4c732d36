import { warnOfOverrides } from '../export/advice/overrides.ts';
import { adviseOnRegion } from '../export/advice/region.ts';
import { proxyFor } from '../http/proxy.ts';
import type { Plan, RoleHop } from '../plan/plan.ts';
import { readCliConfig } from '../profiles/config-json.ts';
import type { Context } from '../runtime/context.ts';
import { asksForIdentity, descriptorOf } from '../sources/table.ts';
import type { Prepared } from './preconditions.ts';

/** Reports what a login would do. Sends nothing and changes nothing. */
export function describePlan(context: Context, { plan, exporters, expected }: Prepared): void {
  const { wanted } = expected;
  const lines = [
    'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
    ...firstSteps(context, plan),
    ...plan.hops.map((hop) => assume(context, plan, hop)),
    ...checks(context, plan),
    ...exporters.flatMap((exporter) => exporter.preview(context, expected)).map((line) => `- ${line}`),
    wanted.cleanup
      ? 'and take everything back when the job ends.'
      : 'and leave it all there when the job ends.',
  ];
  context.log.info(lines.join('\n'));
  const config = readCliConfig(context);
  warnOfOverrides(context, wanted, { credential: expected.placeholderCredential }, config);
  adviseOnRegion(context, wanted, config);
}

function firstSteps(context: Context, plan: Plan): string[] {
  const { source } = plan;
  const lines = descriptorOf(source).describe(source, {
    env: context.env,
    at: (url) => at(context, url),
    sts: sts(context, plan),
    session,
  });
  return lines.map((line) => `- ${line}`);
}

function assume(context: Context, plan: Plan, hop: RoleHop): string {
  const behind = hop.sourceIdentity === undefined ? '' : `, source identity ${hop.sourceIdentity}`;
  return `- assume with that ${session(hop)}${behind}, ${sts(context, plan)}`;
}

function checks(context: Context, plan: Plan): string[] {
  const { allowedAccountIds: allowed } = plan;
  return [
    ...(asksForIdentity(plan) ? [`- ask STS whose it is, ${sts(context, plan)}`] : []),
    ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
  ];
}

function session({ roleArn, session: options }: Pick<RoleHop, 'roleArn' | 'session'>): string {
  const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
  return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}

function sts(context: Context, { sts: { host } }: Plan): string {
  return at(context, new URL(`https://${host}`));
}

/** Shows no more than hosts: a proxy's password and the rest of a URL may be secret. */
function at({ env }: Context, url: URL): string {
  const proxy = proxyFor(url, env);
  return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}
