import type { Identity, StsFields } from '../credentials.ts';
import { NetworkError, type ServiceAnswer } from '../errors.ts';
import { readRetryAfter } from '../http/verdict.ts';
import type { HttpResponse } from '../runtime/context.ts';
import { shownOf, withoutSignedString } from '../secrets/lookalikes.ts';
import { flawOfIssued } from '../secrets/secret.ts';
import { LONGEST_ERROR, shortened } from '../text/escapes.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';
import { readTime } from '../text/time.ts';

/**
 * STS 2015-04-01: what its answers mean. Pure. Errors never quote a body that should hold a credential, only the names
 * of missing fields.
 */

/**
 * The documented fields of an error answer.
 * @param redact hides known secrets; runs before anything is cut or changed, while it can still recognize them
 */
export function readError(
  { status, headers, body: text }: HttpResponse,
  host: string,
  action: string,
  redact: (text: string) => string,
): ServiceAnswer {
  const shown = (text: string): string => shownOf(text, redact, LONGEST_WORD);
  const body = parseObject(shortened(text, LONGEST_ERROR));
  /** Container Registry has names of its own. */
  const field = (name: string, own: string): string | undefined => textOf(body?.[name] ?? body?.[own]);
  const serviceCode = field('Code', 'code');
  const serviceMessage = field('Message', 'message');
  const requestId = field('RequestId', 'requestId') ?? textOf(headers['x-acs-request-id']);
  const recommend = readLink(body?.['Recommend'], shown);
  const denial = readDenial(asObject(body?.['AccessDeniedDetail']), shown);
  const retryAfter = readRetryAfter(headers);
  const date = readTime(headers['date'] ?? '');
  return {
    service: 'sts',
    host,
    status,
    action,
    ...(serviceCode && { serviceCode: shown(serviceCode) }),
    ...(serviceMessage && { serviceMessage: shownMessage(serviceMessage, redact) }),
    ...(requestId && { requestId: shown(requestId) }),
    ...(recommend && { recommend }),
    ...(denial && { denial }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(date && { date }),
  };
}

/** Characters of a code, an ID or a link. */
const LONGEST_WORD = 512;
/** Characters of a message; one that quotes the string to sign holds a security token, often twice. */
const LONGEST_MESSAGE = 16_384;

function shownMessage(message: string, redact: (text: string) => string): string {
  const explained = withoutSignedString(redact(shortened(message, LONGEST_MESSAGE)));
  return shownOf(explained, redact, LONGEST_SENTENCE).trim();
}

/** Characters of a message once it is ready to show. */
const LONGEST_SENTENCE = 1024;

/** A link to Alibaba Cloud's own pages; no other link is repeated. */
function readLink(value: unknown, shown: (text: string) => string): string | undefined {
  const url = URL.parse(shortened(textOf(value) ?? '', LONGEST_WORD));
  const known = url?.protocol === 'https:' && /(^|\.)(aliyun|alibabacloud)\.com$/.test(url.hostname);
  return url && known ? shown(url.href) : undefined;
}

function readDenial(detail: JsonObject | undefined, shown: (text: string) => string): string | undefined {
  const texts = [detail?.['NoPermissionType'], detail?.['PolicyType']].map(textOf).filter(Boolean);
  return texts.length > 0 ? shown(texts.join(' in ')) : undefined;
}

export function readBody(response: HttpResponse, host: string): JsonObject {
  const body = parseObject(response.body);
  if (!body) throw malformed(host, 'answered with something that is not a JSON object');
  return body;
}

export interface AssumedRole {
  readonly credential: Required<StsFields>;
  readonly identity: Identity;
}

export function readAssumedRole(body: JsonObject, host: string): AssumedRole {
  const credential = readIssued(asObject(body['Credentials']), (how) => malformed(host, `answered ${how}`));
  const arn = textOf(asObject(body['AssumedRoleUser'])?.['Arn']) ?? '';
  return { credential, identity: { ...assumedRoleIdentity(arn, host), requestId: requestIdOf(body) } };
}

const ISSUED = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'] as const;

/**
 * A credential in the form in which STS, ECS metadata and a credentials URI issue it.
 * @param fail makes the error; how they answered quotes nothing but the names of fields
 */
export function readIssued(
  document: JsonObject | undefined,
  fail: (how: string) => NetworkError,
): Required<StsFields> {
  const texts = ISSUED.map((name) => textOf(document?.[name]));
  const missing = ISSUED.filter((_, index) => texts[index] === undefined);
  if (missing.length > 0) throw fail(`without ${missing.join(', ')}`);
  const [accessKeyId = '', accessKeySecret = '', securityToken = '', time = ''] = texts;
  const expiration = readTime(time);
  if (!expiration) throw fail('with an Expiration that is not a time');
  const flaw = flawOfIssued({
    AccessKeyId: accessKeyId,
    AccessKeySecret: accessKeySecret,
    SecurityToken: securityToken,
  });
  if (flaw) throw fail(`with an impossible credential: ${flaw}`);
  return { accessKeyId, accessKeySecret, securityToken, expiration };
}

/** An account, then the names of role and session: more than RAM's rules for names allow, and bounded. */
const ASSUMED_ROLE = /^acs:ram::(\d{1,32}):(?:assumed-)?role\/([\w.@+=,-]{1,128}\/[\w.@+=,-]{1,128})$/;
const CALLER = /^acs:[a-z]{1,16}::(\d{1,32}):(?:root|[a-z-]{1,32}(?:\/[\w.@+=,-]{1,128}){1,2})$/;

/**
 * AssumeRole names the session `acs:ram::<uid>:role/<role>/<session>`; GetCallerIdentity and every log call the same
 * session `acs:ram::<uid>:assumed-role/<role>/<session>`. We always use the latter.
 */
function assumedRoleIdentity(arn: string, host: string): Identity {
  const parts = ASSUMED_ROLE.exec(arn);
  if (!parts?.[1]) throw malformed(host, 'answered with an AssumedRoleUser.Arn that is not an ARN of a role');
  return { accountId: parts[1], arn: `acs:ram::${parts[1]}:assumed-role/${parts[2]}` };
}

/** @throws NetworkError also if the ARN belongs to another account than AccountId */
export function readCallerIdentity(body: JsonObject, host: string): Identity {
  const accountId = textOf(body['AccountId']);
  const arn = textOf(body['Arn']);
  if (!accountId || !arn) throw malformed(host, 'answered without AccountId and Arn');
  if (CALLER.exec(arn)?.[1] !== accountId)
    throw malformed(host, 'answered with an Arn that is not an ARN of a caller in that AccountId');
  return { accountId, arn, requestId: requestIdOf(body) };
}

function requestIdOf(body: JsonObject): string | undefined {
  return shortened(textOf(body['RequestId']) ?? '', LONGEST_WORD) || undefined;
}

function malformed(host: string, what: string): NetworkError {
  return new NetworkError('malformed', host, `${host} ${what}.`);
}
