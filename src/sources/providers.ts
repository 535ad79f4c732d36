import type { Credential, Login } from '../credentials.ts';
import type { Source, SourceKind } from '../plan/plan.ts';
import { credentialsUriLogin } from './ask-credentials-uri.ts';
import { instanceLogin } from './ask-ecs-metadata.ts';
import { firstConfigured } from './default-chain.ts';
import { github, tokenFile } from './exchange-oidc-token.ts';
import { findProfile } from './find-profile.ts';
import type { Provider } from './provider.ts';
import { environmentLogin } from './read-environment.ts';

/** What each source does. Only a login loads it; table.ts has what is known of each before. */
const PROVIDERS: { readonly [K in SourceKind]: Provider<K> } = {
  github,
  'token-file': tokenFile,
  access_key: { get: async ({ from: kind, ...key }) => asItIs({ kind, ...key }) },
  sts: {
    get: async ({ from: kind, expiration, ...key }) =>
      asItIs({ kind, ...key, ...(expiration && { expiration }) }),
  },
  environment: { get: (_source, _settings, { context }) => environmentLogin(context) },
  ecs_ram_role: { get: instanceLogin },
  credentials_uri: { get: credentialsUriLogin },
  bearer: { get: async ({ from: kind, bearerToken }) => asItIs({ kind, bearerToken }) },
  profile: { get: ({ name, defaults }, _settings, { context }) => findProfile(context, name, defaults) },
  default: { get: ({ defaults }, _settings, { context }) => firstConfigured(context, defaults) },
};

export function providerOf<K extends SourceKind>(source: Source<K>): Provider<K> {
  return PROVIDERS[source.from];
}

/** What the workflow gave. */
function asItIs(credential: Credential): Login {
  return { issued: false, credential };
}
