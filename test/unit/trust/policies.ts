/** Trust policies and repositories as somebody may have them, sound or not. */

import fc from 'fast-check';
import type { Asked, Own } from './model.ts';

const ACCOUNT = '1234567890123456';
const GITHUB = `acs:ram::${ACCOUNT}:oidc-provider/github`;
const CLUSTER = `acs:ram::${ACCOUNT}:oidc-provider/ack-rrsa`;
const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
const CLUSTER_ISSUER = 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c0123';

export interface Case extends Asked {
  readonly claims: Readonly<Record<string, string>>;
}

const OWNS: readonly Own[] = [
  { owner: 'octo', name: 'app', ownerId: '65', id: '74' },
  { owner: 'Octo-Org', name: 'App.js', ownerId: '165', id: '9' },
];

function subjectsOf({ owner, name, ownerId, id }: Own): string[] {
  const workflow = `job_workflow_ref:${owner}/flows/.github/workflows/d.yml@refs/heads/main`;
  const contexts = [
    'ref:refs/heads/main',
    'ref:refs/tags/v1',
    'environment:prod',
    'pull_request',
    'ref:refs/pull/7/merge',
  ];
  const repos = [
    ...[`repo:${owner}/${name}`, `repo:${owner}@${ownerId}/${name}@${id}`],
    ...[
      `repo:${owner}/other`,
      `repo:${owner}@${ownerId}/other@75`,
      'repo:mallory/x',
      `repo:${owner}-x/${name}`,
    ],
  ];
  return [
    ...repos.flatMap((repo) => contexts.map((context) => `${repo}:${context}`)),
    ...repos.map((repo) => `${repo}:${workflow}`),
    ...repos.map((repo) => `${repo}:environment:prod:${workflow}`),
    ...[
      `repo:${owner}/${name}`,
      `repo:${owner}/${name}:actor:cat`,
      `repository:${owner}/${name}:environment:prod`,
    ],
    ...[
      `repository_owner:${owner}`,
      `repository_owner:${owner}:${workflow}`,
      `repository_owner_id:${ownerId}:environment:prod`,
    ],
    ...[`repository_id:${id}:environment:prod`, 'repository_id:75:environment:prod'],
    ...[
      workflow,
      'environment:prod',
      'actor:cat',
      'ref:refs/heads/main',
      `environment:prod:repo:${owner}/${name}`,
    ],
    ...['system:serviceaccount:team:runner', 'system:serviceaccount:team:other'],
  ];
}

const SWEEPING = [
  '*',
  '?*',
  'repo:*',
  'repo:??*',
  'repository_owner:*',
  'job_workflow_ref:*',
  'system:*',
  'system:serviceaccount:*',
  'system:serviceaccount:team:*',
];

/** A subject, or what a hand makes of it: parts replaced by wildcards, cut, in other letters. */
const patternOf = (own: Own): fc.Arbitrary<string> => {
  const subject = fc.constantFrom(...subjectsOf(own));
  const changed = fc
    .tuple(
      subject,
      fc.array(fc.tuple(fc.nat(70), fc.nat(12), fc.constantFrom('*', '*', '?', '**', '*?')), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([whole, cuts]) =>
      cuts.reduce((text, [at, length, wild]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + wild + text.slice(from + length);
      }, whole),
    );
  const after = fc.tuple(subject, fc.nat(6)).map(
    ([whole, parts]) =>
      `${whole
        .split(/(?<=[:/@])/)
        .slice(0, parts + 1)
        .join('')}*`,
  );
  return fc.oneof(
    { weight: 5, arbitrary: subject },
    { weight: 3, arbitrary: changed },
    { weight: 3, arbitrary: after },
    { weight: 1, arbitrary: fc.constantFrom(...SWEEPING) },
    { weight: 1, arbitrary: subject.map((text) => text.toUpperCase()) },
  );
};

const some = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof({ weight: 3, arbitrary: item }, { weight: 1, arbitrary: fc.array(item, { maxLength: 3 }) });

const UNDECIDABLE = [
  ['IpAddress', 'acs:SourceIp', '192.0.2.0/24'],
  ['Bool', 'acs:SecureTransport', 'true'],
  ['DateLessThan', 'acs:CurrentTime', '2030-01-01T00:00:00Z'],
  ['ForAnyValue:StringEquals', 'oidc:sub', 'x'],
  ['StringEquals', 'sts:ExternalId', 'x'],
] as const;

type Conditions = [operator: string, key: string, value: string | string[]][];

const conditions = (own: Own, issuer: string): fc.Arbitrary<Conditions> => {
  /** @param odds of ten */
  const list = (item: fc.Arbitrary<Conditions[number]>, odds: number): fc.Arbitrary<Conditions> =>
    fc.oneof(
      { weight: odds, arbitrary: item.map((one): Conditions => [one]) },
      { weight: 10 - odds, arbitrary: fc.constant<Conditions>([]) },
    );
  const operators = fc.constantFrom(
    'StringEquals',
    'StringEquals',
    'StringLike',
    'StringLike',
    'StringLike',
    'StringEqualsIgnoreCase',
  );
  const iss = fc.oneof(
    { weight: 9, arbitrary: fc.constant(['StringEquals', 'oidc:iss', issuer] as Conditions[number]) },
    fc.tuple(operators, fc.constant('oidc:iss'), fc.constantFrom(GITHUB_ISSUER, CLUSTER_ISSUER, 'https://*')),
  );
  const aud = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constant(['StringEquals', 'oidc:aud', 'sts.aliyuncs.com'] as Conditions[number]),
    },
    fc.tuple(fc.constant('StringLike'), fc.constant('oidc:aud'), fc.constantFrom('*', 's*')),
  );
  const sub = fc.tuple(operators, fc.constant('oidc:sub'), some(patternOf(own)));
  const negative = fc.tuple(
    fc.constantFrom('StringNotEquals', 'StringNotLike', 'StringNotEqualsIgnoreCase'),
    fc.constant('oidc:sub'),
    some(patternOf(own)),
  );
  const undecidable = fc.constantFrom(...UNDECIDABLE).map((one) => [...one] as Conditions[number]);
  return fc
    .tuple(list(iss, 9), list(aud, 9), list(sub, 9), list(sub, 2), list(negative, 1), list(undecidable, 2))
    .map((parts) => parts.flat());
};

function conditionOf(conditions: Conditions): object {
  const condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of conditions)
    condition[operator] = { ...condition[operator], [key]: value };
  return condition;
}

const PRINCIPALS = [
  { Federated: '*' },
  { Federated: [GITHUB, CLUSTER] },
  { Federated: CLUSTER },
  { Federated: [] },
  { RAM: 'acs:ram::2234567890123456:root' },
  { RAM: '*' },
  { Service: 'ecs.aliyuncs.com' },
  { Federated: GITHUB, RAM: ['acs:ram::2234567890123456:role/x'] },
];

const statementOf = (own: Own, provider: string, issuer: string): fc.Arbitrary<object> => {
  const allow = fc
    .tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.constant({ Federated: [provider] } as object) },
        fc.constantFrom(...PRINCIPALS),
      ),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant('sts:AssumeRole' as string | string[]) },
        fc.constantFrom('sts:*', '*', 'ecs:*', ['sts:AssumeRole', 'sts:SetSourceIdentity']),
      ),
      conditions(own, issuer),
    )
    .map(([Principal, Action, list]) => ({
      Effect: 'Allow',
      Action,
      Principal,
      Condition: conditionOf(list),
    }));
  const denied = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('StringNotEquals', 'StringNotLike'),
        fc.constant('oidc:sub'),
        some(patternOf(own)),
      )
      .map((one) => [one] as Conditions),
    fc
      .tuple(fc.constantFrom('StringEquals', 'StringLike'), fc.constant('oidc:sub'), some(patternOf(own)))
      .map((one) => [one] as Conditions),
    conditions(own, issuer),
  );
  const deny = fc.tuple(fc.constantFrom(provider, '*', CLUSTER), denied).map(([Federated, list]) => ({
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Principal: { Federated },
    Condition: conditionOf(list),
  }));
  return fc.oneof({ weight: 5, arbitrary: allow }, { weight: 1, arbitrary: deny });
};

/** A job, and a policy that its role could have. */
export const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...OWNS), fc.constantFrom('classic', 'immutable', 'cluster'))
  .chain(([own, form]) => {
    const inCluster = form === 'cluster';
    const [provider, issuer] = inCluster ? [CLUSTER, CLUSTER_ISSUER] : [GITHUB, GITHUB_ISSUER];
    const sub = inCluster
      ? 'system:serviceaccount:team:runner'
      : `${form === 'classic' ? `repo:${own.owner}/${own.name}` : `repo:${own.owner}@${own.ownerId}/${own.name}@${own.id}`}:ref:refs/heads/main`;
    const repository = {
      repository: `${own.owner}/${own.name}`,
      repository_id: own.id,
      repository_owner_id: own.ownerId,
    };
    const claims = { iss: issuer, aud: 'sts.aliyuncs.com', sub, ...(inCluster ? {} : repository) };
    return fc.array(statementOf(own, provider, issuer), { minLength: 1, maxLength: 3 }).map((Statement) => ({
      policy: { Version: '1', Statement },
      provider,
      issuer,
      own: inCluster ? undefined : own,
      claims,
    }));
  });
