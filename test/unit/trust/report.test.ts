import { describe, expect, test } from 'vitest';
import { parseTrustPolicy } from '../../../src/trust/policy.ts';
import { reportTrust, type TrustReport } from '../../../src/trust/report.ts';

const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/github';
const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sts.aliyuncs.com',
  sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  repository: 'octo-org/octo-repo',
  repository_id: '74',
  repository_owner_id: '65',
};

const statement = (condition: object, changes: object = {}): object => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Federated: PROVIDER },
  Condition: condition,
  ...changes,
});
const equal = (sub: string, changes: object = {}): object =>
  statement({
    StringEquals: { 'oidc:iss': CLAIMS.iss, 'oidc:aud': CLAIMS.aud, 'oidc:sub': sub, ...changes },
  });

function report(
  statements: readonly object[],
  claims: object = {},
  named: readonly string[] = [],
): TrustReport {
  const policy = parseTrustPolicy(JSON.stringify({ Version: '1', Statement: statements }), 'trust-policy');
  return reportTrust(policy, { ...CLAIMS, ...claims }, PROVIDER, named);
}

describe('the reason', () => {
  test.each<[object[], string]>([
    [[equal('x')], 'The closest statement still differs in oidc:sub.'],
    [[equal('x', { 'oidc:aud': 'y' }), equal('x')], 'The closest statement still differs in oidc:sub.'],
    [[equal('x'), equal('x', { 'oidc:aud': 'y' })], 'The closest statement still differs in oidc:sub.'],
    [[equal('x', { 'oidc:aud': 'y' })], 'The closest statement still differs in oidc:aud and oidc:sub.'],
    [
      [equal('repo:Octo-Org/octo-repo:ref:refs/heads/main')],
      'The closest statement still differs in oidc:sub (only in letter case).',
    ],
    [
      [statement({}, { Action: 'ecs:*', Principal: { Federated: 'other' } })],
      'The closest statement still differs in Action and Principal.',
    ],
    [
      [statement({ IpAddress: { 'acs:SourceIp': 'x' } })],
      'The closest statement still differs in acs:SourceIp.',
    ],
    [
      [
        equal(CLAIMS.sub),
        statement({}, { Effect: 'Deny', Principal: { RAM: 'x' } }),
        statement({}, { Effect: 'Deny' }),
      ],
      'Statement 3 denies it.',
    ],
    [[statement({ StringEquals: { 'oidc:sub': 'x' } }, { Effect: 'Deny' })], 'No statement allows anything.'],
  ])('%#', (statements, reason) => {
    expect(report(statements)).toMatchObject({ trusted: false, reason });
  });
});

test('each part of each statement is shown with what the token says', () => {
  const other = statement(
    { StringLike: { 'oidc:sub': ['a', 'Repo:*'], 'oidc:other': 'x' }, Bool: { 'acs:MFA': 'true' } },
    { Principal: { RAM: 'x' } },
  );
  const { lines, trusted } = report([equal(CLAIMS.sub), other], { aud: ['sts.aliyuncs.com', 'two', 3] });
  expect(trusted).toBe(true);
  expect(lines.split('\n').slice(0, -3)).toEqual([
    'Statement 1: Allow, applies to this job',
    '  ✓ Action',
    '  ✓ Principal',
    `  ✓ oidc:iss StringEquals ${CLAIMS.iss} (the token says ${CLAIMS.iss})`,
    '  ✓ oidc:aud StringEquals sts.aliyuncs.com (the token says sts.aliyuncs.com, two)',
    `  ✓ oidc:sub StringEquals ${CLAIMS.sub} (the token says ${CLAIMS.sub})`,
    'Statement 2: Allow, does not apply to this job',
    '  ✓ Action',
    '  ✗ Principal',
    `  ✗ oidc:sub StringLike a or Repo:* (the token says ${CLAIMS.sub}; only the letter case differs)`,
    '  ✗ oidc:other StringLike x (the token does not have it)',
    '  ? acs:MFA Bool true (the token does not have it)',
  ]);
});

describe('the subjects', () => {
  const subjectsOf = (claims: object, named: readonly string[] = []): string[] => {
    const { lines } = report([equal(CLAIMS.sub)], claims, named);
    return lines.slice(lines.indexOf('Subjects\n') + 'Subjects\n'.length).split('\n');
  };

  test('are this job’s in both forms, whichever it has', () => {
    const immutable = 'repo:octo-org@65/octo-repo@74:ref:refs/heads/main';
    expect(subjectsOf({})).toEqual([
      `  ✓ ${CLAIMS.sub} (this job)`,
      `  ✗ ${immutable} (this job, in the other form)`,
    ]);
    expect(subjectsOf({ sub: immutable })).toEqual([
      `  ✗ ${immutable} (this job)`,
      `  ✓ ${CLAIMS.sub} (this job, in the other form)`,
    ]);
  });

  test('are those that were named, of this repository or in full', () => {
    const named = ['refs/tags/v1', 'environment:a:b', 'pull_request', 'repo:x/y:pull_request'];
    expect(subjectsOf({ repository_id: undefined }, named)).toEqual([
      `  ✓ ${CLAIMS.sub} (this job)`,
      '  ✗ repo:octo-org/octo-repo:ref:refs/tags/v1',
      '  ✗ repo:octo-org/octo-repo:environment:a%3Ab',
      '  ✗ repo:octo-org/octo-repo:pull_request',
      '  ✗ repo:x/y:pull_request',
    ]);
  });

  test('are the token’s alone where it has no repository, or a form that its organisation chose', () => {
    expect(subjectsOf({ repository: undefined }, ['pull_request'])).toEqual([`  ✓ ${CLAIMS.sub} (this job)`]);
    for (const repository of ['octo-org', 'octo-org/', '/octo-repo', 'octo-org/octo-repo/x', 7])
      expect(subjectsOf({ repository }, ['pull_request'])).toEqual([`  ✓ ${CLAIMS.sub} (this job)`]);
    expect(subjectsOf({ sub: 'actor:octocat' })).toEqual(['  ✗ actor:octocat (this job)']);
  });
});

test.each(['iss', 'sub'])('a token without %s is refused', (claim) => {
  expect(() => report([equal(CLAIMS.sub)], { [claim]: undefined })).toThrow(
    /no issuer \(iss\) or no subject/,
  );
});
