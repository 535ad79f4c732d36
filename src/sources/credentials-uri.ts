import type { SourceDescriptor } from './source.ts';

/** Where the SDKs look for it. */
export const URI_VARIABLE = 'ALIBABA_CLOUD_CREDENTIALS_URI';

/** A URL that returns a credential. */
export const credentialsUri: SourceDescriptor<'credentials_uri'> = {
  selectedBy: ['credentials-uri'],
  with: ['credentials-uri-allow-http'],
  types: { credentials_uri: null },
  offer: 'credentials-uri',
  plan: ({ inputs, defaults: { allowHttp } }) => ({
    source: { from: 'credentials_uri', uri: inputs['credentials-uri'], allowHttp },
  }),
  asks: ['uri'],
  identity: 'asked if needed',
  planTellsIdentity: false,
  inputs: '`credentials-uri`',
  describe: ({ uri }, { env, at }) => {
    const url = URL.parse(uri?.reveal() ?? env.get(URI_VARIABLE) ?? '');
    return [`ask the credentials URI${url ? `, ${at(url)}` : ''}`];
  },
};
