import { FileError } from '../errors.ts';
import type { PrivateFolder } from '../record/private-folder.ts';
import type { Context } from '../runtime/context.ts';
import { Secret } from '../secrets/secret.ts';
import { JWT, LONGEST_OIDC_TOKEN } from '../text/jwt.ts';
import { mintToken } from './oidc.ts';

/** A file that holds an OIDC token. */
export interface TokenFile {
  path(): string;
  /** Writes a new token; absent if something else keeps the file fresh. */
  refresh?(context: Context): Promise<void>;
}

/**
 * GitHub's token in a private file. Rewritten for every exchange, since a token lasts only five minutes. No trailing
 * newline: SDKs send the file's content as it is.
 */
export function githubTokenFile(
  folder: Pick<PrivateFolder, 'file' | 'scratch'>,
  audience: string,
  maxAttempts?: number,
): TokenFile {
  const file = (): string => folder.file('oidc-token');
  return {
    path: file,
    refresh: async (context) => {
      // Make the folder while the token is on its way. Wait for both even if one fails: anything still running when
      // the step fails would not be undone.
      const minting = mintToken(context, audience, maxAttempts);
      const making = context.clock.nextTurn().then(file);
      await Promise.allSettled([minting, making]);
      const [token, path] = await Promise.all([minting, making]);
      const { files } = context;
      const scratch = folder.scratch?.('oidc-token');
      if (scratch === undefined && !files.look(path)) return files.create(path, token.reveal());
      const temporary = scratch ?? `${path}.new`;
      // Left by a process that was killed.
      files.remove(temporary);
      files.replace(path, temporary, token.reveal());
    },
  };
}

/**
 * The token in a file, masked.
 * @throws FileError if there is none
 */
export function readToken(context: Context, tokenFile: TokenFile): Secret {
  const path = tokenFile.path();
  // Trim the white space or byte order mark that editors and shells leave.
  const token = context.files.read(path)?.trim();
  const code = 'token-file.empty';
  if (token === undefined) throw new FileError(`There is no OIDC token at ${path}.`, { code });
  if (token === '') throw new FileError(`The OIDC token file ${path} is empty.`, { code });
  // Probably the wrong file: neither mask nor send what isn't a token.
  if (!tokenFile.refresh && !JWT.test(token)) {
    throw new FileError(`${path} holds no OIDC token: it is not three base64url parts with dots between.`, {
      hint: 'Name the file that holds the token itself, as a JWT, and nothing else.',
      code,
    });
  }
  if (token.length > LONGEST_OIDC_TOKEN) {
    const most = `STS takes no OIDC token of more than ${LONGEST_OIDC_TOKEN}`;
    throw new FileError(`${path} holds ${token.length} characters, and ${most}.`, { code });
  }
  return Secret.of(token, context.log.mask);
}
