import { ActionError } from '../errors.ts';
import { ascii } from '../text/escapes.ts';
import type { JsonObject } from '../text/json.ts';
import {
  claimsFor,
  differsInCaseOnly,
  evaluateTrust,
  type Finding,
  type Presented,
  type Verdict,
} from './evaluate.ts';
import type { TrustPolicy } from './policy.ts';
import { type Remark, reviewTrust } from './review.ts';
import { contextOf, environmentContext, type Repository, repositoryOf, subjectsOf } from './subjects.ts';

export interface TrustReport {
  readonly trusted: boolean;
  /** Statement by statement, claim by claim, subject by subject. */
  readonly lines: string;
  /** Why it is not trusted, in one sentence. */
  readonly reason: string;
  readonly remarks: readonly Remark[];
}

/**
 * Whether a trust policy accepts a job, and what else it lets in. Pure.
 * @param named other jobs: refs, environments, `pull_request`, or whole subjects
 */
export function reportTrust(
  policy: TrustPolicy,
  claims: JsonObject,
  oidcProviderArn: string,
  named: readonly string[],
): TrustReport {
  const job = presentedOf(claims, oidcProviderArn);
  const repository = repositoryOf(claims);
  const verdict = evaluateTrust(policy, job);
  const trusted = verdict.decision === 'trusted';
  return {
    trusted,
    lines: [
      ...verdict.statements.flatMap(({ statement, findings, applies }, index) => [
        `Statement ${index + 1}: ${statement.effect}, ${applies ? 'applies' : 'does not apply'} to this job`,
        ...findings.map((finding) => `  ${lineOf(finding, job)}`),
      ]),
      'Subjects',
      ...subjectLines(policy, job, repository, named),
    ].join('\n'),
    reason: reasonOf(verdict, job),
    remarks: reviewTrust(policy, job.issuer, repository),
  };
}

/** The claims that STS checks. */
function presentedOf(claims: JsonObject, oidcProviderArn: string): Presented {
  const { iss, sub, aud } = claims;
  const audiences = [aud].flat().filter((one) => typeof one === 'string');
  if (typeof iss !== 'string' || typeof sub !== 'string')
    throw new ActionError('trust', 'The token has no issuer (iss) or no subject (sub).');
  return { oidcProviderArn, issuer: iss, audiences, subject: sub };
}

function lineOf({ part, met }: Finding, job: Presented): string {
  const sign = met === undefined ? '?' : met ? '✓' : '✗';
  if (typeof part === 'string') return `${sign} ${part}`;
  const said = claimsFor(part.key, job)?.join(', ');
  const shown = said ? `the token says ${plain(said)}` : 'the token does not have it';
  const alike = differsInCaseOnly(part, job) ? '; only the letter case differs' : '';
  return `${sign} ${plain(part.key)} ${plain(part.operator)} ${part.values.map(plain).join(' or ')} (${shown}${alike})`;
}

function reasonOf({ decision, statements }: Verdict, job: Presented): string {
  if (decision === 'denied') {
    const index = statements.findIndex(({ statement, applies }) => applies && statement.effect === 'Deny');
    return `Statement ${index + 1} denies it.`;
  }
  const failing = statements
    .filter(({ statement }) => statement.effect === 'Allow')
    .map(({ findings }) => findings.filter(({ met }) => met !== true))
    .toSorted((a, b) => a.length - b.length)[0];
  if (!failing) return 'No statement allows anything.';
  const parts = failing.map(({ part }) => {
    if (typeof part === 'string') return part;
    return differsInCaseOnly(part, job) ? `${plain(part.key)} (only in letter case)` : plain(part.key);
  });
  return `The closest statement still differs in ${[...new Set(parts)].join(' and ')}.`;
}

function subjectLines(
  policy: TrustPolicy,
  job: Presented,
  repository: Repository | undefined,
  named: readonly string[],
): string[] {
  const line = (subject: string, note: string): string => {
    const trusted = evaluateTrust(policy, { ...job, subject }).decision === 'trusted';
    return `  ${trusted ? '✓' : '✗'} ${plain(subject)}${note}`;
  };
  const context = repository && contextOf(job.subject, repository);
  const otherForm =
    repository && context !== undefined
      ? subjectsOf(repository, context).filter((subject) => subject !== job.subject)
      : [];
  return [
    line(job.subject, ' (this job)'),
    ...otherForm.map((subject) => line(subject, ' (this job, in the other form)')),
    ...named.flatMap((name) => namedSubjects(name, repository).map((subject) => line(subject, ''))),
  ];
}

function namedSubjects(name: string, repository: Repository | undefined): string[] {
  if (name.startsWith('repo:')) return [name];
  const context = name.startsWith('refs/')
    ? `ref:${name}`
    : name.replace(/^environment:(.*)$/, (_, given: string) => environmentContext(given));
  return repository ? subjectsOf(repository, context) : [];
}

/** Somebody else chose this text: no lookalikes, and it stays on one line. */
function plain(text: string): string {
  return ascii(text.slice(0, 300));
}
