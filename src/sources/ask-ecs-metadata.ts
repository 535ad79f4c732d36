import { stsCredential } from '../credentials.ts';
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
import type { EcsRamRole, Source, StsSettings } from '../plan/plan.ts';
import type { Context, HttpResponse } from '../runtime/context.ts';
import { during } from '../runtime/timings.ts';
import { flawOfIssued } from '../secrets/secret.ts';

import { ROLE_NAME } from '../text/formats.ts';
import { readCredentialDocument } from './credential-document.ts';
import type { Provider, RenewableLogin, Tools } from './provider.ts';

const SERVICE = SERVICE_NAMES.metadata;
const ROLE_VARIABLE = 'ALIBABA_CLOUD_ECS_METADATA';
const ROLES = '/latest/meta-data/ram/security-credentials/';

/** Milliseconds: the service is either right next to this machine or not there at all. */
const TIMEOUT = 1_000;
const MOST_ATTEMPTS = 2;

/** Seconds; the metadata token is used at once. */
const TOKEN_TTL = '60';

export const ecsRamRole: Provider<'ecs_ram_role'> = {
  check: ({ roleName, found }, context) => {
    if (!roleName || found) refuseWhereForbidden(context);
  },
  get: instanceLogin,
};

/** @param settings how often each request is made; never more than twice */
function instanceLogin(
  source: Source<'ecs_ram_role'>,
  settings: StsSettings,
  { context }: Pick<Tools, 'context'>,
): Promise<RenewableLogin> {
  const { host } = new URL(source.endpoint);
  const maxAttempts = Math.min(MOST_ATTEMPTS, settings.maxAttempts ?? MOST_ATTEMPTS);
  return during(context, 'metadata', host, async () => {
    const { credential, role, isHardened } = await askCredential({ ...source, context, host, maxAttempts });
    // The same role in the same mode again, whatever the environment says by then.
    const { from, endpoint } = source;
    const again = { from, endpoint, roleName: role, disableImdsV1: isHardened };
    const renewal = { source: again, sts: settings, hops: [] };
    return { issued: true, issuer: `the instance role “${role}”`, credential, renewal };
  });
}

interface Asked extends EcsRamRole {
  readonly context: Context;
  readonly host: string;
  readonly maxAttempts: number;
}

async function askCredential(asked: Asked) {
  const { context, host } = asked;
  const roleName = asked.roleName ?? (context.env.get(ROLE_VARIABLE) || undefined);
  const headers = await openSession(asked);
  const role = roleName ?? (await askRoleName(asked, headers));
  const request = { path: `${ROLES}${encodeURIComponent(role)}`, headers };
  const document = await ask(asked, request, (response) => {
    if (response.status === 404) throw unknownRole(asked, response, role);
    return readCredentialDocument(successful(asked, response), 'metadata', host, context.log.redactEcho);
  });
  const credential = stsCredential(document, context.log.mask);
  return { credential, role, isHardened: Object.keys(headers).length > 0 };
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
async function openSession(asked: Asked): Promise<Record<string, string>> {
  const { context, host } = asked;
  const headers = { 'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_TTL };
  const request = { method: 'PUT', path: '/latest/api/token', headers } as const;
  const response = await ask(asked, request, asItIs).catch(async (error: unknown) => {
    throw await unlessOnlyPutIsSilent(asked, error);
  });
  const { status, body } = response;
  const token = body.trim();
  if (status === 200 && flawOfIssued({ token }) === undefined) {
    context.log.mask(token);
    return { 'x-aliyun-ecs-metadata-token': token };
  }
  const disabled =
    asked.disableImdsV1 ?? context.env.get('ALIBABA_CLOUD_IMDSV1_DISABLED')?.toLowerCase() === 'true';
  if (disabled || status === 403) {
    const code = disabled ? 'metadata.no-hardened-mode' : 'metadata.refused';
    const message = `${SERVICE} (${host}) gave no token for hardened mode (status ${status}).`;
    throw refusal(asked, response, code, { message });
  }
  context.log.warning(
    `${SERVICE} has no hardened mode here (status ${status}), so normal mode is used. Set disable-imds-v1: true ` +
      'to forbid that.',
  );
  return {};
}

/**
 * The answer with a token may travel one network hop only, and is lost on its way into a container; any other answer is
 * not. A plain GET, of which nothing is used, tells that from a machine that is no instance.
 */
async function unlessOnlyPutIsSilent(asked: Asked, error: unknown): Promise<unknown> {
  if (!(error instanceof NetworkError) || error.fault !== 'timeout') return error;
  const answered = await send(asked, { path: '/latest/meta-data/instance-id', headers: {} }).then(
    () => true,
    () => false,
  );
  if (!answered) return error;
  const message = `${SERVICE} (${error.host}) answers, but not the request for a hardened-mode token.`;
  return new NetworkError('timeout', error.host, message, { code: 'metadata.hops', cause: error });
}

async function askRoleName(asked: Asked, headers: Record<string, string>): Promise<string> {
  const response = await ask(asked, { path: ROLES, headers }, asItIs);
  const name = response.body.trim();
  if (response.status === 404 || (response.status === 200 && name === ''))
    throw refusal(asked, response, 'metadata.no-role', { message: 'This instance has no RAM role.' });
  if (!ROLE_NAME.test(successful(asked, response).trim())) {
    const message = `${SERVICE} answered with something that is not a role name.`;
    throw new NetworkError('malformed', asked.host, message);
  }
  return name;
}

interface Request {
  readonly method?: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function send(
  { context, endpoint }: Asked,
  { method = 'GET', path, headers }: Request,
): Promise<HttpResponse> {
  const url = new URL(path, endpoint);
  return context.http.send({ method, url, headers, direct: true, timeout: TIMEOUT }, context.signal);
}

/** Faults that mean there is no such service here. */
const SILENCE: readonly NetworkFault[] = ['timeout', 'refused', 'unreachable', 'reset', 'dns'];

/** @param read extracts the result; an answer that it cannot read is requested again */
async function ask<T>(asked: Asked, request: Request, read: (response: HttpResponse) => T): Promise<T> {
  try {
    return await retry(asked.context, asked.maxAttempts, verdictOf, async () => {
      const response = await send(asked, request);
      const { status } = response;
      if (isTransientStatus(status))
        throw refusal(asked, response, 'metadata.failed', {
          message: `${SERVICE} failed (status ${status}).`,
        });
      return read(response);
    });
  } catch (error) {
    if (!(error instanceof NetworkError) || !SILENCE.includes(error.fault)) throw error;
    const silence =
      error.fault === 'timeout'
        ? `no answer from ${error.host} within ${TIMEOUT / 1000} second.`
        : error.message;
    const details = { cause: error, code: 'metadata.silent' } as const;
    throw new NetworkError(error.fault, error.host, `${SERVICE} does not answer: ${silence}`, details);
  }
}

function asItIs(response: HttpResponse): HttpResponse {
  return response;
}

function successful(asked: Asked, response: HttpResponse): string {
  if (response.status === 200) return response.body;
  const message = `${SERVICE} (${asked.host}) refused (status ${response.status}).`;
  throw refusal(asked, response, 'metadata.refused', { message });
}

function unknownRole(asked: Asked, response: HttpResponse, role: string): ServiceError {
  const { roleName, namedBy = 'role-name', context } = asked;
  const named = roleName ? namedBy : context.env.get(ROLE_VARIABLE) && ROLE_VARIABLE;
  const remedy = named === 'role-name' ? 'Correct role-name, or leave it out.' : `Correct ${named}.`;
  const message = `The instance has no RAM role “${role}”.`;
  return refusal(asked, response, 'metadata.role-unknown', { message, hint: named && remedy });
}

function refusal(
  { host }: Asked,
  { status, headers }: HttpResponse,
  code: MetadataCode,
  { message, hint }: { readonly message: string; readonly hint?: string | undefined },
): ServiceError {
  const answer = { service: 'metadata', host, status, retryAfter: readRetryAfter(headers) } as const;
  return new ServiceError(code, message, answer, { hint });
}
