import {
  ActionError,
  messageOf,
  type OidcExchange,
  type Phase,
  type Service,
  ServiceError,
} from '../errors.ts';
import { codeSpan } from '../text/escapes.ts';
import { OIDC_PROVIDER_ARN, ROLE_ARN } from '../text/formats.ts';
import { type JsonObject, textOf } from '../text/json.ts';
import { shownClaims, trustPolicyFor } from '../trust/suggest.ts';
import { type Explanation, explanationOf, isAboutKey } from './catalogue.ts';
import { placeInWorkflow } from './entries/explanation.ts';

export interface Diagnosis {
  /** Names the cause. */
  readonly title: string;
  /** For the annotation: what happened, and the one thing to do. */
  readonly short: string;
  /** For the log and the job summary, in Markdown; undefined if the short form says it all. */
  readonly long: string | undefined;
}

/**
 * Explains a failure to the workflow's author. Pure; adds no secret to what the error's message holds.
 * @param explain what the action knows of its own failures
 */
export function diagnose(error: unknown, explain = explanationOf): Diagnosis {
  if (!(error instanceof ActionError)) {
    return {
      title: 'Internal error',
      short: `${messageOf(error)}\nThis is a bug in the action. Please report it.`,
      long: undefined,
    };
  }
  const entry = explain(error);
  if (!('meaning' in entry)) {
    return { title: entry.title, short: lines(error.message, error.hint), long: undefined };
  }
  const remedy = error.hint ?? remedyFor(entry, error, (origin) => origin);
  const before = failureBefore(error);
  const { note } = error.circumstances;
  const addContext = [note, attemptsMade(error), waitingAt(error), before && `Before that, ${before}`];
  return {
    title: entry.title,
    short: lines(error.message, ...addContext, entry.meaning, remedy),
    long: [
      table(error, entry, error.hint ?? remedyFor(entry, error, codeSpan)),
      commands(entry, error),
      trust(entry, error),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

const ASKED_IN: Readonly<Partial<Record<Phase, Service>>> = {
  token: 'github',
  exchange: 'sts',
  identity: 'sts',
  metadata: 'metadata',
  'credentials-uri': 'credentials-uri',
};

function remedyFor(
  entry: Explanation,
  { circumstances }: ActionError,
  shown: (origin: string) => string,
): string {
  const { phase, origin, signer } = circumstances;
  // The workflow may name the role and the machine hold the key.
  const found = isAboutKey(entry) ? (signer ?? origin) : origin;
  const place = found === undefined ? placeInWorkflow(entry) : shown(found);
  const asked = phase && ASKED_IN[phase];
  return ((asked && entry.remedies?.[asked]) ?? entry.remedy).replace('{place}', () => place);
}

function table(error: ActionError, entry: Explanation, remedy: string): string {
  const { type, phase, host, origin, signer, note } = error.circumstances;
  const from = origin ?? signer;
  const answer = error instanceof ServiceError ? error.answer : undefined;
  const where = [type && `type ${type}`, phase && `phase ${phase}`, host && `host ${host}`].filter(Boolean);
  const rows = {
    'What failed': (answer?.action ?? error.message).split('\n').map(codeSpan).join('\n  '),
    Where: where.join(', '),
    'Comes from': from && codeSpan(from),
    'The service says':
      answer && codeSpan([answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': ')),
    Status: answer && String(answer.status),
    RequestId: answer?.requestId && codeSpan(answer.requestId),
    'Denied by': answer?.denial && codeSpan(answer.denial),
    'Look it up': answer?.recommend,
    'On this machine': note && codeSpan(note),
    Attempts: attemptsMade(error),
    'Before that': codeSpan(failureBefore(error) ?? ''),
    'What it means': entry.meaning,
    'What to do': remedy,
  };
  return Object.entries(rows)
    .filter((row): row is [string, string] => Boolean(row[1]))
    .map(([name, text]) => `- **${name}:** ${text}`)
    .join('\n');
}

/** How often it was tried and why it stopped; undefined if retrying was pointless. */
function attemptsMade(error: ActionError): string | undefined {
  const { attempt, pause } = error.circumstances;
  if (attempt === undefined) return undefined;
  const times = attempt === 1 ? 'once' : attempt === 2 ? 'twice' : `${attempt} times`;
  return `It was tried ${times}${pause === undefined ? '' : `; ${whyNoMore(error, pause)}`}.`;
}

function whyNoMore(error: ActionError, pause: number): string {
  const asked = error instanceof ServiceError ? (error.answer.retryAfter ?? 0) : 0;
  // What the service asked for makes up most of the pause, unless it asked for next to nothing.
  return asked > pause / 2
    ? `the service asked to wait ${Math.ceil(asked / 1000)} s, more than timeout-seconds leaves`
    : 'timeout-seconds leaves no time for another attempt';
}

/** Where the step was when its time was up. */
function waitingAt({ code, circumstances }: ActionError): string | undefined {
  const { host, phase } = circumstances;
  if (code !== 'step.timeout' || !phase) return undefined;
  return host ? `It was waiting for ${host} (${phase}).` : `It was in the phase “${phase}”.`;
}

/** What failed before the attempt that the step's time ended. */
function failureBefore({ code, circumstances }: ActionError): string | undefined {
  const { before } = circumstances;
  return code === 'step.timeout' && before
    ? `attempt ${before.attempt} failed: ${before.message}`
    : undefined;
}

function commands(entry: Explanation, error: ActionError): string | undefined {
  if (!entry.commands) return undefined;
  const role = error instanceof ServiceError ? error.answer.role : undefined;
  return fenced('sh', filledIn(entry.commands, { exchange: error.circumstances.exchange, role }).join('\n'));
}

function trust(entry: Explanation, { circumstances }: ActionError): string | undefined {
  const { exchange } = circumstances;
  if (entry.shows !== 'trust' || !exchange?.claims) return undefined;
  const { claims, oidcProviderArn, roleArn } = exchange;
  const policy = trustPolicyFor(claims, oidcProviderArn);
  const shown = shownClaims(claims).map(
    ([name, value]) => `| \`${name}\` | ${codeSpan(value)} | ${NEEDED[name] ?? ''} |`,
  );
  return [
    ['| claim | the token says | what RAM needs |', '|---|---|---|', ...shown].join('\n'),
    ...(policy
      ? [`A trust policy for ${codeSpan(roleArn)} that accepts ${whoHas(claims)}:`, fenced('json', policy)]
      : []),
    ...(shown.some((row) => row.includes('\\u')) ? [ESCAPED] : []),
  ].join('\n\n');
}

/** Jobs share subjects: all jobs of a branch or environment, or all pull requests. */
function whoHas(claims: JsonObject): string {
  return textOf(claims['sub'])?.endsWith(':pull_request')
    ? 'this job, and with it every pull request of the repository'
    : 'this job, and every other job with this subject';
}

const ESCAPED =
  'Non-ASCII characters are shown as escapes, since some look alike: make sure that you know who chose that name.';

const NEEDED: Readonly<Record<string, string>> = {
  iss: 'the issuer URL of the OIDC provider, and `oidc:iss` in the trust policy',
  aud: 'one of the client IDs of the OIDC provider, and `oidc:aud` in the trust policy',
  sub: '`oidc:sub` in the trust policy, letter case included',
};

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join('\n');
}

/** Values for the capitalized placeholders in the catalogue's commands. */
export interface Known {
  readonly exchange: OidcExchange | undefined;
  /** The ARN of the role that was refused. */
  readonly role: string | undefined;
}

/** Safe in a shell, and never taken for an option. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/@=+-]{0,254}$/;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/**
 * Fills the commands' capitalized placeholders with what is known. Somebody else wrote the claims: a value that isn't
 * strictly harmless is left for the reader to fill in.
 */
export function filledIn(commands: readonly string[], { exchange, role }: Known): string[] {
  const issuer = URL.parse(textOf(exchange?.claims?.['iss']) ?? '');
  const host = issuer?.protocol === 'https:' ? harmless(issuer.hostname, HOST_NAME) : undefined;
  const audience = [exchange?.claims?.['aud']].flat()[0];
  const values = {
    'ISSUER_HOST:443': host && `${host}:${issuer?.port || 443}`,
    ISSUER_HOST: host,
    PROVIDER_NAME: nameIn(exchange?.oidcProviderArn, OIDC_PROVIDER_ARN),
    ROLE_NAME: nameIn(role, ROLE_ARN),
    AUDIENCE: harmless(textOf(audience), HARMLESS),
  };
  return commands.map((command) =>
    Object.entries(values).reduce(
      (text, [name, value]) => (value === undefined ? text : text.replaceAll(name, () => value)),
      command,
    ),
  );
}

function harmless(text: string | undefined, form: RegExp): string | undefined {
  return text !== undefined && form.test(text) ? text : undefined;
}

function nameIn(arn: string | undefined, form: RegExp): string | undefined {
  return arn !== undefined && form.test(arn)
    ? harmless(arn.slice(arn.lastIndexOf('/') + 1), HARMLESS)
    : undefined;
}
