import {
  type Condition,
  evaluateTrust,
  MAX_TRUST_POLICY,
  type Presented,
  type Statement,
  type TrustPolicy,
} from './evaluate.ts';
import { contextOf, type Repository, subjectsOf } from './subjects.ts';

/** A security reviewer's remark on a trust policy. */
export interface Remark {
  /** `error` if anybody on GitHub can assume the role. */
  readonly level: 'error' | 'warning';
  readonly text: string;
}

/**
 * Reviews a trust policy in two ways: by reading it, and by trying it on jobs that nobody had in mind, so that it doesn't
 * matter how the policy lets them in.
 */
export function reviewTrust(
  policy: TrustPolicy,
  job: Presented,
  repository: Repository | undefined,
): Remark[] {
  const allowing = policy.statements.filter(
    ({ effect, federated }) => effect === 'Allow' && federated.length > 0,
  );
  return [
    ...(repository ? othersLetIn(policy, job, repository) : []),
    ...new Set(allowing.flatMap((statement) => remarksOn(statement, job))),
  ].map((remark) => (typeof remark === 'string' ? { level: 'warning', text: remark } : remark));
}

/** A name that nobody uses. */
const NOBODY = 'alicloud-credentials-probe';

function othersLetIn(policy: TrustPolicy, job: Presented, repository: Repository): Remark[] {
  const own = contextOf(job.subject, repository);
  const contexts = [
    ...(own === undefined ? [] : [own]),
    ...[
      'ref:refs/heads/main',
      `ref:refs/heads/${NOBODY}`,
      `ref:refs/tags/${NOBODY}`,
      `environment:${NOBODY}`,
    ],
    'pull_request',
  ];
  const letsIn = (other: Repository, context: string): boolean =>
    subjectsOf(other, context).some(
      (subject) => evaluateTrust(policy, { ...job, subject }).decision === 'trusted',
    );
  const letsInAny = (others: readonly Repository[]): boolean =>
    others.some((other) => contexts.some((context) => letsIn(other, context)));

  const { owner, name, ids } = repository;
  const foreign = { owner: '9', name: '9' };
  const strangers = [
    { owner: NOBODY, name, ids: foreign },
    { owner: NOBODY, name: NOBODY, ids: foreign },
    // If a wildcard follows the owner's name, anybody can register a name that matches.
    { owner: `${owner}-${NOBODY}`, name, ids: foreign },
    { owner: `${NOBODY}-${owner}`, name, ids: foreign },
  ];
  if (letsInAny(strangers) || isOpen(policy, job, 'repo:', WILD_OWNER)) {
    return [
      {
        level: 'error',
        text:
          'Repositories of other owners are trusted, forks among them: anybody on GitHub can assume this role. ' +
          `Start every oidc:sub with repo:${owner}/${name}: or repo:${owner}@…/${name}@…: and use no wildcard in it.`,
      },
    ];
  }
  const siblings = [
    { owner, name: NOBODY, ids: ids && { ...ids, name: foreign.name } },
    { owner, name: `${name}-${NOBODY}`, ids: ids && { ...ids, name: foreign.name } },
  ];
  /** What follows `Any …`, for names that begin so: nothing where any will do, and undefined where no wildcard helps. */
  const anyOf = (context: string): string | undefined => {
    if (letsIn(repository, `${context}${NOBODY}`)) return '';
    const isWild = subjectsOf(repository, context).some((prefix) => isOpen(policy, job, prefix, WILD_NAME));
    return isWild ? ' that a wildcard matches' : undefined;
  };
  const [branch, tag, environment] = ['ref:refs/heads/', 'ref:refs/tags/', 'environment:'].map(anyOf);
  const remarks: [boolean, string][] = [
    [
      letsInAny(siblings) || isOpen(policy, job, '', WILD_REPOSITORY),
      `Other repositories of ${owner} are trusted, including those that do not exist yet.`,
    ],
    [
      branch !== undefined,
      `Any branch${branch} is trusted: whoever can push a branch can assume this role. Name the branch, or an environment with protection rules.`,
    ],
    [tag !== undefined, `Any tag${tag} is trusted: whoever can push a tag can assume this role.`],
    [
      environment !== undefined,
      `Any environment${environment} is trusted, including those without protection rules and those that do not exist yet.`,
    ],
    [
      letsIn(repository, 'pull_request'),
      'Pull requests are trusted: a pull request can change the workflow that runs, reviewed or not.',
    ],
  ];
  return remarks.flatMap(([holds, text]): Remark[] => (holds ? [{ level: 'warning', text }] : []));
}

/** In the owner's name: nobody else can have that name, whatever a wildcard in the ID after it would match. */
const WILD_OWNER = /^[^/@]*[*?]/;
const WILD_REPOSITORY = /^repo:[^/*?]*\/[^:]*[*?]/;
/** To the end: no name of a branch, tag or environment has a colon in a subject. */
const WILD_NAME = /^[^:*?]*[*?][^:]*$/;

/**
 * Whether a pattern of the policy has a wildcard in what follows a prefix, and lets somebody in by it. No list of made-up
 * names would have one that is like `octo-or?` or `octo*org`; this one is made from the pattern.
 */
function isOpen(policy: TrustPolicy, job: Presented, prefix: string, rest: RegExp): boolean {
  const patterns = policy.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ operator, key }) => operator === 'StringLike' && key === 'oidc:sub')
    .flatMap(({ values }) => values);
  // RAM takes no such policy, and trying it would take minutes.
  if (patterns.join('').length > MAX_TRUST_POLICY) return false;
  return patterns
    .flatMap((pattern) => restsOf(pattern.replace(/\*+/g, '*'), prefix))
    .filter((pattern) => rest.test(pattern))
    .map((pattern) => prefix + pattern.replaceAll('*', NOBODY).replaceAll('?', '9'))
    .some((subject) => evaluateTrust(policy, { ...job, subject }).decision === 'trusted');
}

/**
 * What may follow a prefix so that a pattern, without two stars in a row, matches the whole: patterns, since a star can
 * end at many places.
 */
function restsOf(pattern: string, prefix: string): string[] {
  /** A star may also be nothing. */
  const skipStars = (at: number): number[] => (pattern[at] === '*' ? [at, at + 1] : [at]);
  let places = new Set(skipStars(0));
  for (const character of prefix) {
    const next = [...places].flatMap((at) => {
      if (pattern[at] === '*') return skipStars(at);
      return pattern[at] === '?' || pattern[at] === character ? skipStars(at + 1) : [];
    });
    places = new Set(next);
  }
  return [...places].map((at) => pattern.slice(at));
}

function remarksOn(statement: Statement, job: Presented): string[] {
  const { actions, federated, conditions } = statement;
  const on = (key: string): Condition[] =>
    conditions.filter((condition) => condition.key === key && POSITIVE.has(condition.operator));
  const issuers = on('oidc:iss');
  return [
    ...actions
      .filter((action) => action.toLowerCase() !== 'sts:assumerole')
      .map((action) => `The action is ${action}: a trust policy needs sts:AssumeRole and nothing else.`),
    ...(federated.includes('*')
      ? ['Any OIDC provider of the account is trusted (Federated: *). Name a single provider.']
      : []),
    ...(on('oidc:aud').length === 0
      ? ['No condition checks oidc:aud: a token that was issued for another service is accepted.']
      : []),
    ...(issuers.some(({ operator }) => operator === 'StringEquals')
      ? []
      : ['No StringEquals condition checks oidc:iss, which RAM requires.']),
    ...issuers
      .filter(({ operator, values }) => operator === 'StringLike' && values.some(hasWildcard))
      .map(() => 'There is a wildcard in oidc:iss: other issuers may be trusted.'),
    ...issuers.flatMap(({ values }) => values.flatMap((value) => issuerRemark(value, job.issuer))),
    ...conditions
      .filter(
        ({ operator, values }) =>
          operator.startsWith('StringEquals') && values.some((value) => value.includes('*')),
      )
      .map(
        ({ operator, key }) => `${operator} matches the * in ${key} literally. Use StringLike for a pattern.`,
      ),
    ...conditions
      .filter(({ operator, key }) => !KNOWN.has(operator) || key.startsWith('acs:'))
      .map(
        ({ operator, key }) => `${operator} on ${key} cannot be evaluated here and counts as not matched.`,
      ),
  ];
}

/** An issuer that is almost the token's. */
function issuerRemark(value: string, issuer: string): string[] {
  const url = URL.parse(issuer);
  if (value === issuer || !url) return [];
  const bare = value.replace(/\/$/, '');
  if (bare === issuer) return [`oidc:iss ends with a slash; the token's issuer is ${issuer}.`];
  return bare === url.origin ? [`oidc:iss is without its path; the token's issuer is ${issuer}.`] : [];
}

const POSITIVE = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']);
const KNOWN = new Set([...POSITIVE, 'StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike']);

function hasWildcard(value: string): boolean {
  return /[*?]/.test(value);
}
