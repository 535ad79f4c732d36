import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../../setup/request.ts';
import { trustPolicy } from '../../../setup/trust.ts';
import type { JsonObject } from '../../../src/text/json.ts';
import { type Presented, parseTrustPolicy, type TrustPolicy } from '../../../src/trust/evaluate.ts';
import { reportTrust } from '../../../src/trust/report.ts';
import { reviewTrust } from '../../../src/trust/review.ts';
import { exactJobs, optionsOf, repositories } from '../setup/support.ts';

const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const JOB: Presented = {
  oidcProviderArn: PROVIDER,
  issuer: 'https://ghes.example.com/_services/token',
  audiences: ['sts.aliyuncs.com'],
  subject: 'repo:octo-org/octo-repo:ref:refs/heads/main',
};
const REPOSITORY = { owner: 'octo-org', name: 'octo-repo', ids: { owner: '65', name: '74' } };

function policyOf(value: object): TrustPolicy {
  const policy = parseTrustPolicy(JSON.stringify(value));
  if ('problem' in policy) throw new Error(policy.problem);
  return policy;
}

function allowing(condition: object): TrustPolicy {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Federated: PROVIDER } };
  return policyOf({ Version: '1', Statement: [{ ...statement, Condition: condition }] });
}

const remarksOn = (equals: object, more: object = {}): string =>
  reviewTrust(
    allowing({
      StringEquals: {
        'oidc:iss': JOB.issuer,
        'oidc:aud': 'sts.aliyuncs.com',
        'oidc:sub': JOB.subject,
        ...equals,
      },
      ...more,
    }),
    JOB,
    REPOSITORY,
  )
    .map(({ text }) => text)
    .join('\n');

const like = (...patterns: string[]): string =>
  reviewTrust(
    allowing({
      StringEquals: { 'oidc:iss': JOB.issuer, 'oidc:aud': 'sts.aliyuncs.com' },
      StringLike: { 'oidc:sub': patterns },
    }),
    JOB,
    REPOSITORY,
  )
    .map(({ text }) => text)
    .join('\n');

describe('a wildcard is seen where it stands', () => {
  const OWN = 'repo:octo-org/octo-repo';
  test.each([
    [`${OWN}:ref:refs/heads/????`, /^Any branch that a wildcard matches/],
    [`${OWN}:ref:refs/heads/release/*`, /^Any branch that a wildcard matches/],
    [`${OWN}:ref:refs/*/main`, /Any branch that a wildcard matches.*\nAny tag that a wildcard matches/],
    [`${OWN}:*/main`, /Any branch that.*\nAny tag that.*\nAny environment that/],
    [`${OWN}:ref:refs/tags/v?`, /^Any tag that a wildcard matches/],
    [`${OWN}:environment:prod-*`, /^Any environment that a wildcard matches/],
    ['repo:octo-org@*/octo-repo@*:ref:refs/heads/v*', /^Any branch that a wildcard matches/],
    [`${OWN}:ref:refs/heads/*`, /^Any branch is trusted/],
    ['*:refs/heads/main', /^Repositories of other owners/],
    ['*', /^Repositories of other owners/],
    ['????:octo-org/octo-repo:ref:refs/heads/main', /^$/],
    ['repo:octo-org@*/octo-repo@*:ref:refs/heads/main', /^$/],
    [`${OWN}:ref:refs/heads/main`, /^$/],
  ])('%s', (pattern, remark) => {
    expect(like(pattern)).toMatch(remark);
  });

  test.each(['*', '?', '*?', '*a', ':*'])('in moments, whatever is repeated: %s', (text) => {
    for (const length of [1_900, 130_000]) {
      const before = process.cpuUsage();
      like(text.repeat(length / text.length));
      expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    }
  });

  test('in every pattern that lets in two branches', () => {
    const letters = ['', 'a', 'b', '/', 'm'];
    const branches = letters.flatMap((x) => letters.flatMap((y) => letters.map((z) => `m${x}${y}${z}`)));
    const isBroad = (pattern: string): boolean => {
      const regex = new RegExp(
        `^${pattern
          .replace(/[.+^$()|[\]{}\\/]/g, '\\$&')
          .replaceAll('?', '.')
          .replaceAll('*', '.*')}$`,
      );
      const matched = branches.filter((name) => regex.test(`${OWN}:ref:refs/heads/${name}`));
      return new Set(matched).size > 1;
    };
    const whole = `${OWN}:ref:refs/heads/ma/b`;
    /** A subject in which some parts have become wildcards. */
    const patterns = fc
      .tuple(
        fc.array(fc.tuple(fc.nat(whole.length), fc.nat(8), fc.constantFrom('*', '?', '??', '**')), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([cuts]) =>
        cuts.reduce((text, [at, length, wild]) => text.slice(0, at) + wild + text.slice(at + length), whole),
      );
    let broad = 0;
    fc.assert(
      fc.property(patterns, (pattern) => {
        if (!isBroad(pattern)) return;
        broad++;
        expect(like(pattern)).toMatch(/Any branch|Repositories of other owners/);
      }),
      { numRuns: 3_000 },
    );
    expect(broad).toBeGreaterThan(100);
  });
});

describe('a review', () => {
  test('has nothing to say of a policy for one job', () => {
    expect(remarksOn({})).toBe('');
  });

  test.each([
    [{ 'oidc:iss': 'https://ghes.example.com' }, /without its path/],
    [{ 'oidc:iss': 'https://ghes.example.com/' }, /without its path/],
    [{ 'oidc:iss': 'https://ghes.example.com/_services/token/' }, /ends with a slash/],
    [{ 'oidc:sub': 'repo:octo-org/*' }, /Use StringLike/],
  ])('remarks on %j', (equals, remark) => {
    expect(remarksOn(equals)).toMatch(remark);
  });

  test.each([
    ['repo:octo-or?/octo-repo:ref:refs/heads/main', /^Repositories of other owners/],
    ['repo:octo*org/octo-repo:ref:refs/heads/main', /^Repositories of other owners/],
    ['repo:?cto-org/octo-repo:*', /^Repositories of other owners/],
    ['repo:octo*repo:ref:refs/heads/main', /^Repositories of other owners/],
    ['repo:octo*@65/octo-repo@74:ref:refs/heads/main', /^Repositories of other owners/],
    ['repo:octo-org/*-repo:ref:refs/heads/main', /^Other repositories of octo-org/],
    ['repo:octo-org/o?to-repo:ref:refs/heads/main', /^Other repositories of octo-org/],
  ])('sees whom a wildcard in the middle lets in: %s', (sub, remark) => {
    const policy = allowing({
      StringEquals: { 'oidc:iss': JOB.issuer, 'oidc:aud': 'sts.aliyuncs.com' },
      StringLike: { 'oidc:sub': sub },
    });
    const [first] = reviewTrust(policy, JOB, REPOSITORY);
    expect(first?.text).toMatch(remark);
    expect(first?.level).toBe(first?.text.startsWith('Other') ? 'warning' : 'error');
  });

  test('sees a wildcard wherever it is in the name of the owner or the repository', () => {
    const [start, slash, end] = ['repo:'.length, 'repo:octo-org'.length, 'repo:octo-org/octo-repo'.length];
    const any = fc.tuple(fc.integer({ min: start, max: end - 1 }), fc.nat(12)).map(([from, length]) => ({
      from,
      to: Math.min(from + length, end),
      wildcard: '*',
    }));
    const one = fc
      .integer({ min: start, max: end - 1 })
      .filter((from) => from !== slash)
      .map((from) => ({ from, to: from + 1, wildcard: '?' }));
    fc.assert(
      fc.property(fc.oneof(any, one), ({ from, to, wildcard }) => {
        const policy = allowing({
          StringEquals: { 'oidc:iss': JOB.issuer, 'oidc:aud': 'sts.aliyuncs.com' },
          StringLike: { 'oidc:sub': JOB.subject.slice(0, from) + wildcard + JOB.subject.slice(to) },
        });
        const levels = reviewTrust(policy, JOB, REPOSITORY).map(({ level }) => level);
        expect(levels).toEqual([from <= slash ? 'error' : 'warning']);
      }),
    );
  });

  test('does not mind a second repository that is named in full', () => {
    const policy = allowing({
      StringEquals: { 'oidc:iss': JOB.issuer, 'oidc:aud': 'sts.aliyuncs.com' },
      StringLike: {
        'oidc:sub': [
          JOB.subject,
          'repo:other-org/tool:ref:refs/heads/v?',
          'repo:octo-org/tool:environment:*',
        ],
      },
    });
    expect(reviewTrust(policy, JOB, REPOSITORY)).toEqual([]);
  });

  test('says what it cannot judge', () => {
    expect(remarksOn({}, { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } })).toMatch(/cannot be evaluated/);
    expect(remarksOn({}, { 'ForAnyValue:StringEquals': { 'oidc:aud': 'x' } })).toMatch(/cannot be evaluated/);
  });

  test('does not mind what a denial takes back', () => {
    const statement = {
      Action: 'sts:AssumeRole',
      Principal: { Federated: PROVIDER },
      Condition: {
        StringEquals: { 'oidc:iss': JOB.issuer, 'oidc:aud': 'sts.aliyuncs.com' },
        StringLike: { 'oidc:sub': 'repo:octo-org/octo-repo:*' },
      },
    };
    const denied = {
      ...statement,
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'oidc:sub': JOB.subject } },
    };
    const policy = policyOf({ Version: '1', Statement: [{ ...statement, Effect: 'Allow' }, denied] });
    expect(reviewTrust(policy, JOB, REPOSITORY)).toEqual([]);
  });

  test('has nothing to say of what setup prints for one branch, tag or environment', () => {
    fc.assert(
      fc.property(
        repositories,
        exactJobs.filter(({ of }) => of !== 'pull-request'),
        fc.boolean(),
        (repository, of, withIds) => {
          const request = readRequest(optionsOf({ repository, of }, withIds));
          if (request === 'help') throw new Error('help was asked for');
          const { owner, name, ownerId, id } = repository;
          const job = {
            ...JOB,
            issuer: request.issuer,
            subject: `repo:${owner}/${name}:ref:refs/heads/main`,
          };
          const ids = { owner: ownerId, name: id };
          expect(reviewTrust(policyOf(trustPolicy(request, PROVIDER)), job, { owner, name, ids })).toEqual(
            [],
          );
        },
      ),
    );
  });
});

test('a report never throws, and what somebody else has chosen is plain text in it', () => {
  const evil = fc.constantFrom('::error::x', '`x`', '<b>', 'a\nb', '\u0430', 'plain');
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('aud', 'repository', 'repository_id'), fc.jsonValue()),
      evil,
      evil,
      (claims, sub, key) => {
        const all = { iss: JOB.issuer, sub, ...claims } as JsonObject;
        const { lines } = reportTrust(allowing({ StringLike: { [key]: sub } }), all, PROVIDER, [
          `repo:${sub}`,
        ]);
        expect(lines).not.toMatch(/a\nb|[^\n\x20-\x7e✓✗…]/);
      },
    ),
  );
});
