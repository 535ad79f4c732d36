import type { Credential } from '../credentials.ts';
import { formatTime } from '../text/time.ts';
import type { ExportContext, Exporter } from './exporter.ts';

/** The step's outputs. They end with the step, so post has nothing to undo. */
export const outputs: Exporter = {
  check: ({ runner }) => runner.check('GITHUB_OUTPUT'),
  preview: (_, wanted) => (wanted.outputs ? ['set the credential as step outputs, masked'] : []),
  export: async ({ runner }, exportContext) => {
    await runner.setOutputs(outputsFor(exportContext));
    return { as: exportContext.wanted.outputs ? 'step outputs' : undefined };
  },
  undo: () => true,
};

/** Pure. The secret ones come last, and only if they are wanted. */
export function outputsFor(
  exportContext: Pick<
    ExportContext,
    'wanted' | 'type' | 'credential' | 'identity' | 'oidcTokenFile' | 'pointers'
  >,
): Readonly<Record<string, string>> {
  const { wanted, credential, identity } = exportContext;
  return Object.fromEntries(
    Object.entries({
      type: exportContext.type,
      'account-id': identity?.accountId,
      arn: identity?.arn,
      expiration:
        credential.kind === 'sts' && credential.expiration ? formatTime(credential.expiration) : undefined,
      ...exportContext.pointers.outputs,
      'oidc-token-file': exportContext.oidcTokenFile,
      ...(wanted.outputs && credentialOutputs(credential)),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function credentialOutputs(credential: Credential): Record<string, string> {
  if (credential.kind === 'bearer') return { 'bearer-token': credential.bearerToken.reveal() };
  const key = {
    'access-key-id': credential.accessKeyId.reveal(),
    'access-key-secret': credential.accessKeySecret.reveal(),
    ...(credential.kind === 'sts' && { 'security-token': credential.securityToken.reveal() }),
  };
  // The names that aliyun/configure-aliyun-credentials-action uses.
  const aliases = Object.entries(key).map(([name, value]) => [`aliyun-${name}`, value]);
  return { ...key, ...Object.fromEntries(aliases) };
}
