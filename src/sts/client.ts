import { ActionError, type KeyCode, type Phase, ServiceError, withErrorContext } from '../errors.ts';
import { retry } from '../http/retry.ts';
import type { Verdict } from '../http/verdict.ts';
import type { StsSettings } from '../plan/plan.ts';
import type { Context, HttpRequest, HttpResponse } from '../runtime/context.ts';
import { during } from '../runtime/timings.ts';
import type { JsonObject } from '../text/json.ts';
import { formatTime, readTime } from '../text/time.ts';
import type { StsRequest } from './requests.ts';
import { readBody, readError } from './responses.ts';
import { verdictByCode } from './retryable.ts';
import { authorization, canonicalQuery, sha256 } from './signature.ts';

const VERSION = '2015-04-01';

/** Who is asking, as ActionTrail shows it; a test compares it with package.json. */
const PROGRAM = 'alicloud-credentials/1.0.0';

/** STS for one step: once STS has corrected the clock, every later call uses the corrected time. */
export interface StsClient {
  /**
   * Sends a request until STS answers, within the limits of retry.ts.
   * @param build makes a new request for each attempt (from 1)
   * @param read extracts the result from a successful answer's body
   * @throws ServiceError, NetworkError
   */
  call<T>(
    settings: StsSettings,
    build: (attempt: number) => StsRequest | Promise<StsRequest>,
    read: (body: JsonObject, host: string) => T,
  ): Promise<T>;
  /** Milliseconds by which this machine's clock is slow, as the last answer's `Date` says; 0 where it is nearly right. */
  clockOffset(): number;
}

/** An answer's time is in whole seconds, and slightly old on arrival. */
const IMPRECISION = 5_000;

/** STS accepts times up to 15 minutes off, so a clock that is nearly right is not why it refused. */
const TOLERABLE_OFFSET = 5 * 60_000;

/** The client of one step. */
export function stsClient(context: Context): StsClient {
  const { clock, env, http, log, random, signal } = context;
  const run = env.get('GITHUB_RUN_ID') ?? '';
  const agent = /^\d{1,20}$/.test(run) ? `${PROGRAM} (run ${run})` : PROGRAM;
  /** Milliseconds by which this machine's clock is slow; undefined until STS has told us. */
  let clockOffset: number | undefined;
  let measured = 0;

  /** A refusal for a wrong clock is retried once with the service's own time, and so is every later call. */
  const clockVerdict = (error: unknown): Verdict | undefined => {
    if (!(error instanceof ServiceError) || error.code !== 'sts.InvalidTimeStamp.Expired') return undefined;
    const { date, host } = error.answer;
    const offset = date ? date.getTime() - clock.now() : 0;
    if (clockOffset !== undefined || Math.abs(offset) < TOLERABLE_OFFSET) return undefined;
    return {
      prepare: () => {
        clockOffset = offset;
        log.warning(
          `The clock of this machine is off by ${Math.round(Math.abs(offset) / 1000)} seconds, so ${host} refused the ` +
            'request. Retrying with the service’s time. Set the clock, or other tools will fail.',
        );
      },
    };
  };

  return {
    clockOffset: () => (Math.abs(measured) < IMPRECISION ? 0 : measured),
    call: (settings, build, read) => {
      // As URL.host has it: without the port where that is 443.
      const { host } = new URL(`https://${settings.host}`);
      return retry(
        context,
        settings.maxAttempts,
        // Failures elsewhere (GitHub, for its token) have had their retries there.
        (error) => (isFrom(error, host) ? (clockVerdict(error) ?? verdictByCode(error)) : undefined),
        async (attempt) => {
          const request = await build(attempt);
          const time = new Date(clock.now() + (clockOffset ?? 0));
          const send = async () => {
            const asked = toHttp(host, request, time, random.uuid());
            const headers = { ...asked.headers, 'user-agent': agent };
            const response = await http.send({ ...asked, headers }, signal);
            if (response.status !== 200) throw stsError(response, host, request, log.redactEcho);
            measured = (readTime(response.headers['date'] ?? '')?.getTime() ?? clock.now()) - clock.now();
            return read(readBody(response, host), host);
          };
          return withErrorContext({ exchange: request.exchange }, () =>
            during(context, phaseOf(request), host, send),
          );
        },
      );
    },
  };
}

/** The HTTP request for an STS request at a time; pure. */
export function toHttp(host: string, request: StsRequest, time: Date, nonce: string): HttpRequest {
  const stamp = { timestamp: formatTime(time), nonce };
  return request.signer
    ? signedHttp(host, request, request.signer, stamp)
    : anonymousHttp(host, request, stamp);
}

/** What makes a request one of its kind. */
interface Stamp {
  /** ISO 8601, UTC, whole seconds. */
  readonly timestamp: string;
  readonly nonce: string;
}

/** RPC style, as the SDKs send it: common parameters in the query, the action's own in the form body. */
function anonymousHttp(host: string, request: StsRequest, stamp: Stamp): HttpRequest {
  const query = canonicalQuery({
    Action: request.action,
    Version: VERSION,
    Format: 'JSON',
    Timestamp: stamp.timestamp,
    SignatureNonce: stamp.nonce,
    ...request.query,
  });
  return {
    method: 'POST',
    url: new URL(`https://${host}/?${query}`),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: canonicalQuery(request.form ?? {}),
  };
}

function signedHttp(
  host: string,
  request: StsRequest,
  signer: NonNullable<StsRequest['signer']>,
  stamp: Stamp,
): HttpRequest {
  const { version = VERSION, method = 'POST', path = '/' } = request;
  const url = new URL(`https://${host}${path}?${canonicalQuery(request.query)}`);
  const headers = {
    accept: 'application/json',
    host: url.host,
    'x-acs-action': request.action,
    'x-acs-version': version,
    'x-acs-date': stamp.timestamp,
    'x-acs-signature-nonce': stamp.nonce,
    'x-acs-content-sha256': sha256(''),
    ...(signer.kind === 'sts' && { 'x-acs-security-token': signer.securityToken.reveal() }),
  };
  const signable = { method, path, query: request.query, headers, body: '' };
  return {
    method,
    url,
    headers: {
      ...headers,
      authorization: authorization(signable, signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()),
    },
  };
}

/** The error for an answer whose status is not 200. */
export function stsError(
  response: HttpResponse,
  host: string,
  request: StsRequest,
  redact: (text: string) => string,
): ServiceError {
  const role = request.query['RoleArn'] ?? request.form?.['RoleArn'];
  const asked = [request.action, role && `of ${role}`, request.caller].filter(Boolean).join(' ');
  const answer = { ...readError(response, host, asked, redact), ...(role && { role }) };
  const said = answer.serviceCode
    ? [answer.serviceCode, answer.serviceMessage?.replace(/\.$/, '')].filter(Boolean).join(': ')
    : `HTTP status ${response.status} without an error code`;
  const id = answer.requestId ? ` (RequestId ${answer.requestId})` : '';
  const code = flawOfKey(request, answer.serviceCode) ?? (`sts.${answer.serviceCode ?? 'no-code'}` as const);
  return new ServiceError(code, `${host} refused ${asked}: ${said}${id}.`, answer);
}

/** What the key itself reveals about a refusal. */
function flawOfKey({ signer }: StsRequest, serviceCode: string | undefined): KeyCode | undefined {
  const isUnknown = serviceCode === 'InvalidAccessKeyId.NotFound';
  if (!signer || (!isUnknown && serviceCode !== 'SignatureDoesNotMatch')) return undefined;
  const [id, secret] = [signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()];
  if ([id, secret].some((text) => /^\*+$/.test(text))) return 'key.masked';
  if (!isUnknown || isKeyId(id)) return undefined;
  return isKeyId(secret) ? 'key.swapped' : 'key.unlikely';
}

function isKeyId(text: string): boolean {
  return /^(LTAI|STS\.|TMP\.)/.test(text);
}

function phaseOf({ action, version }: StsRequest): Phase {
  return version ? 'acr' : action === 'GetCallerIdentity' ? 'identity' : 'exchange';
}

function isFrom(error: unknown, host: string): boolean {
  return error instanceof ActionError && error.circumstances.host === host;
}
