/** Who signs the tokens of a GitHub server. Source: GitHub's OIDC reference, for github.com, GHE.com and GHES. */

import { HOST } from '../src/text/formats.ts';

/**
 * @param enterprise whose own issuer it is, on github.com
 * @returns the issuer's URL; undefined where the server's URL is none, or has no such issuer
 */
export function issuerOf(serverUrl: string, enterprise?: string): string | undefined {
  const url = URL.parse(serverUrl);
  if (
    url?.protocol !== 'https:' ||
    // A URL's host may be $(id), quotes and all.
    !HOST.test(url.host) ||
    url.username !== '' ||
    url.pathname !== '/' ||
    url.search + url.hash !== ''
  )
    return undefined;
  if (url.host === 'github.com')
    return `https://token.actions.githubusercontent.com${enterprise === undefined ? '' : `/${enterprise}`}`;
  if (enterprise !== undefined) return undefined;
  const [, subdomain] = /^([a-z0-9-]+)\.ghe\.com$/.exec(url.host) ?? [];
  return subdomain === undefined
    ? `https://${url.host}/_services/token`
    : `https://token.actions.${subdomain}.ghe.com`;
}

/** Whether its tokens can have the numeric IDs of owner and repository in them: those of github.com and GHE.com. */
export function hasNumericIds(issuer: string): boolean {
  return !issuer.endsWith('/_services/token');
}
