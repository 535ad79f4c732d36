import { stsCredential } from '../credentials.ts';
import { readToken, type TokenFile } from '../github/token-file.ts';
import type { RenewableSource, StsSettings } from '../plan.ts';
import type { StsClient } from '../sts/client.ts';
import { assumeRoleWithOidc } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { claimsOf } from '../text/jwt.ts';
import type { SigningProvider } from './provider.ts';

/**
 * Exchanges an OIDC token for a role session (STS AssumeRoleWithOIDC). Rereads the file for every attempt, so that it
 * never sends a stale token.
 */
export function oidcRoleArn(
  source: Extract<RenewableSource, { readonly from: 'github' | 'token-file' }>,
  tokenFile: TokenFile,
  settings: StsSettings,
  sts: StsClient,
): SigningProvider {
  return async (context) => {
    const { oidcProviderArn, roleArn, session } = source.role;
    const { credential, identity } = await sts.call(
      settings,
      async () => {
        await tokenFile.refresh?.(context);
        const token = readToken(context, tokenFile).reveal();
        const exchange = { oidcProviderArn, roleArn, claims: claimsOf(token) };
        return { ...assumeRoleWithOidc(oidcProviderArn, roleArn, session, token), exchange };
      },
      readAssumedRole,
    );
    const renewal = { source, sts: settings, hops: [] };
    return { issued: true, credential: stsCredential(credential, context.log.mask), identity, renewal };
  };
}
