import { ActionError, NetworkError, ServiceError } from '../errors.ts';
import { isLoopback } from '../http/addresses.ts';
import { retry } from '../http/retry.ts';
import { isTransientStatus, readRetryAfter, verdictOf } from '../http/verdict.ts';
import type { Context, HttpResponse } from '../runtime/context.ts';
import { during } from '../runtime/timings.ts';
import { shownOf } from '../secrets/lookalikes.ts';
import { Secret } from '../secrets/secret.ts';
import { LONGEST_ERROR, shortened } from '../text/escapes.ts';
import { parseObject, textOf } from '../text/json.ts';
import { JWT, LONGEST_OIDC_TOKEN } from '../text/jwt.ts';
import { whyNoToken } from './why-no-token.ts';

/**
 * GitHub's OIDC token. Source: docs.github.com, "OpenID Connect reference": GET ACTIONS_ID_TOKEN_REQUEST_URL with
 * `&audience=…` and the request token as bearer; the answer is `{"value": "<JWT>"}`.
 */

const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';

/** Asks GitHub for a token; each call returns a new one, valid for five minutes. */
export async function mintToken(context: Context, audience: string, maxAttempts?: number): Promise<Secret> {
  const host = URL.parse(context.env.get(REQUEST_URL) ?? '')?.host;
  return during(context, 'token', host, async () => {
    const { url, bearer } = tokenEndpoint(context);
    url.searchParams.set('audience', audience);
    return retry(context, maxAttempts, verdictOf, async () => {
      const response = await context.http.send(
        { method: 'GET', url, headers: { accept: 'application/json', authorization: `Bearer ${bearer}` } },
        context.signal,
      );
      return Secret.of(readToken(response, url.host, context.log.redactEcho), context.log.mask);
    });
  });
}

/**
 * Where to ask for a token, and the bearer token to ask with.
 * @throws ActionError if this job gets no token
 */
export function tokenEndpoint(context: Context): { url: URL; bearer: string } {
  const url = context.env.get(REQUEST_URL);
  const bearer = context.env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
  if (!url || !bearer) throw whyNoToken(context);
  // The runner masks it in the log; hide it in what we write ourselves, too.
  context.log.conceal(bearer);
  const parsed = URL.parse(url);
  if (!parsed || !isTrustworthy(parsed)) {
    throw new ActionError('github.variables', 'ACTIONS_ID_TOKEN_REQUEST_URL is not an https URL.');
  }
  return { url: parsed, bearer };
}

/** Characters of a message from GitHub. */
const LONGEST_MESSAGE = 1024;

/** https, or http on this machine (a local issuer, as used with act). */
function isTrustworthy(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** The token in an answer of GitHub. */
export function readToken(response: HttpResponse, host: string, redact: (text: string) => string): string {
  if (response.status !== 200) {
    const body = parseObject(shortened(response.body, LONGEST_ERROR));
    const said = textOf(body?.['message']);
    const serviceMessage = said && shownOf(said, redact, LONGEST_MESSAGE);
    const retryAfter = readRetryAfter(response.headers);
    throw new ServiceError(
      isTransientStatus(response.status) ? 'github.unavailable' : 'github.refused',
      `GitHub gave no OIDC token: ${host} answered with status ${response.status}${serviceMessage ? ` (${serviceMessage})` : ''}.`,
      {
        service: 'github',
        action: 'the request for an OIDC token',
        host,
        status: response.status,
        ...(serviceMessage && { serviceMessage }),
        ...(retryAfter !== undefined && { retryAfter }),
      },
    );
  }
  const token = textOf(parseObject(response.body)?.['value']);
  if (!token) throw new NetworkError('malformed', host, `${host} answered without an OIDC token.`);
  // Don't mask what isn't a token: a one-letter mask would hide the whole log.
  if (token.length > LONGEST_OIDC_TOKEN || !JWT.test(token))
    throw new NetworkError('malformed', host, `${host} answered with something that is not an OIDC token.`);
  return token;
}
