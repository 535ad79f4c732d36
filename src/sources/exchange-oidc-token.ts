import { stsCredential } from '../credentials.ts';
import { ActionError, ServiceError } from '../errors.ts';
import { tokenEndpoint } from '../github/oidc.ts';
import { githubTokenFile, readToken, type TokenFile } from '../github/token-file.ts';
import type { Source, StsSettings } from '../plan/plan.ts';
import { newFolder } from '../record/private-folder.ts';
import { assumeRoleWithOidc } from '../sts/requests.ts';
import { readAssumedRole } from '../sts/responses.ts';
import { claimsOf } from '../text/jwt.ts';
import { REQUEST_TOKEN, REQUEST_URL } from './oidc.ts';
import type { Provider, RenewableLogin, Tools } from './provider.ts';

/** Milliseconds. GitHub lets a job ask for OIDC tokens for about six hours. */
const ASKING_ENDS = 5.5 * 60 * 60 * 1000;

/** Asks GitHub for a token, into a private file, for each exchange. */
export const github: Provider<'github'> = {
  check: (_source, context) => {
    newFolder(context);
    tokenEndpoint(context);
  },
  get: async (source, settings, tools) => {
    const file = githubTokenFile(tools.folder, source.audience, settings.maxAttempts);
    return { ...(await exchange(source, file, settings, tools)), tokenFile: file.path() };
  },
  again: {
    // The login had these variables: whatever runs the tool has dropped them.
    check: ({ env }) => {
      const missing = [REQUEST_URL, REQUEST_TOKEN].filter((name) => !env.get(name));
      if (missing.length === 0) return;
      throw new ActionError('github.variables', `The environment has no ${missing.join(' and no ')}.`, {
        hint: 'The login had them: run the tool with a step’s environment. sudo, env -i and some sandboxes drop it.',
      });
    },
    explain: (error, passed) => {
      const refused = error instanceof ServiceError && error.code === 'github.refused';
      if (!refused || passed < ASKING_ENDS) return error;
      return new ActionError('github.ended', 'GitHub gives this job no OIDC token any more.', {
        cause: error,
      });
    },
  },
};

export const tokenFile: Provider<'token-file'> = {
  check: ({ path }, context) => void readToken(context, { path: () => path }),
  get: (source, settings, tools) => exchange(source, { path: () => source.path }, settings, tools),
};

/**
 * Exchanges an OIDC token for a role session (STS AssumeRoleWithOIDC). Rereads the file for every attempt, so that it
 * never sends a stale token.
 */
export async function exchange(
  source: Source<'github' | 'token-file'>,
  file: TokenFile,
  settings: StsSettings,
  { context, sts }: Pick<Tools, 'context' | 'sts'>,
): Promise<RenewableLogin> {
  const { oidcProviderArn, roleArn, session } = source.role;
  const { credential, identity } = await sts.call(
    settings,
    async () => {
      await file.refresh?.(context);
      const token = readToken(context, file).reveal();
      const exchange = { oidcProviderArn, roleArn, claims: claimsOf(token) };
      return { ...assumeRoleWithOidc(oidcProviderArn, roleArn, session, token), exchange };
    },
    readAssumedRole,
  );
  const renewal = { source, sts: settings, hops: [] };
  return { issued: true, credential: stsCredential(credential, context.log.mask), identity, renewal };
}
