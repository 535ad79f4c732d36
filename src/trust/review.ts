import { ascii } from '../text/escapes.ts';
import { isAboutAssuming, isPositive } from './evaluate.ts';
import { type Condition, MAX_TRUST_POLICY, type Statement, type TrustPolicy } from './policy.ts';
import { contextOf, isGithubIssuer, pinsOwner, type Repository } from './subjects.ts';

/** From the worst on. */
const LEVELS = ['error', 'warning', 'info'] as const;
type Level = (typeof LEVELS)[number];

/** A security reviewer's remark on a trust policy. */
export interface Remark {
  /** `error` if anybody can assume the role: on GitHub, or with any token of another issuer. */
  readonly level: Level;
  /** ASCII, on one line: somebody else wrote the policy. */
  readonly text: string;
}

/** A remark, and the part of the policy that it is about. */
type Found = readonly [level: Level, text: string, part: string];

/**
 * Reviews a trust policy statement by statement. A statement lets in what its tightest condition on the subject does, and
 * that is judged by position: by what the text before the first wildcard pins down. A condition that cannot be decided here
 * counts as met where it allows, and as not met where it denies.
 * @param issuer of the job's token
 * @param repository of the job; undefined if its token has none
 */
export function reviewTrust(
  { statements, characters }: TrustPolicy,
  issuer: string,
  repository: Repository | undefined,
): Remark[] {
  const found = statements.flatMap((statement, index): Found[] => {
    if (statement.effect === 'Deny' || !isAboutAssuming(statement)) return [];
    if (statement.federated.length === 0) return inForm(statement);
    const limits = statements.flatMap((other) => limitsBy(other, statement));
    const conditions = [...statement.conditions, ...limits];
    return [...inTokens(conditions, `statement ${index + 1}`, issuer, repository), ...inForm(statement)];
  });
  if (characters > MAX_TRUST_POLICY)
    found.push(['warning', `RAM takes at most ${MAX_TRUST_POLICY} characters.`, `${characters} characters`]);
  const alike = Map.groupBy(found, ([level, text]) => `${level} ${text}`);
  return [...alike.values()]
    .map((all): Remark => {
      const [[level, text] = ['info', ''] as const] = all;
      return {
        level,
        text: ascii(`${text} Found: ${[...new Set(all.map(([, , part]) => part))].join(', ')}`),
      };
    })
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

/** What is wrong with a statement whoever asks. */
function inForm({ actions, others, federated, conditions }: Statement): Found[] {
  const isOpen = (principal: string): boolean => principal.endsWith(' *') && conditions.length === 0;
  return [
    ...others.map(
      (one): Found => [isOpen(one) ? 'error' : 'warning', 'Not only OIDC tokens are trusted.', one],
    ),
    ...warn(
      'Any OIDC provider of the account is trusted. Name a single one.',
      federated.filter((arn) => arn.includes('*')),
    ),
    ...warn(
      'A trust policy needs the action sts:AssumeRole and nothing else.',
      actions.filter((action) => !/^sts:(?:AssumeRole|SetSourceIdentity)$/i.test(action)),
    ),
    ...warn(
      'What cannot be evaluated here counts as not met by this job, and as met by anybody else.',
      conditions.filter((one) => !isDecidable(one)).map(({ operator, key }) => `${operator} ${key}`),
    ),
    ...warn(
      'StringEquals takes a * literally. Use StringLike for a pattern.',
      conditions
        .filter(({ operator, values }) => operator.startsWith('StringEquals') && `${values}`.includes('*'))
        .map(({ key }) => key),
    ),
  ];
}

/** Whose tokens a statement lets in. */
function inTokens(
  conditions: readonly Condition[],
  where: string,
  issuer: string,
  repository: Repository | undefined,
): Found[] {
  const on = (key: string): Condition[] =>
    conditions.filter((condition) => condition.key === key && isPositive(condition.operator));
  const issuers = on('oidc:iss').filter(isExact);
  const names = issuers.flatMap(({ values }) => values);
  const isOfJob = (name: string): boolean => repository !== undefined && name === issuer;
  const isGithub = names.length === 0 || names.some((name) => isGithubIssuer(name) || isOfJob(name));
  const judged = (value: string, operator: string, part: string): Found[] =>
    judge(value, operator, isGithub, repository).map(([level, text]) => [level, text, part]);
  const [tightest] = on('oidc:sub')
    .map(({ operator, values }) => values.flatMap((value) => judged(value, operator, `oidc:sub ${value}`)))
    .toSorted((a, b) => worstOf(b) - worstOf(a));
  const lettingIn = tightest ?? judged('*', 'StringLike', `${where} without oidc:sub`);
  const isLimited = !conditions.every(isDecidable);
  return [
    ...lettingIn.map(
      ([level, ...rest]): Found => [isLimited && level === 'error' ? 'warning' : level, ...rest],
    ),
    ...warn(
      'oidc:iss is not checked by StringEquals, as RAM wants it: other issuers may be trusted.',
      issuers.some(({ operator }) => operator === 'StringEquals') ? [] : [where],
    ),
    ...warn(
      'oidc:aud is not checked, or by a wildcard: tokens for other services are accepted.',
      on('oidc:aud').some(isExact) ? [] : [where],
    ),
  ];
}

function warn(text: string, parts: readonly string[]): Found[] {
  return parts.map((part) => ['warning', text, part]);
}

/** The index of the worst level; beyond all where there is none. */
function worstOf(found: readonly Found[]): number {
  return Math.min(LEVELS.length, ...found.map(([level]) => LEVELS.indexOf(level)));
}

/** A denial of all but some limits whatever it applies to, as a condition does. */
function limitsBy(denial: Statement, { federated }: Statement): Condition[] {
  const [condition, ...more] = denial.conditions;
  const applies =
    denial.effect === 'Deny' &&
    isAboutAssuming(denial) &&
    federated.every((arn) => denial.federated.includes(arn) || denial.federated.includes('*'));
  if (!applies || !condition || more.length > 0 || !isDecidable(condition) || isPositive(condition.operator))
    return [];
  return [{ ...condition, operator: condition.operator.replace('Not', '') }];
}

function isDecidable({ operator, key }: Condition): boolean {
  return isPositive(operator) !== undefined && /^oidc:(?:iss|aud|sub)$/.test(key);
}

function isExact({ operator, values }: Condition): boolean {
  return operator !== 'StringLike' || !values.some((value) => /[*?]/.test(value));
}

const ANYBODY =
  'Anybody on GitHub can assume this role. Start oidc:sub with repo:OWNER/NAME: and no wildcard.';
const PULL_REQUEST = 'Pull requests are trusted, which can change the workflow that runs, reviewed or not.';

/** What follows the repository in a subject, and what to say where it is left open. */
const CONTEXTS = [
  [
    'ref:refs/heads/',
    'Any branch that matches is trusted. Name the branch, or an environment with protection rules.',
  ],
  ['ref:refs/tags/', 'Any tag that matches is trusted, whoever pushes it.'],
  ['environment:', 'Any environment that matches is trusted, with protection rules or without.'],
  ['pull_request:', PULL_REQUEST],
  ['ref:refs/pull/', PULL_REQUEST],
] as const;

/** Who is let in by a value of a condition on the subject, and how bad that is. */
function judge(
  value: string,
  operator: string,
  isGithub: boolean,
  repository: Repository | undefined,
): [Level, string][] {
  const start = operator === 'StringLike' ? value.replace(/[*?].*$/s, '') : value;
  const isWhole = start === value;
  const isOpen = !isWhole || operator === 'StringEqualsIgnoreCase';
  if (!isGithub) {
    // A cluster, whose subjects name service accounts from left to right.
    if (start === '' && !isWhole)
      return [['error', 'Any token of the issuer is trusted. Name the subject in full.']];
    return isOpen ? [['warning', 'Subjects that are not named in full are trusted.']] : [];
  }
  // Only a colon or the end completes a field. No two names on GitHub differ in case alone.
  const text = `${start}${isWhole ? ':' : ''}`.toLowerCase();
  if (!pinsOwner(text)) return [['error', ANYBODY]];
  if (!isOpen && /:job_workflow_ref:[^:@]+@[^:]+/.test(text))
    return [['info', 'Whether this role can be assumed is up to the workflow in job_workflow_ref.']];
  const rest = repository && contextOf(text, repository);
  if (rest === undefined) return [['warning', "Repositories other than the job's own are trusted."]];
  const open = CONTEXTS.filter(
    ([head, remark]) =>
      head.startsWith(rest) || ((isOpen || remark === PULL_REQUEST) && rest.startsWith(head)),
  );
  if (open.length === 0 && !CONTEXTS.some(([head]) => rest.startsWith(head)))
    return [['warning', 'It cannot be judged here which jobs are trusted.']];
  return open.map(([, remark]) => ['warning', remark]);
}
