import { type Login, type StsCredential, stsCredential } from '../credentials.ts';
import {
  ActionError,
  type MetadataCode,
  NetworkError,
  type NetworkFault,
  SERVICE_NAMES,
  ServiceError,
} from '../errors.ts';
import { retry } from '../http/retry.ts';
import { isTransientStatus, readRetryAfter, verdictOf } from '../http/verdict.ts';
import type { EcsRamRole, Source, StsSettings } from '../plan.ts';
import type { Context, HttpResponse } from '../runtime/context.ts';
import { during } from '../runtime/timings.ts';
import { flawOfIssued } from '../secrets/secret.ts';

import { ROLE_NAME } from '../text/formats.ts';
import { readCredentialDocument } from './credential-document.ts';
import type { Tools } from './provider.ts';

const SERVICE = SERVICE_NAMES.metadata;
const ROLE_VARIABLE = 'ALIBABA_CLOUD_ECS_METADATA';
const ROLES = '/latest/meta-data/ram/security-credentials/';

/** Milliseconds: the service is either right next to this machine or not there at all. */
const TIMEOUT = 1_000;
const MOST_ATTEMPTS = 2;

/** Seconds; the metadata token is used at once. */
const TOKEN_TTL = '60';

/** @param settings how often each request is made; never more than twice */
export async function instanceLogin(
  source: Source<'ecs_ram_role'>,
  settings: StsSettings,
  { context }: Pick<Tools, 'context'>,
): Promise<Login> {
  const options = { ...source, maxAttempts: Math.min(MOST_ATTEMPTS, settings.maxAttempts) };
  const { roleName, isHardened, ...login } = await during(context, 'metadata', hostOf(options), () =>
    askCredential(context, options),
  );
  // The same role in the same mode again, whatever the environment says by then.
  const { from, endpoint } = source;
  const again = { from, endpoint, roleName, disableImdsV1: isHardened };
  return { ...login, renewal: { source: again, sts: settings, hops: [] } };
}

interface Options extends EcsRamRole {
  readonly maxAttempts: number;
}

async function askCredential(
  context: Context,
  options: Options,
): Promise<Login<StsCredential> & { readonly roleName: string; readonly isHardened: boolean }> {
  if (!options.roleName || options.found) refuseWhereForbidden(context);
  const roleName = options.roleName ?? (context.env.get(ROLE_VARIABLE) || undefined);
  const headers = await openSession(context, options);
  const role = roleName ?? (await askRoleName(context, options, headers));
  const document = await ask(
    context,
    options,
    'GET',
    `${ROLES}${encodeURIComponent(role)}`,
    headers,
    (response) => {
      if (response.status === 404) throw unknownRole(options, response, role, roleName);
      return readCredentialDocument(successful(options, response), 'metadata', hostOf(options));
    },
  );
  return {
    issued: true,
    issuer: `the instance role “${role}”`,
    credential: stsCredential(document, context.log.mask),
    roleName: role,
    isHardened: Object.keys(headers).length > 0,
  };
}

/** The environment has a say only if the workflow does not name the role. */
function refuseWhereForbidden({ env }: Context): void {
  if (env.get('ALIBABA_CLOUD_ECS_METADATA_DISABLED')?.toLowerCase() === 'true') {
    throw new ActionError(
      'metadata.forbidden',
      'ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking the ECS metadata service.',
    );
  }
}

/**
 * Hardened mode gets a token by PUT, which a request forged through this machine cannot do. Falls back to normal mode
 * only if the service answers that it has no such mode; silence is not enough.
 */
async function openSession(context: Context, options: Options): Promise<Record<string, string>> {
  const ttl = { 'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_TTL };
  const response = await ask(context, options, 'PUT', '/latest/api/token', ttl, asItIs).catch(
    async (error: unknown) => {
      throw await unlessOnlyPutIsSilent(context, options, error);
    },
  );
  const token = response.body.trim();
  if (response.status === 200 && flawOfIssued({ token }) === undefined) {
    context.log.mask(token);
    return { 'x-aliyun-ecs-metadata-token': token };
  }
  const disabled =
    options.disableImdsV1 ?? context.env.get('ALIBABA_CLOUD_IMDSV1_DISABLED')?.toLowerCase() === 'true';
  if (disabled || response.status === 403) {
    throw refusal(
      disabled ? 'metadata.no-hardened-mode' : 'metadata.refused',
      options,
      response,
      `${SERVICE} (${hostOf(options)}) gave no token for hardened mode (status ${response.status}).`,
    );
  }
  context.log.warning(
    `${SERVICE} has no hardened mode here (status ${response.status}), so normal mode is used. Set disable-imds-v1: true ` +
      'to forbid that.',
  );
  return {};
}

/**
 * The answer with a token may travel one network hop only, and is lost on its way into a container; any other answer is
 * not. A plain GET, of which nothing is used, tells that from a machine that is no instance.
 */
async function unlessOnlyPutIsSilent(context: Context, options: Options, error: unknown): Promise<unknown> {
  if (!(error instanceof NetworkError) || error.fault !== 'timeout') return error;
  const url = new URL('/latest/meta-data/instance-id', options.endpoint);
  const request = { method: 'GET', url, headers: {}, direct: true, timeout: TIMEOUT } as const;
  const answered = await context.http.send(request, context.signal).then(
    () => true,
    () => false,
  );
  if (!answered) return error;
  const message = `${SERVICE} (${error.host}) answers, but not the request for a hardened-mode token.`;
  return new NetworkError('timeout', error.host, message, { code: 'metadata.hops', cause: error });
}

async function askRoleName(
  context: Context,
  options: Options,
  headers: Record<string, string>,
): Promise<string> {
  const response = await ask(context, options, 'GET', ROLES, headers, asItIs);
  const name = response.body.trim();
  if (response.status === 404 || (response.status === 200 && name === '')) {
    throw refusal('metadata.no-role', options, response, 'This instance has no RAM role.');
  }
  if (!ROLE_NAME.test(successful(options, response).trim())) {
    throw new NetworkError(
      'malformed',
      hostOf(options),
      `${SERVICE} answered with something that is not a role name.`,
    );
  }
  return name;
}

/** Faults that mean there is no such service here. */
const SILENCE: readonly NetworkFault[] = ['timeout', 'refused', 'unreachable', 'reset', 'dns'];

/** @param read extracts the result; an answer that it cannot read is requested again */
async function ask<T>(
  context: Context,
  options: Options,
  method: 'GET' | 'PUT',
  path: string,
  headers: Record<string, string>,
  read: (response: HttpResponse) => T,
): Promise<T> {
  const url = new URL(path, options.endpoint);
  try {
    return await retry(context, options.maxAttempts, verdictOf, async () => {
      const response = await context.http.send(
        { method, url, headers, direct: true, timeout: TIMEOUT },
        context.signal,
      );
      const { status } = response;
      if (isTransientStatus(status)) {
        throw refusal('metadata.failed', options, response, `${SERVICE} failed (status ${status}).`);
      }
      return read(response);
    });
  } catch (error) {
    if (!(error instanceof NetworkError) || !SILENCE.includes(error.fault)) throw error;
    const silence =
      error.fault === 'timeout'
        ? `no answer from ${error.host} within ${TIMEOUT / 1000} second.`
        : error.message;
    throw new NetworkError(error.fault, error.host, `${SERVICE} does not answer: ${silence}`, {
      cause: error,
      code: 'metadata.silent',
    });
  }
}

function asItIs(response: HttpResponse): HttpResponse {
  return response;
}

function successful(options: Options, response: HttpResponse): string {
  if (response.status === 200) return response.body;
  throw refusal(
    'metadata.refused',
    options,
    response,
    `${SERVICE} (${hostOf(options)}) refused (status ${response.status}).`,
  );
}

function refusal(
  code: MetadataCode,
  options: Options,
  { status, headers }: HttpResponse,
  message: string,
  hint?: string,
): ServiceError {
  return new ServiceError(
    code,
    message,
    { service: 'metadata', host: hostOf(options), status, retryAfter: readRetryAfter(headers) },
    { hint },
  );
}

/** @param variable the role that ALIBABA_CLOUD_ECS_METADATA names, if it was consulted */
function unknownRole(
  options: Options,
  response: HttpResponse,
  role: string,
  variable: string | undefined,
): ServiceError {
  const named = options.roleName ? (options.namedBy ?? 'role-name') : variable && ROLE_VARIABLE;
  const remedy = named === 'role-name' ? 'Correct role-name, or leave it out.' : `Correct ${named}.`;
  const message = `The instance has no RAM role “${role}”.`;
  return refusal('metadata.role-unknown', options, response, message, named && remedy);
}

function hostOf(options: Options): string {
  return new URL(options.endpoint).host;
}
