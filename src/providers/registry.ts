import type { Plan, Source } from '../plan.ts';
import type { StsSettings } from '../sts/client.ts';
import { accessKeyProvider } from './access-key.ts';
import { environmentProvider } from './environment.ts';
import { oidcRoleArn, type TokenFile } from './oidc-role-arn.ts';
import type { Provider, SigningProvider } from './provider.ts';
import { ramRoleArn } from './ram-role-arn.ts';
import { stsProvider } from './sts.ts';

/**
 * The provider that does what a plan says.
 * @param githubToken the file for GitHub's token, where the plan's source is GitHub
 */
export function providerFor(plan: Plan, githubToken: TokenFile | undefined): Provider {
  const source = sourceProvider(plan.source, plan.sts, githubToken);
  return plan.hops.reduce((provider, hop) => ramRoleArn(provider, hop, plan.sts), source);
}

function sourceProvider(
  source: Source,
  sts: StsSettings,
  githubToken: TokenFile | undefined,
): SigningProvider {
  switch (source.from) {
    case 'github':
      if (!githubToken) throw new Error('A plan that starts from GitHub needs a file for its token.');
      return oidcRoleArn(source.role, githubToken, sts);
    case 'token-file':
      return oidcRoleArn(source.role, { path: () => source.path }, sts);
    case 'access_key':
      return accessKeyProvider(source.accessKeyId, source.accessKeySecret);
    case 'sts':
      return stsProvider(source.accessKeyId, source.accessKeySecret, source.securityToken);
    case 'environment':
      return environmentProvider;
  }
}
