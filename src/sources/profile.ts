import { given, type SourceDescriptor } from './source.ts';

/** What is the same for both: the machine decides what they come to. */
const FOUND = {
  with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
  asks: 'found',
  identity: 'asked',
  planTellsIdentity: false,
} as const;

/** A profile from credentials.ini or, failing that, from the aliyun CLI's config.json. */
export const profile: SourceDescriptor<'profile'> = {
  ...FOUND,
  selectedBy: ['source-profile'],
  types: { profile: 'source-profile' },
  offer: 'source-profile',
  plan: ({ inputs, defaults }) => ({
    source: { from: 'profile', name: given(inputs['source-profile']), defaults },
  }),
  inputs: '`source-profile`',
  describe: ({ name }) => [`log in with the profile “${name}” of this machine`],
};

/** The SDKs' default chain. */
export const defaultChain: SourceDescriptor<'default'> = {
  ...FOUND,
  selectedBy: [],
  types: { default: null },
  offer: 'type: default (whatever the machine has)',
  plan: ({ defaults }) => ({ source: { from: 'default', defaults } }),
  inputs: '`type: default`',
  describe: () => ['log in with the first source that is configured on this machine'],
};
