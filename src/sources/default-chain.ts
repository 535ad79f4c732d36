import { ActionError, InputError } from '../errors.ts';
import type { AskedSource, ProfileDefaults } from '../plan/plan.ts';
import type { NotConfigured } from '../profiles/definition.ts';
import { configFile } from '../profiles/places.ts';
import type { Context } from '../runtime/context.ts';
import { OIDC_PROVIDER_ARN, ROLE_ARN, ROLE_SESSION_NAME } from '../text/formats.ts';
import { URI_VARIABLE } from './credentials-uri.ts';
import { KEY_VARIABLES, missingOfKey } from './environment.ts';
import { findInConfig, findInIni, iniFiles } from './find-profile.ts';
import { type Found, withPrefix } from './provider.ts';
import { keyInEnvironment } from './read-environment.ts';

/** What a place says if it is configured, else why it is not. Throws if it is configured but broken. */
type Find = (context: Context, defaults: ProfileDefaults) => Answer | Promise<Answer>;
type Answer = Found | NotConfigured;

const CLI_DISABLED = 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED';
const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
const ROLE_NAME = 'ALIBABA_CLOUD_ECS_METADATA';

/** Where a credential may be configured, by name, in the SDKs' order. */
const PLACES: Readonly<Record<string, Find>> = {
  'the key in the environment': findKey,
  'the OIDC role in the environment': findOidcRole,
  'config.json': (context, defaults) => {
    if (isTrue(context, CLI_DISABLED)) return { reason: `${CLI_DISABLED} is true` };
    return findInConfig(context, context.env.get('ALIBABA_CLOUD_PROFILE') || undefined, defaults);
  },
  'the credentials file': findInFile,
  'the instance role': (context, { metadataEndpoint: endpoint, disableImdsV1 }) => {
    if (isTrue(context, METADATA_DISABLED)) return { reason: `${METADATA_DISABLED} is true` };
    const roleName = context.env.get(ROLE_NAME);
    if (!roleName) return { reason: `${ROLE_NAME} is not set` };
    const source = { from: 'ecs_ram_role', endpoint, roleName, namedBy: ROLE_NAME, disableImdsV1 } as const;
    return { source, hops: [] };
  },
  'the credentials URI': ({ env }, { allowHttp }) =>
    env.get(URI_VARIABLE)
      ? { source: { from: 'credentials_uri', allowHttp }, hops: [] }
      : { reason: `${URI_VARIABLE} is not set` },
};

/**
 * The SDKs' default chain: the first configured place wins. Only unconfigured places are skipped; one that is configured
 * but broken fails the step, since anything further down is not what was meant.
 */
export async function firstConfigured(context: Context, defaults: ProfileDefaults): Promise<Found> {
  const reasons: string[] = [];
  for (const [name, find] of Object.entries(PLACES)) {
    const prefix = `Default chain, ${name}`;
    const found = await withPrefix(prefix, async () => find(context, defaults));
    if (!('reason' in found)) {
      context.log.info(`Default chain: ${name}.`);
      return { ...found, prefix };
    }
    context.log.debug(`Default chain: skipped ${name}: ${found.reason}`);
    reasons.push(`- ${name}: ${found.reason}`);
  }
  throw new ActionError('default.nothing', `No way to log in is configured.\n${reasons.join('\n')}`);
}

function findKey(context: Context): Answer {
  const missing = missingOfKey(context.env);
  const standing = KEY_VARIABLES.filter((name) => !missing.includes(name));
  if (standing.length === 0) return { reason: `${missing[0]} is not set` };
  if (missing.length > 0) throw new InputError(`${standing} is set, but ${missing} is not.`);
  return { source: keyInEnvironment(context), hops: [], origin: 'the key in the environment' };
}

async function findInFile(context: Context, defaults: ProfileDefaults): Promise<Answer> {
  const chosen = context.env.get('ALIBABA_CLOUD_PROFILE');
  const files = iniFiles(context);
  const found = await findInIni(context, chosen || 'default', defaults);
  if ('source' in found) return found;
  if (chosen) {
    throw new InputError(
      `ALIBABA_CLOUD_PROFILE names “${chosen}”, which is in no file (${[configFile(context) ?? [], ...files].flat().join(', ')}), or not configured there.`,
    );
  }
  if (context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE')) {
    throw new InputError(
      `ALIBABA_CLOUD_CREDENTIALS_FILE is set, but ${files.join()} has no section [default].`,
    );
  }
  return found;
}

const ROLE = 'ALIBABA_CLOUD_ROLE_ARN';
const PROVIDER = 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN';
const TOKEN_FILE = 'ALIBABA_CLOUD_OIDC_TOKEN_FILE';
const SESSION_NAME = 'ALIBABA_CLOUD_ROLE_SESSION_NAME';

/** The variables of an ACK pod with RRSA. */
function findOidcRole({ env }: Context, defaults: ProfileDefaults): Answer {
  const names = [ROLE, PROVIDER, TOKEN_FILE] as const;
  const [roleArn, oidcProviderArn, path] = names.map((name) => env.get(name) || undefined);
  if (!roleArn || !oidcProviderArn || !path) {
    const missing = names.filter((name) => !env.get(name));
    const absent = `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set`;
    // A role alone is meant for other tools, and a token file alone completes a profile. The provider, or role and
    // token file together, can only be meant for us.
    const meant = oidcProviderArn ? PROVIDER : roleArn && path ? TOKEN_FILE : undefined;
    if (meant) throw new InputError(`${meant} is set, but ${absent}.`);
    return { reason: absent };
  }
  if (!ROLE_ARN.test(roleArn)) throw new InputError(`${ROLE} is not the ARN of a role.`);
  if (!OIDC_PROVIDER_ARN.test(oidcProviderArn)) {
    throw new InputError(`${PROVIDER} is not the ARN of an OIDC provider.`);
  }
  const roleSessionName = env.get(SESSION_NAME) || defaults.roleSessionName;
  if (!ROLE_SESSION_NAME.test(roleSessionName)) {
    throw new InputError(`${SESSION_NAME} is not a role session name: 2 to 64 letters, digits and . @ _ -`);
  }
  const session = { roleSessionName, durationSeconds: defaults.durationSeconds };
  const source: AskedSource = { from: 'token-file', path, role: { oidcProviderArn, roleArn, session } };
  return { source, hops: [], origin: 'the OIDC role in the environment' };
}

function isTrue({ env }: Pick<Context, 'env'>, name: string): boolean {
  return env.get(name)?.toLowerCase() === 'true';
}
