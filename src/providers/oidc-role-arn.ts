import { stsCredential } from '../credentials.ts';
import { FileError } from '../errors.ts';
import type { TokenFile } from '../github/token-file.ts';
import type { OidcRole, StsSettings } from '../plan.ts';
import type { Context } from '../runtime/context.ts';
import { Secret } from '../secrets/secret.ts';
import type { StsClient } from '../sts/client.ts';
import { assumeRoleWithOidc } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { claimsOf, JWT } from '../text/jwt.ts';

import type { SigningProvider } from './provider.ts';

/**
 * Exchanges an OIDC token for a session of a role (STS AssumeRoleWithOIDC). The file is read anew for every attempt,
 * so that no stale token is sent.
 */
export function oidcRoleArn(
  role: OidcRole,
  tokenFile: TokenFile,
  settings: StsSettings,
  sts: StsClient,
): SigningProvider {
  return async (context) => {
    const { oidcProviderArn, roleArn, session } = role;
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
    return { issued: true, credential: stsCredential(credential, context.log.mask), identity };
  };
}

function readToken(context: Context, tokenFile: TokenFile): Secret {
  const path = tokenFile.path();
  // White space and a byte order mark, which an editor or a shell leaves.
  const token = context.files.read(path)?.trim();
  const code = 'token-file.empty';
  if (token === undefined) throw new FileError(`There is no OIDC token at ${path}.`, { code });
  if (token === '') throw new FileError(`The OIDC token file ${path} is empty.`, { code });
  // What is no token is no mask, and is not sent: somebody named another file by mistake.
  if (!tokenFile.refresh && !JWT.test(token)) {
    throw new FileError(`${path} holds no OIDC token: it is not three base64url parts with dots between.`, {
      hint: 'Name the file that holds the token itself, as a JWT, and nothing else.',
      code,
    });
  }
  return Secret.of(token, context.log.mask);
}
