import { InputError } from '../errors.ts';
import type { TokenFile } from '../github/token-file.ts';
import type { Plan, Renewal, RoleHop, Source, StsSettings } from '../plan.ts';
import type { ProfileDefinition } from '../profiles/definition.ts';
import type { Context } from '../runtime/context.ts';
import type { StsClient } from '../sts/client.ts';
import { ROLE_ARN } from '../text/formats.ts';
import { accessKeyProvider } from './access-key.ts';
import { bearerProvider } from './bearer.ts';
import { credentialsUri } from './credentials-uri.ts';
import { defaultChain } from './default-chain.ts';
import { ecsRamRole } from './ecs-ram-role.ts';
import { environmentProvider } from './environment.ts';
import { oidcRoleArn } from './oidc-role-arn.ts';
import { profileProvider } from './profile.ts';
import type { Provider, SigningProvider } from './provider.ts';
import { ramRoleArn } from './ram-role-arn.ts';
import { stsProvider } from './sts.ts';

/** What providers need besides their part of the plan. */
interface Parts {
  readonly sts: StsClient;
  /** The file for GitHub's token, where the plan's source is GitHub. */
  readonly githubToken: TokenFile | undefined;
  readonly maskAccounts: boolean;
}

/** The provider that carries out a plan. */
export function providerFor(plan: Plan, sts: StsClient, githubToken?: TokenFile): Provider {
  const parts = { sts, githubToken, maskAccounts: plan.handOff.maskAccountId };
  return withHops(sourceProvider(plan.source, plan.sts, parts), plan.hops, plan.sts, parts);
}

/** The provider that does again what a login did. */
export function providerAgain({ source, sts: settings, hops }: Renewal, parts: Parts): Provider {
  const first = sourceProvider(source, settings, parts);
  if (hops.length === 0) return first;
  return hops.reduce(
    (provider, { sts: asked, ...hop }) => ramRoleArn(provider, hop, asked, parts.sts),
    signing(first),
  );
}

function withHops(
  source: Provider,
  hops: readonly RoleHop[],
  settings: StsSettings,
  { sts }: Parts,
): Provider {
  if (hops.length === 0) return source;
  return hops.reduce((provider, hop) => ramRoleArn(provider, hop, settings, sts), signing(source));
}

/** A profile or the default chain may turn out to hold a bearer token, which can assume no role. */
function signing(source: Provider): SigningProvider {
  return async (context) => {
    const { credential, ...login } = await source(context);
    if (credential.kind === 'bearer') {
      throw new InputError('role-to-assume needs a credential that can sign, and a bearer token was found.');
    }
    return { credential, ...login };
  };
}

/** Roles named by a profile or the environment are known only once read, and errors show them. */
function maskAccounts({ log }: Context, source: Source, hops: readonly RoleHop[]): void {
  const roles = [...('role' in source ? [source.role] : []), ...hops];
  for (const { roleArn } of roles) log.mask(ROLE_ARN.exec(roleArn)?.[1] ?? '');
}

function sourceProvider(source: Source, settings: StsSettings, parts: Parts): Provider {
  const { sts, githubToken } = parts;
  const build =
    ({ source, hops, stsHost }: ProfileDefinition): Provider =>
    (context) => {
      if (parts.maskAccounts) maskAccounts(context, source, hops);
      const own =
        stsHost && !settings.chosen ? { ...settings, host: stsHost(context.log.warning) } : settings;
      return withHops(sourceProvider(source, own, parts), hops, own, parts)(context);
    };
  switch (source.from) {
    case 'github':
      if (!githubToken) throw new Error('A plan that starts from GitHub needs a file for its token.');
      return oidcRoleArn(source, githubToken, settings, sts);
    case 'token-file':
      return oidcRoleArn(source, { path: () => source.path }, settings, sts);
    case 'access_key':
      return accessKeyProvider(source.accessKeyId, source.accessKeySecret);
    case 'sts':
      return stsProvider(source.accessKeyId, source.accessKeySecret, source.securityToken, source.expiration);
    case 'environment':
      return environmentProvider;
    case 'ecs_ram_role':
      return ecsRamRole(source, settings);
    case 'credentials_uri':
      return credentialsUri(source, settings);
    case 'bearer':
      return bearerProvider(source.bearerToken);
    case 'profile':
      return profileProvider(source.name, source.defaults, build);
    case 'default':
      return defaultChain(source.defaults, build);
  }
}
