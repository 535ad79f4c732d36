import type { Entry } from './entries/entry.ts';
import { GITHUB } from './entries/github.ts';
import { METADATA } from './entries/metadata.ts';
import { NETWORK } from './entries/network.ts';
import { TRUST } from './entries/oidc.ts';
import { RUNNER } from './entries/runner.ts';
import { KEYS, ROLES, SERVICE } from './entries/sts.ts';
import { URI } from './entries/uri.ts';

export type { Asked, Entry } from './entries/entry.ts';

/**
 * What errors mean and what to do about them: one entry for every error code that the services document, and for every
 * way in which a request, GitHub's token or what is on the runner can fail. docs/troubleshooting.md is made from this.
 * Source of STS's codes: STS 2015-04-01, "Error codes" of AssumeRoleWithOIDC and AssumeRole, and the common errors of
 * Alibaba Cloud's API gateway.
 */
export const CATALOGUE = { TRUST, ROLES, KEYS, SERVICE, GITHUB, METADATA, URI, NETWORK, RUNNER } as const;

const ALL: readonly Entry[] = Object.values(CATALOGUE).flat();

/** The entry for a code and the service's message; the first that fits. */
export function lookUp(code: string, message = ''): Entry | undefined {
  const fits = (entry: Entry): boolean =>
    (entry.code === code || (entry.code.endsWith('*') && code.startsWith(entry.code.slice(0, -1)))) &&
    (entry.message === undefined || entry.message.test(message));
  return ALL.find(fits);
}
