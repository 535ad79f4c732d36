import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json.ts';
import { parseTrustPolicy, type TrustPolicy } from '../../../src/trust/policy.ts';
import { reportTrust } from '../../../src/trust/report.ts';
import { reviewTrust } from '../../../src/trust/review.ts';
import { trustPolicyFor } from '../../../src/trust/suggest.ts';
import { askedJobs, exactJobs, repositories } from '../setup/support.ts';
import { isAboutStrangers, remarksOnSetup } from './silence.ts';

const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const CLUSTER = 'acs:ram::1234567890123456:oidc-provider/ack-rrsa';
const CLUSTER_ISSUER = 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c0123';
const ISSUER = 'https://token.actions.githubusercontent.com';
const MAIN = 'repo:octo-org/octo-repo:ref:refs/heads/main';
const REPOSITORY = { owner: 'octo-org', name: 'octo-repo', ids: { owner: '65', name: '74' } };

const policyOf = (value: unknown): TrustPolicy => parseTrustPolicy(JSON.stringify(value), 'trust-policy');

const token = { 'oidc:iss': ISSUER, 'oidc:aud': 'sts.aliyuncs.com' };
const statement = (condition: object, changes: object = {}): object => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Federated: PROVIDER },
  Condition: condition,
  ...changes,
});
const allow = (sub: string | string[], more: object = {}, changes: object = {}): object =>
  statement({ StringEquals: token, StringLike: { 'oidc:sub': sub }, ...more }, changes);
const deny = (condition: object): object => statement(condition, { Effect: 'Deny' });

/** Each remark on a line, after its level. */
function review(...statements: readonly object[]): string {
  return reviewTrust(policyOf({ Version: '1', Statement: statements }), ISSUER, REPOSITORY)
    .map(({ level, text }) => `${level}: ${text}`)
    .join('\n');
}

const levelsOf = (remarks: string): string[] => remarks.split('\n').map((line) => line.split(':')[0] ?? '');

describe('a wildcard is judged by where it stands', () => {
  const OWN = 'repo:octo-org/octo-repo';
  test.each([
    [`${OWN}:ref:refs/heads/????`, /^warning: Any branch/],
    [`${OWN}:ref:refs/heads/release/*`, /^warning: Any branch/],
    [`${OWN}:ref:refs/heads/*`, /^warning: Any branch/],
    [`${OWN}:ref:refs/*/main`, /^warning: Any branch.*\nwarning: Any tag.*\nwarning: Pull requests/],
    [`${OWN}:*/main`, /Any branch.*\n.*Any tag.*\n.*Any environment.*\n.*Pull requests/],
    [`${OWN}:ref:refs/tags/v?`, /^warning: Any tag[^\n]*$/],
    [`${OWN}:environment:prod-*`, /^warning: Any environment[^\n]*$/],
    [`${OWN}:pull_request`, /^warning: Pull requests[^\n]*$/],
    [`${OWN}:pull_?equest`, /^warning: Pull requests[^\n]*$/],
    [`${OWN}:ref:refs/pull/*`, /^warning: Pull requests[^\n]*$/],
    [`${OWN}:ref:refs/pull/7/merge`, /^warning: Pull requests[^\n]*$/],
    ['repo:octo-org@65/octo-repo@74:ref:refs/heads/v*', /^warning: Any branch[^\n]*$/],
    // Another repository of the owner, with such a name of an environment before the ref, gets in.
    ['repo:octo-org@*/octo-repo@*:ref:refs/heads/main', /^warning: Repositories other/],
    ['repo:octo-org/*', /^warning: Repositories other/],
    ['repo:octo-org/octo-repo*', /^warning: Repositories other/],
    ['repo:octo-org/*-repo:ref:refs/heads/main', /^warning: Repositories other/],
    ['repo:octo-org@65*', /^warning: Repositories other/],
    ['repo:octo-org/tool:environment:prod', /^warning: Repositories other/],
    ['repo:other-org/tool:environment:prod', /^warning: Repositories other/],
    ['*:refs/heads/main', /^error: Anybody/],
    ['*', /^error: Anybody/],
    ['repo:octo-org*', /^error: Anybody/],
    ['repo:octo-or?/octo-repo:ref:refs/heads/main', /^error: Anybody/],
    ['repo:octo*@65/octo-repo@74:ref:refs/heads/main', /^error: Anybody/],
    ['????:octo-org/octo-repo:ref:refs/heads/main', /^error: Anybody/],
    [MAIN, /^$/],
    ['repo:octo-org@65/octo-repo@74:ref:refs/heads/main', /^$/],
    ['repo:Octo-Org/Octo-Repo:environment:prod', /^$/],
  ])('%s', (pattern, remark) => {
    expect(review(allow(pattern))).toMatch(remark);
  });

  test.each(['*', '?', '*?', '*a', ':*', 'repo:a/'])('in moments, whatever is repeated: %s', (text) => {
    const before = process.cpuUsage();
    const long = text.repeat(60_000 / text.length);
    const remarks = review(allow(long), ...Array.from({ length: 100 }, () => allow(text.repeat(20))));
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    expect(remarks.length).toBeLessThan(50_000);
  });

  test('wherever it is in the name of the owner or the repository', () => {
    const [start, slash, end] = ['repo:'.length, 'repo:octo-org'.length, 'repo:octo-org/octo-repo'.length];
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: end - 1 }),
        fc.nat(12),
        fc.constantFrom('*', '?'),
        (from, length, wildcard) => {
          const to = Math.min(from + length, end);
          const remarks = review(allow(MAIN.slice(0, from) + wildcard + MAIN.slice(to)));
          expect(levelsOf(remarks)).toEqual([from <= slash ? 'error' : 'warning']);
        },
      ),
    );
  });
});

describe('nobody gets in without a word', () => {
  const limit = { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } };
  const flow = 'job_workflow_ref:octo-org/flows/.github/workflows/d.yml@refs/heads/main';
  const cluster = (sub: string): object =>
    statement(
      {
        StringEquals: { 'oidc:iss': CLUSTER_ISSUER, 'oidc:aud': 'sts.aliyuncs.com' },
        StringLike: { 'oidc:sub': sub },
      },
      { Principal: { Federated: CLUSTER } },
    );

  test.each<[string, object[], RegExp]>([
    ['by a condition on the address', [allow(MAIN), allow('repo:*', limit)], /^warning: Anybody/m],
    ['by Bool', [allow('repo:*', { Bool: { 'acs:SecureTransport': 'true' } })], /^warning: Anybody/m],
    ['by a date', [allow('repo:*', { DateLessThan: { 'acs:CurrentTime': 'x' } })], /^warning: Anybody/m],
    [
      'where a denial is limited by such a condition',
      [allow('repo:*'), deny({ StringNotLike: { 'oidc:sub': MAIN }, ...limit })],
      /^error: Anybody/,
    ],
    [
      'where a denial is of such a condition alone',
      [allow('repo:*'), deny({ StringNotEquals: { 'acs:UserAgent': 'x' } })],
      /^error: Anybody/,
    ],
    [
      'where a denial names somebody made up',
      [allow('repo:*'), deny({ StringLike: { 'oidc:sub': '*probe*' } })],
      /^error: Anybody/,
    ],
    [
      'where a denial is of one provider, and two are trusted',
      [
        allow('repo:*', {}, { Principal: { Federated: [PROVIDER, CLUSTER] } }),
        deny({ StringNotEquals: { 'oidc:sub': MAIN } }),
      ],
      /^error: Anybody/,
    ],
    [
      'where a denial is of another action',
      [
        allow('repo:*'),
        statement({ StringNotEquals: { 'oidc:sub': MAIN } }, { Effect: 'Deny', Action: 'ecs:*' }),
      ],
      /^error: Anybody/,
    ],
    [
      'by a key that is known here for no token',
      [allow('repo:*', { StringEquals: { ...token, 'sts:ExternalId': 'x' } })],
      /^warning: Anybody.*\nwarning: What cannot|^warning: What cannot.*\nwarning: Anybody/,
    ],
    [
      'of one of two issuers',
      [
        statement({
          StringEquals: { ...token, 'oidc:iss': [CLUSTER_ISSUER, ISSUER] },
          StringLike: { 'oidc:sub': 'repo:*' },
        }),
      ],
      /^error: Anybody/,
    ],
    [
      'for any audience beside a good one',
      [
        statement({
          StringEquals: { 'oidc:iss': ISSUER, 'oidc:sub': MAIN },
          StringLike: { 'oidc:aud': ['sts.aliyuncs.com', 's*'] },
        }),
      ],
      /^warning: oidc:aud/,
    ],
    [
      'as another account',
      [allow(MAIN, {}, { Principal: { Federated: PROVIDER, RAM: 'acs:ram::2:root' } })],
      /acs:ram::2:root/,
    ],
    [
      'as another account, in another statement',
      [allow(MAIN), statement({}, { Principal: { RAM: 'acs:ram::2:root' } })],
      /^warning: Not only/,
    ],
    [
      'as anybody',
      [allow(MAIN), statement({}, { Principal: { RAM: '*' } })],
      /^error: Not only OIDC.*RAM \*/,
    ],
    [
      'as a service',
      [allow(MAIN), statement({}, { Principal: { Service: 'ecs.aliyuncs.com' } })],
      /^warning: Not only/,
    ],
    [
      'by SAML',
      [statement({}, { Principal: { Federated: 'acs:ram::1:saml-provider/x' } })],
      /^warning: Not only/,
    ],
    ['by a customised subject', [allow('repository_owner:*')], /^error: Anybody/],
    [
      'by any workflow',
      [allow('job_workflow_ref:*/.github/workflows/d.yml@refs/heads/main')],
      /^error: Anybody/,
    ],
    ['by a workflow alone', [allow(flow)], /^error: Anybody/],
    ['by an environment alone', [allow('environment:production')], /^error: Anybody/],
    [
      'by any workflow of the repository',
      [allow('repo:octo-org/octo-repo:job_workflow_ref:*')],
      /^warning: It cannot be judged/,
    ],
    [
      'by any field of the repository',
      [allow('repo:octo-org/octo-repo:actor:octocat')],
      /^warning: It cannot be judged/,
    ],
    [
      'by the repository alone',
      [allow('repo:octo-org/octo-repo')],
      /Any branch.*\n.*Any tag.*\n.*Any environment.*\n.*Pull/,
    ],
    ['by the owner alone', [allow('repository_owner:octo-org')], /^warning: Repositories other/],
    [
      'with other letters',
      [statement({ StringEquals: token, StringEqualsIgnoreCase: { 'oidc:sub': MAIN } })],
      /^warning: Any branch/,
    ],
    [
      'for any audience',
      [
        statement({
          StringEquals: { 'oidc:iss': ISSUER, 'oidc:sub': MAIN },
          StringLike: { 'oidc:aud': '*' },
        }),
      ],
      /^warning: oidc:aud/,
    ],
    [
      'for some audiences',
      [
        statement({
          StringEquals: { 'oidc:iss': ISSUER, 'oidc:sub': MAIN },
          StringLike: { 'oidc:aud': 's*' },
        }),
      ],
      /^warning: oidc:aud/,
    ],
    [
      'for no audience',
      [statement({ StringEquals: { 'oidc:iss': ISSUER, 'oidc:sub': MAIN } })],
      /^warning: oidc:aud/,
    ],
    [
      'of another issuer',
      [
        statement({
          StringEquals: { 'oidc:aud': 'x', 'oidc:sub': MAIN },
          StringLike: { 'oidc:iss': 'https://token*' },
        }),
      ],
      /^warning: oidc:iss/,
    ],
    [
      'of another provider',
      [allow(MAIN), allow('*', {}, { Principal: { Federated: CLUSTER } })],
      /^error: Anybody/,
    ],
    ['of any provider', [allow(MAIN, {}, { Principal: { Federated: '*' } })], /^warning: Any OIDC provider/],
    [
      'of a cluster',
      [allow(MAIN), cluster('system:serviceaccount:*')],
      /^warning: Subjects that are not named in full/,
    ],
    ['of any cluster', [cluster('*:runner')], /^error: Any token of the issuer/],
    [
      'by no condition on the subject',
      [statement({ StringEquals: token })],
      /^error: Anybody.*statement 1 without oidc:sub/,
    ],
    [
      'by a condition on what it is not',
      [statement({ StringEquals: token, StringNotLike: { 'oidc:sub': 'x' } })],
      /^error: Anybody/,
    ],
    [
      'for more than this',
      [allow(MAIN, {}, { Action: ['sts:AssumeRole', 'sts:*'] })],
      /^warning: A trust policy needs.*Found: sts:\*$/,
    ],
    [
      'by a star that is none',
      [statement({ StringEquals: { ...token, 'oidc:sub': 'repo:octo-org/octo-repo:*' } })],
      /Use StringLike/,
    ],
  ])('%s', (_name, statements, remark) => {
    expect(review(...statements)).toMatch(remark);
  });

  test.each<[string, object[]]>([
    ['a service account', [cluster('system:serviceaccount:team:runner')]],
    [
      'the tightest of several conditions',
      [allow('repo:*', { StringEquals: { ...token, 'oidc:sub': MAIN } })],
    ],
    [
      'a denial of all others',
      [allow('repo:octo-org/octo-repo:*'), deny({ StringNotEquals: { 'oidc:sub': MAIN } })],
    ],
    [
      'a statement that lets nobody in',
      [allow(MAIN), statement({ StringEquals: { ...token, 'oidc:sub': [] } })],
    ],
    [
      'another action',
      [allow(MAIN), statement({}, { Action: 'sts:SetSourceIdentity', Principal: { RAM: '*' } })],
    ],
    ['the source identity', [allow(MAIN, {}, { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] })]],
    ['a repository by its ID', [allow('repository_id:74:environment:prod')]],
  ])('and none is needed for %s', (_name, statements) => {
    expect(review(...statements)).toBe('');
  });

  test('a workflow that decides by itself is one line of information', () => {
    for (const repo of ['repo:octo-org/octo-repo', 'repository_owner:octo-org'])
      expect(levelsOf(review(allow(`${repo}:${flow}`)))).toEqual(['info']);
  });

  test('a token without a repository', () => {
    const policy = policyOf({ Version: '1', Statement: [allow('repo:*'), allow(MAIN), cluster('*')] });
    const levels = reviewTrust(policy, CLUSTER_ISSUER, undefined).map(({ level }) => level);
    expect(levels).toEqual(['error', 'error', 'warning']);
  });

  test('an issuer that nobody knows but from the token is GitHub’s where the token has a repository', () => {
    const issuer = 'https://forge.example.com/api/actions';
    const open = statement({
      StringEquals: { ...token, 'oidc:iss': issuer },
      StringLike: { 'oidc:sub': 'repo:*' },
    });
    const policy = policyOf({ Version: '1', Statement: [open] });
    expect(reviewTrust(policy, issuer, REPOSITORY)[0]?.text).toMatch(/^Anybody on GitHub/);
    expect(reviewTrust(policy, issuer, undefined)[0]?.text).toMatch(/^Subjects/);
  });

  test('a policy that RAM would refuse for its length is reviewed all the same', () => {
    const many = Array.from({ length: 60 }, (_, index) => `repo:octo-org/octo-repo:ref:refs/heads/v${index}`);
    expect(review(allow(many))).toMatch(/^warning: RAM takes at most 2048 characters/);
    expect(review(allow([...many, '*']))).toMatch(/^error: Anybody.*\nwarning: RAM takes/);
  });

  test('each kind of remark is made once, with all that it is about', () => {
    expect(review(allow(['repo:a/*', 'repo:b/*']), allow('repo:a/*'))).toBe(
      "warning: Repositories other than the job's own are trusted. Found: oidc:sub repo:a/*, oidc:sub repo:b/*",
    );
  });
});

describe('what setup prints', () => {
  test('for one branch, tag or environment is nothing to remark on', () => {
    const jobs = exactJobs.filter(({ of }) => of !== 'pull-request');
    fc.assert(
      fc.property(repositories, jobs, fc.boolean(), (repository, of, withIds) => {
        expect(remarksOnSetup({ repository, of }, withIds)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is never open to anybody, nor to another repository', () => {
    fc.assert(
      fc.property(repositories, askedJobs, fc.boolean(), (repository, of, withIds) => {
        expect(remarksOnSetup({ repository, of }, withIds).filter(isAboutStrangers)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('what a refusal suggests is nothing to remark on, but for pull requests', () => {
  for (const subject of [
    MAIN,
    'repo:octo-org@65/octo-repo@74:environment:prod',
    'repo:octo-org/octo-repo:pull_request',
  ]) {
    const suggested = trustPolicyFor({ iss: ISSUER, aud: 'sts.aliyuncs.com', sub: subject }, PROVIDER) ?? '';
    const remarks = reviewTrust(parseTrustPolicy(suggested, 'trust-policy'), ISSUER, REPOSITORY);
    expect(remarks.length).toBe(subject.endsWith('pull_request') ? 1 : 0);
  }
});

test('a report never throws, and what somebody else has chosen is plain text in it', () => {
  const evil = fc.constantFrom(
    ...['::error::x', '`x`', '<b>', 'a\nb', '\u0430', 'plain', 'm\u0430in\u202e'],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('aud', 'repository', 'repository_id'), fc.jsonValue()),
      ...([evil, evil, evil, evil] as const),
      (claims, sub, key, operator, principal) => {
        const all = { iss: ISSUER, sub, ...claims } as JsonObject;
        // As JSON.parse makes it: `__proto__` is a key like any other.
        const text = JSON.stringify({
          Version: '1',
          Statement: ['Allow', 'Deny'].map((Effect) => ({
            Effect,
            Action: ['*', sub],
            Principal: { Federated: sub, KIND: principal },
            Condition: { OPERATOR: { KEY: sub } },
          })),
        })
          .replaceAll('KIND', JSON.stringify(principal).slice(1, -1))
          .replaceAll('OPERATOR', JSON.stringify(operator).slice(1, -1))
          .replaceAll('KEY', JSON.stringify(key).slice(1, -1));
        const report = reportTrust(parseTrustPolicy(text, 'x'), all, PROVIDER, [`repo:${sub}`]);
        const said = [report.lines, report.reason, ...report.remarks.map((remark) => remark.text)];
        for (const one of said) expect(one).not.toMatch(/a\nb|[^\n\x20-\x7e✓✗…]/);
      },
    ),
    { numRuns: 1_000 },
  );
});
