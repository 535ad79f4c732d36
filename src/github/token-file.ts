import { FileError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { Secret } from '../secrets/secret.ts';
import { JWT } from '../text/jwt.ts';
import type { PrivateFolder } from '../undo/private-folder.ts';
import { mintToken } from './oidc.ts';

/** A file that holds an OIDC token. */
export interface TokenFile {
  path(): string;
  /** Puts a new token there; absent where somebody else keeps the file fresh. */
  refresh?(context: Context): Promise<void>;
}

/**
 * GitHub's token in a private file. Written anew for every exchange: the token lives for five minutes only. No line's
 * end after it, since the SDKs that read such a file send it as it is.
 */
export function githubTokenFile(
  folder: Pick<PrivateFolder, 'file'>,
  audience: string,
  maxAttempts: number,
): TokenFile {
  const file = (): string => folder.file('oidc-token');
  return {
    path: file,
    refresh: async (context) => {
      // The folder is made while the token is on its way. Both are waited for, whatever becomes of either: what is
      // still at work when the step has failed would not be undone.
      const minting = mintToken(context, audience, maxAttempts);
      const making = context.clock.nextTurn().then(file);
      await Promise.allSettled([minting, making]);
      const [token, path] = await Promise.all([minting, making]);
      if (!context.files.look(path)) return context.files.create(path, token.reveal());
      const temporary = `${path}.new`;
      // Left by a process that was killed.
      context.files.remove(temporary);
      context.files.replace(path, temporary, token.reveal());
    },
  };
}

/**
 * The token in a file, masked.
 * @throws FileError where there is none
 */
export function readToken(context: Context, tokenFile: TokenFile): Secret {
  const path = tokenFile.path();
  // White space and a byte order mark, which an editor or a shell leaves.
  const token = context.files.read(path)?.trim();
  const code = 'token-file.empty';
  if (token === undefined) throw new FileError(`There is no OIDC token at ${path}.`, { code });
  if (token === '') throw new FileError(`The OIDC token file ${path} is empty.`, { code });
  // What is no token is no mask, and is not sent: somebody named another file by mistake.
  if (!tokenFile.refresh && !JWT.test(token)) {
    throw new FileError(`${path} holds no OIDC token: it is not three base64url parts with dots between.`, {
      hint: 'Name the file that holds the token itself, as a JWT, and nothing else.',
      code,
    });
  }
  return Secret.of(token, context.log.mask);
}
