import type { LocalContext } from '../runtime/context.ts';

/**
 * Why Node.js ignores the certificates that the runner's owner named; undefined if it may use them. Node itself only
 * mentions it on standard error and carries on without them.
 */
export function ignoredCertificates({ env, files }: Pick<LocalContext, 'env' | 'files'>): string | undefined {
  const name = 'NODE_EXTRA_CA_CERTS';
  const path = env.get(name);
  if (!path) return undefined;
  const ignored = (why: string): string => `${name} names ${path}, which ${why}: Node.js ignores it.`;
  try {
    const text = files.read(path);
    if (text === undefined) return ignored('does not exist');
    return text.includes('-----BEGIN CERTIFICATE-----') ? undefined : ignored('holds no PEM certificate');
  } catch {
    return ignored('cannot be read');
  }
}
