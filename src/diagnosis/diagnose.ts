import { ActionError, GithubTokenError, messageOf, NetworkError, ServiceError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Plan } from '../plan.ts';
import type { Phase } from '../progress.ts';
import { type Entry, lookUp } from './catalogue.ts';
import { shownClaims, trustPolicyFor } from './trust-policy.ts';

/** What is known about the step that failed. */
export interface Facts {
  readonly plan?: Plan | undefined;
  readonly phase?: Phase | undefined;
  /** Of the OIDC token that was sent. */
  readonly claims?: JsonObject | undefined;
}

export interface Diagnosis {
  /** Names the cause. */
  readonly title: string;
  /** For the annotation: what happened, and the one thing to do. */
  readonly short: string;
  /** For the log and the job summary, in Markdown; undefined where the short form says it all. */
  readonly long: string | undefined;
}

/** Explains a failure to the workflow's author. Pure; holds no secret but what an error's message holds. */
export function diagnose(error: unknown, facts: Facts): Diagnosis {
  if (!(error instanceof ActionError)) {
    return {
      title: 'Internal error',
      short: `${messageOf(error)}\nThis is a fault of the action. Please report it.`,
      long: undefined,
    };
  }
  const entry = entryFor(error);
  if (!entry) {
    const at = error.code === 'timeout' && facts.phase ? `It was at: ${facts.phase}.` : undefined;
    return { title: TITLES[error.code], short: lines(error.message, at, error.hint), long: undefined };
  }
  const remedy = error.hint ?? entry.remedy;
  const details = { meaning: entry.meaning, remedy };
  return {
    title: entry.title,
    short: lines(error.message, entry.meaning, remedy),
    long: [table(error, facts, details), commands(entry), trust(entry, facts)].filter(Boolean).join('\n\n'),
  };
}

/** For errors that explain themselves. */
const TITLES: Record<ActionError['code'], string> = {
  input: 'Check the inputs',
  github: 'No OIDC token from GitHub',
  service: 'The service refused',
  network: 'No usable answer',
  account: 'Wrong account',
  file: 'A file is in the way',
  timeout: 'Timed out',
  cancelled: 'Cancelled',
};

/** The catalogue's entry for an error; undefined where its own message is all there is to say. */
export function entryFor(error: ActionError): Entry | undefined {
  if (error instanceof GithubTokenError) return lookUp(`github.${error.reason}`);
  if (error instanceof NetworkError) return lookUp(`network.${error.fault}`);
  if (!(error instanceof ServiceError)) return undefined;
  const { service, status, serviceCode, serviceMessage } = error.answer;
  if (service === 'GitHub')
    return lookUp(
      status >= 500 || status === 429 || status === 408 ? 'github.unavailable' : 'github.refused',
    );
  if (service !== 'STS') return undefined;
  if (!serviceCode) return lookUp('http.nocode');
  return lookUp(serviceCode, serviceMessage) ?? lookUp('http.unknown');
}

function table(
  error: ActionError,
  { plan, phase }: Facts,
  { meaning, remedy }: { meaning: string; remedy: string },
): string {
  const answer = error instanceof ServiceError ? error.answer : undefined;
  const host = answer?.host ?? (error instanceof NetworkError ? error.host : undefined);
  const where = [plan && `type ${plan.type}`, phase && `phase ${phase}`, host && `host ${host}`].filter(
    Boolean,
  );
  const rows = {
    'What failed': `${answer?.action ?? error.message}${where.length > 0 ? ` (${where.join(', ')})` : ''}`,
    'The service says':
      answer?.serviceCode && [answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': '),
    Status: answer && String(answer.status),
    RequestId: answer?.requestId,
    'Denied by': answer?.denial,
    'Look it up': answer?.recommend,
    'What it means': meaning,
    'What to do': remedy,
  };
  return Object.entries(rows)
    .filter((row): row is [string, string] => Boolean(row[1]))
    .map(([name, text]) => `- **${name}:** ${text}`)
    .join('\n');
}

function commands(entry: Entry): string | undefined {
  return entry.commands && fenced('sh', entry.commands.join('\n'));
}

function trust(entry: Entry, { claims, plan }: Facts): string | undefined {
  if (entry.shows !== 'trust' || !claims || !plan) return undefined;
  if (plan.source.from !== 'github' && plan.source.from !== 'token-file') return undefined;
  const { oidcProviderArn, roleArn } = plan.source.role;
  const shown = shownClaims(claims).map(
    ([name, value]) => `| \`${name}\` | \`${value}\` | ${NEEDED[name] ?? ''} |`,
  );
  return [
    ['| claim | the token says | what RAM needs |', '|---|---|---|', ...shown].join('\n'),
    `A trust policy for \`${roleArn}\` that accepts exactly this job:`,
    fenced('json', JSON.stringify(trustPolicyFor(claims, oidcProviderArn), null, 2)),
  ].join('\n\n');
}

const NEEDED: Readonly<Record<string, string>> = {
  iss: 'the issuer URL of the OIDC provider, and `oidc:iss` in the trust policy',
  aud: 'one of the client IDs of the OIDC provider, and `oidc:aud` in the trust policy',
  sub: '`oidc:sub` in the trust policy',
};

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join('\n');
}
