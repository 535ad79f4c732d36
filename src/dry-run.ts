import { accessKey, bearerToken, type Credential, stsCredential } from './credentials.ts';
import { exportersFor } from './exporters/exporters.ts';
import { warnOfOverrides } from './exporters/overrides.ts';
import { adviseOnRegion } from './exporters/region.ts';
import { tokenEndpoint } from './github/oidc.ts';
import { readToken } from './github/token-file.ts';
import { proxyFor } from './http/proxy.ts';
import type { Plan, RoleHop, Source } from './plan.ts';
import { readCliConfig } from './profiles/cli-config.ts';
import type { Context } from './runtime/context.ts';
import { openJournal } from './undo/journal.ts';
import { privateFolder } from './undo/private-folder.ts';

/**
 * Reports what a login would do, as far as known without a request, and refuses what the login would refuse. Sends
 * nothing and changes nothing.
 * @throws InputError, FileError, ActionError
 */
export async function tellPlan(context: Context, plan: Plan): Promise<void> {
  const { handOff: wanted } = plan;
  const exporters = await exportersFor(wanted);
  for (const exporter of exporters) exporter.check?.(context, wanted);
  const expected = {
    wanted,
    standIn: standIn(plan),
    mayDiffer: plan.hops.length === 0 && FORESEEN[plan.source.from].mayDiffer,
  };
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
  warnOfOverrides(context, wanted, expected.standIn.kind, config);
  adviseOnRegion(context, wanted, config);
}

function firstSteps(context: Context, plan: Plan): string[] {
  const { source } = plan;
  switch (source.from) {
    case 'github': {
      // Check that there is a place for the token, and that the job may ask for one.
      privateFolder(context, openJournal(context.runner)).require();
      const { url } = tokenEndpoint(context);
      return [
        `- ask GitHub for an OIDC token for ${source.audience}, ${at(context, url)}`,
        `- exchange it for ${session(source.role)}, trusted by way of ${source.role.oidcProviderArn}, ${sts(context, plan)}`,
      ];
    }
    case 'token-file':
      readToken(context, { path: () => source.path });
      return [
        `- read the OIDC token in ${source.path}`,
        `- exchange it for ${session(source.role)}, trusted by way of ${source.role.oidcProviderArn}, ${sts(context, plan)}`,
      ];
    case 'access_key':
      return ['- take the key in access-key-id and access-key-secret'];
    case 'sts':
      return ['- take the temporary credential in access-key-id, access-key-secret and security-token'];
    case 'environment':
      return ["- take the credential that is in the job's environment"];
    case 'ecs_ram_role':
      return [
        `- ask ECS metadata for ${source.roleName === undefined ? "the instance's role" : `the role ${source.roleName}`}, at ${source.endpoint}, never through a proxy`,
      ];
    case 'credentials_uri': {
      const url = URL.parse(source.uri?.reveal() ?? context.env.get('ALIBABA_CLOUD_CREDENTIALS_URI') ?? '');
      return [`- ask the credentials URI${url ? `, ${at(context, url)}` : ''}`];
    }
    case 'bearer':
      return ['- take the bearer token'];
    case 'profile':
      return [`- log in with the profile “${source.name}” of this machine, at the services that it names`];
    case 'default':
      return [
        '- log in with the first source that is configured on this machine, at the services that it names',
      ];
  }
}

function assume(context: Context, plan: Plan, { roleArn, session: options }: RoleHop): string {
  return `- assume with that ${session({ roleArn, session: options })}, ${sts(context, plan)}`;
}

function checks(context: Context, plan: Plan): string[] {
  const { source, hops, allowedAccountIds: allowed } = plan;
  const identity = hops.length > 0 ? 'told' : FORESEEN[source.from].identity;
  const isAsked = identity === 'asked' || (identity === 'asked if needed' && allowed.length > 0);
  return [
    ...(isAsked ? [`- ask STS whose it is, ${sts(context, plan)}`] : []),
    ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
  ];
}

/** What each source says about its credential before there is one. */
const FORESEEN: Readonly<
  Record<
    Source['from'],
    {
      /** Whether STS has to be asked whose it is: never, always, or only for `allowed-account-ids`. */
      readonly identity: 'told' | 'asked' | 'asked if needed';
      /** Whether the kind of credential depends on the machine. */
      readonly mayDiffer: boolean;
    }
  >
> = {
  github: { identity: 'told', mayDiffer: false },
  'token-file': { identity: 'told', mayDiffer: false },
  access_key: { identity: 'asked', mayDiffer: false },
  sts: { identity: 'asked', mayDiffer: false },
  environment: { identity: 'asked', mayDiffer: true },
  ecs_ram_role: { identity: 'asked if needed', mayDiffer: false },
  credentials_uri: { identity: 'asked if needed', mayDiffer: true },
  bearer: { identity: 'told', mayDiffer: false },
  profile: { identity: 'asked', mayDiffer: true },
  default: { identity: 'asked', mayDiffer: true },
};

function standIn({ source, hops }: Plan): Credential {
  const mask = (): void => undefined;
  if (hops.length === 0 && source.from === 'bearer') return bearerToken('-', mask);
  if (hops.length === 0 && source.from === 'access_key') return accessKey('-', '-', mask);
  const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
  return stsCredential(fields, mask);
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
