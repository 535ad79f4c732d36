import type { Credential, Login } from '../credentials.ts';
import type { AskedKind, AskedSource, FoundKind, Source } from '../plan/plan.ts';
import { credentialsUri } from './ask-credentials-uri.ts';
import { ecsRamRole } from './ask-ecs-metadata.ts';
import { firstConfigured } from './default-chain.ts';
import { github, tokenFile } from './exchange-oidc-token.ts';
import { findProfile } from './find-profile.ts';
import type { Finder, Provider } from './provider.ts';
import { findInEnvironment } from './read-environment.ts';

/** What each source does. Only a login loads it; table.ts has what is known of each before. */
const PROVIDERS: { readonly [K in AskedKind]: Provider<K> } = {
  github,
  'token-file': tokenFile,
  access_key: given(({ from: kind, ...key }) => ({ kind, ...key })),
  sts: given(({ from: kind, expiration, ...key }) => ({ kind, ...key, ...(expiration && { expiration }) })),
  ecs_ram_role: ecsRamRole,
  credentials_uri: credentialsUri,
  bearer: given(({ from: kind, bearerToken }) => ({ kind, bearerToken })),
};

const FINDERS: { readonly [K in FoundKind]: Finder<K> } = {
  environment: { find: async (_source, context) => findInEnvironment(context) },
  profile: { find: ({ name, defaults }, context) => findProfile(context, name, defaults) },
  default: { find: ({ defaults }, context) => firstConfigured(context, defaults) },
};

export function providerOf<K extends AskedKind>(source: Source<K>): Provider<K> {
  return PROVIDERS[source.from];
}

export function finderOf<K extends FoundKind>(source: Source<K>): Finder<K> {
  return FINDERS[source.from];
}

export function isAsked(source: Source): source is AskedSource {
  return Object.hasOwn(PROVIDERS, source.from);
}

/** What the workflow or a file gives. */
function given<S>(holds: (source: S) => Credential) {
  return { holds, get: async (source: S): Promise<Login> => ({ issued: false, credential: holds(source) }) };
}
