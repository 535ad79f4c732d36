import type { Plan } from '../plan.ts';
import type { PrivateFolder } from '../private-folder.ts';
import type { TokenFile } from '../providers/oidc-role-arn.ts';
import { mintToken } from './oidc.ts';

/**
 * GitHub's token in a private file. Written anew for every exchange: the token lives for five minutes only. No line's
 * end after it, since the SDKs that read such a file send it as it is.
 */
export function githubTokenFile(folder: PrivateFolder, plan: Plan): TokenFile {
  const audience = plan.source.from === 'github' ? plan.source.audience : '';
  let written = false;
  const file = (): string => folder.file('oidc-token');
  return {
    path: file,
    refresh: async (context) => {
      const token = await mintToken(context, audience, plan.sts.maxAttempts);
      if (written) context.files.replace(file(), `${file()}.new`, token.reveal());
      else context.files.create(file(), token.reveal());
      written = true;
    },
  };
}
