import { type StsFields, stsCredential } from '../credentials.ts';
import { InputError, ServiceError } from '../errors.ts';
import { isLinkLocal, isLoopback } from '../http/addresses.ts';
import { retry } from '../http/retry.ts';
import { isTransientStatus, readRetryAfter } from '../http/verdict.ts';
import type { Source, StsSettings } from '../plan/plan.ts';
import type { Context } from '../runtime/context.ts';
import { during } from '../runtime/timings.ts';
import { flawOf, Secret } from '../secrets/secret.ts';
import { verdictByCode } from '../sts/retryable.ts';
import { readCredentialDocument } from './credential-document.ts';
import { URI_VARIABLE } from './credentials-uri.ts';
import type { Provider, RenewableLogin, Tools } from './provider.ts';

export const credentialsUri: Provider<'credentials_uri'> = {
  check: (source, context) => void locate(source, context),
  get: credentialsUriLogin,
};

async function credentialsUriLogin(
  source: Source<'credentials_uri'>,
  settings: StsSettings,
  { context }: Pick<Tools, 'context'>,
): Promise<RenewableLogin> {
  const { uri, name, url } = locate(source, context);
  const { host } = url;
  const direct = isLoopback(url.hostname) || isLinkLocal(url.hostname);
  const ask = async (): Promise<Required<StsFields>> => {
    const response = await context.http.send(
      { method: 'GET', url, headers: { accept: 'application/json' }, direct },
      context.signal,
    );
    const { status } = response;
    if (status !== 200) {
      const code = isTransientStatus(status) ? 'uri.failed' : 'uri.refused';
      throw new ServiceError(code, `The credentials URI (${host}) answered with status ${status}.`, {
        service: 'credentials-uri',
        host,
        status,
        retryAfter: readRetryAfter(response.headers),
      });
    }
    return readCredentialDocument(response.body, 'credentials-uri', host, context.log.redactEcho);
  };
  const document = await during(context, 'credentials-uri', host, () =>
    retry(context, settings.maxAttempts, verdictByCode, ask),
  );
  return {
    issued: true,
    issuer: `the credentials URI (${host})`,
    credential: stsCredential(document, context.log.mask),
    renewal: { source: { ...source, uri, name }, sts: settings, hops: [] },
  };
}

function locate(source: Source<'credentials_uri'>, context: Context) {
  const uri = source.uri ?? fromEnvironment(context);
  const name = source.uri ? (source.name ?? 'credentials-uri') : URI_VARIABLE;
  const url = checkUri(uri, name, source.allowHttp);
  conceal(context, url);
  return { uri, name, url };
}

function fromEnvironment({ env, log }: Context): Secret {
  const uri = env.get(URI_VARIABLE);
  if (!uri)
    throw new InputError(
      `type: credentials_uri needs credentials-uri, or ${URI_VARIABLE} in the environment.`,
    );
  const flaw = flawOf(uri, true);
  if (flaw) throw new InputError(`${URI_VARIABLE} ${flaw}.`);
  return Secret.of(uri, log.mask);
}

/** @param name what the user calls the URI, which itself is never shown */
function checkUri(uri: Secret, name: string, allowHttp: boolean): URL {
  const url = URL.parse(uri.reveal());
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InputError(`${name} is not an http or https URL.`);
  if (url.username || url.password)
    throw new InputError(`${name} has a user name or password in it, which is not supported.`);
  const near = isLoopback(url.hostname) || isLinkLocal(url.hostname);
  if (url.protocol === 'http:' && !near && !allowHttp) {
    throw new InputError(
      `${name} would send a credential over plain http to ${url.host}.`,
      'Use https, or set credentials-uri-allow-http: true if the network between is trusted.',
    );
  }
  return url;
}

/** Any part of the path or query may be a secret, and services echo the parts one by one. */
function conceal({ log }: Context, url: URL): void {
  if (url.pathname.length > 1) log.conceal(url.pathname + url.search);
  for (const value of url.searchParams.values()) log.conceal(value);
  const parts = [...url.pathname.split('/'), ...url.searchParams.keys()];
  for (const part of parts) if (part.length >= 8 && !WORDS.includes(part)) log.conceal(part);
}

/** Common path segments that aren't secret, and words in our own messages. */
const WORDS = ['credentials', 'credential', 'security-credentials', 'meta-data', 'metadata'];
