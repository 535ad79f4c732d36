import type { Credential } from '../credentials.ts';
import { ActionError, InputError, messageOf } from '../errors.ts';
import type { ProfileDefaults, Source } from '../plan.ts';
import type { NotConfigured } from '../profiles/definition.ts';
import { configFile } from '../profiles/places.ts';
import type { Context } from '../runtime/context.ts';
import { OIDC_PROVIDER_ARN, ROLE_ARN, ROLE_SESSION_NAME } from '../text/formats.ts';
import { environmentCredential, KEY_VARIABLES, missingOfKey } from './environment.ts';
import { type Build, findInConfig, findInIni, iniFiles } from './profile.ts';
import { foundAt, type Provider } from './provider.ts';

/** A place where a credential may be configured. */
interface Link {
  readonly name: string;
  /** The provider if the place is configured, else why it is not. Throws if it is configured but broken. */
  find(context: Context): Promise<Provider<Credential> | NotConfigured>;
}

/**
 * The SDKs' default chain: the first configured place wins. Only unconfigured places are skipped; one that is configured
 * but broken fails the step, since anything further down is not what was meant.
 */
export function defaultChain(defaults: ProfileDefaults, build: Build): Provider<Credential> {
  return async (context) => {
    const reasons: string[] = [];
    for (const link of links(defaults, build)) {
      const found = await labelled(link, () => link.find(context));
      if (typeof found === 'function') {
        context.log.info(`Default chain: ${link.name}.`);
        return labelled(link, () => found(context));
      }
      context.log.debug(`Default chain: skipped ${link.name}: ${found.reason}`);
      reasons.push(`${link.name}: ${found.reason}`);
    }
    throw new ActionError(
      'default.nothing',
      `No way to log in is configured.\n${reasons.map((reason) => `- ${reason}`).join('\n')}`,
    );
  };
}

function links(defaults: ProfileDefaults, build: Build): Link[] {
  const plain = (source: Source): Provider<Credential> => build({ source, hops: [] });
  return [
    { name: 'the key in the environment', find: async (context) => environmentKey(context) },
    {
      name: 'the OIDC role in the environment',
      find: async (context) => {
        const source = oidcSource(context, defaults);
        if ('reason' in source) return source;
        return foundAt('the OIDC role in the environment', plain(source));
      },
    },
    {
      name: 'config.json',
      find: async (context) => {
        if (isTrue(context, 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED')) {
          return { reason: 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true' };
        }
        return findInConfig(context, context.env.get('ALIBABA_CLOUD_PROFILE') || undefined, defaults, build);
      },
    },
    {
      name: 'the credentials file',
      find: async (context) => {
        const chosen = context.env.get('ALIBABA_CLOUD_PROFILE');
        const files = iniFiles(context);
        const found = await findInIni(context, chosen || 'default', defaults, build);
        if (typeof found === 'function') return found;
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
      },
    },
    {
      name: 'the instance role',
      find: async ({ env }) => {
        if (isTrue({ env }, 'ALIBABA_CLOUD_ECS_METADATA_DISABLED')) {
          return { reason: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED is true' };
        }
        const roleName = env.get('ALIBABA_CLOUD_ECS_METADATA');
        if (!roleName) return { reason: 'ALIBABA_CLOUD_ECS_METADATA is not set' };
        return plain({
          from: 'ecs_ram_role',
          endpoint: defaults.metadataEndpoint,
          roleName,
          namedBy: 'ALIBABA_CLOUD_ECS_METADATA',
          disableImdsV1: defaults.disableImdsV1,
        });
      },
    },
    {
      name: 'the credentials URI',
      find: async ({ env }) =>
        env.get('ALIBABA_CLOUD_CREDENTIALS_URI')
          ? plain({ from: 'credentials_uri', allowHttp: defaults.allowHttp })
          : { reason: 'ALIBABA_CLOUD_CREDENTIALS_URI is not set' },
    },
  ];
}

function environmentKey(context: Context): Provider<Credential> | NotConfigured {
  const missing = missingOfKey(context);
  const standing = KEY_VARIABLES.filter((name) => !missing.includes(name));
  if (standing.length === 0) return { reason: `${missing[0]} is not set` };
  if (missing.length > 0) throw new InputError(`${standing} is set, but ${missing} is not.`);
  const credential = environmentCredential(context);
  return async () => ({ issued: false, place: 'the key in the environment', credential });
}

const ROLE = 'ALIBABA_CLOUD_ROLE_ARN';
const PROVIDER = 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN';
const TOKEN_FILE = 'ALIBABA_CLOUD_OIDC_TOKEN_FILE';
const SESSION_NAME = 'ALIBABA_CLOUD_ROLE_SESSION_NAME';

/** The variables of an ACK pod with RRSA. */
function oidcSource({ env }: Context, defaults: ProfileDefaults): Source | NotConfigured {
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
  return { from: 'token-file', path, role: { oidcProviderArn, roleArn, session } };
}

function isTrue({ env }: Pick<Context, 'env'>, name: string): boolean {
  return env.get(name)?.toLowerCase() === 'true';
}

/** Names the place in every failure. */
async function labelled<T>(link: Link, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error) error.message = `Default chain, ${link.name}: ${messageOf(error)}`;
    throw error;
  }
}
