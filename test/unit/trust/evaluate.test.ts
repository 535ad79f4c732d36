import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateTrust as emulated, matches, type TrustPolicy } from '../../../emulator/ram/trust-policy.ts';
import { differsInCaseOnly, evaluateTrust, isLike, type Presented } from '../../../src/trust/evaluate.ts';
import { parseTrustPolicy } from '../../../src/trust/policy.ts';
import { sampleOf } from '../../thorough.ts';

const PROVIDERS = [
  'acs:ram::1234567890123456:oidc-provider/github',
  'acs:ram::1234567890123456:oidc-provider/other',
];
const ISSUERS = ['https://token.actions.githubusercontent.com', 'https://ghes.example.com/_services/token'];
const AUDIENCES = ['sts.aliyuncs.com', 'STS.aliyuncs.com', 'other'];
const SUBJECTS = [
  'repo:octo-org/octo-repo:ref:refs/heads/main',
  'repo:octo-org@65/octo-repo@74:ref:refs/heads/main',
  'repo:octo-org/octo-repo:pull_request',
  'repo:octo-org/octo-repo:environment:production',
  'REPO:octo-org/octo-repo:ref:refs/heads/main',
];
const OPERATORS = [
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ...['StringLike', 'StringNotLike', 'NumericEquals', 'ForAnyValue:StringEquals', 'constructor'],
];

/** Words of the policy: what jobs have, that with wildcards in it, and anything. */
const wanted = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...values), fc.nat(60), fc.nat(60), fc.constantFrom('*', '?', '**', '*?'))
        .map(([text, from, length, wildcard]) => text.slice(0, from) + wildcard + text.slice(from + length)),
    },
    { weight: 1, arbitrary: fc.constantFrom('*', '', 'something else') },
  );

const oneOrMore = (item: fc.Arbitrary<string>): fc.Arbitrary<string | string[]> =>
  fc.oneof(item, fc.array(item, { maxLength: 3 }));

const condition = fc.uniqueArray(fc.constantFrom(...OPERATORS), { maxLength: 3 }).chain((operators) =>
  fc.record(
    Object.fromEntries(
      operators.map((operator) => [
        operator,
        fc.record(
          {
            'oidc:iss': oneOrMore(wanted(ISSUERS)),
            'oidc:aud': oneOrMore(wanted(AUDIENCES)),
            'oidc:sub': oneOrMore(wanted(SUBJECTS)),
            'oidc:other': oneOrMore(wanted(['x'])),
          },
          { requiredKeys: [] },
        ),
      ]),
    ),
  ),
);

const statement = fc.record(
  {
    Effect: fc.oneof(
      { weight: 3, arbitrary: fc.constant('Allow') },
      { weight: 1, arbitrary: fc.constant('Deny') },
    ),
    Action: oneOrMore(
      fc.constantFrom('sts:AssumeRole', 'STS:assumerole', 'sts:*', '*', 'sts:Assume?ole', 'ecs:*'),
    ),
    Principal: fc.record(
      {
        Federated: oneOrMore(fc.constantFrom(...PROVIDERS, ...PROVIDERS, '*', 'nobody')),
        RAM: oneOrMore(fc.constantFrom('acs:ram::1234567890123456:root')),
      },
      { requiredKeys: [] },
    ),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Action', 'Principal'] },
);

const policies = fc.record({
  Version: fc.constant('1'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 4 }),
});

const jobs: fc.Arbitrary<Presented> = fc.record({
  oidcProviderArn: fc.constantFrom(...PROVIDERS),
  issuer: fc.constantFrom(...ISSUERS),
  audiences: fc.uniqueArray(fc.constantFrom(...AUDIENCES), { minLength: 1 }),
  subject: fc.constantFrom(...SUBJECTS),
});

const MEANING = { Allow: 'trusted', ImplicitDeny: 'not trusted', ExplicitDeny: 'denied' } as const;

describe('the evaluation of a trust policy', () => {
  test('agrees with the emulator’s on thousands of policies and jobs', { timeout: 120_000 }, () => {
    const counts = { trusted: 0, 'not trusted': 0, denied: 0 };
    fc.assert(
      fc.property(policies, jobs, (policy, job) => {
        const parsed = parseTrustPolicy(JSON.stringify(policy), 'trust-policy');
        const { decision } = evaluateTrust(parsed, job);
        const theirs = emulated(policy as unknown as TrustPolicy, {
          principal: { kind: 'Federated', arns: [job.oidcProviderArn] },
          keys: { 'oidc:iss': [job.issuer], 'oidc:aud': job.audiences, 'oidc:sub': [job.subject] },
        });
        expect(decision).toBe(MEANING[theirs]);
        counts[decision] += 1;
      }),
      { numRuns: sampleOf(10_000, 5) },
    );
    // The generator must not go around what it is to find.
    for (const [decision, count] of Object.entries(counts))
      expect(count, decision).toBeGreaterThan(sampleOf(500, 5));
  });

  test('matches as the emulator and a regular expression do', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '\n') });
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const source = pattern.replace(/[.*?]/g, (char) => ({ '.': '\\.', '*': '.*' })[char] ?? '.');
        const expected = new RegExp(`^${source}$`, 's').test(value);
        expect(isLike(value, pattern)).toBe(expected);
        expect(matches(pattern, value)).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  test('takes no time for a pattern made to take long', () => {
    const started = performance.now();
    expect(isLike('a'.repeat(20_000), `${'*a'.repeat(1_000)}*b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('says for each part of a statement whether the job meets it', () => {
    const parsed = parseTrustPolicy(
      JSON.stringify({
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Federated: PROVIDERS[0] },
            Condition: {
              StringEquals: { 'oidc:iss': ISSUERS[0], 'oidc:sub': 'repo:octo-org/octo-repo:*' },
              IpAddress: { 'acs:SourceIp': '192.0.2.0/24' },
            },
          },
        ],
      }),
      'trust-policy',
    );
    const [verdict] = evaluateTrust(parsed, {
      oidcProviderArn: PROVIDERS[0] ?? '',
      issuer: ISSUERS[0] ?? '',
      audiences: ['x'],
      subject: SUBJECTS[0] ?? '',
    }).statements;
    expect(
      verdict?.findings.map(({ part, met }) => [typeof part === 'string' ? part : part.key, met]),
    ).toEqual([
      ['Action', true],
      ['Principal', true],
      ['oidc:iss', true],
      ['oidc:sub', false],
      ['acs:SourceIp', undefined],
    ]);
  });
});

test('letter case alone is told from everything else', () => {
  const job: Presented = {
    oidcProviderArn: PROVIDERS[0] ?? '',
    issuer: ISSUERS[0] ?? '',
    audiences: ['sts.aliyuncs.com'],
    subject: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  };
  const differs = (operator: string, key: string, ...values: string[]): boolean =>
    differsInCaseOnly({ operator, key, values }, job);
  expect(differs('StringEquals', 'oidc:sub', 'repo:Octo-Org/octo-repo:ref:refs/heads/main')).toBe(true);
  expect(differs('StringLike', 'oidc:sub', 'other', 'repo:Octo-Org/*')).toBe(true);
  expect(differs('StringEquals', 'oidc:aud', 'STS.aliyuncs.com')).toBe(true);
  expect(differs('StringLike', 'oidc:sub', 'repo:octo-org/*')).toBe(false);
  expect(differs('StringLike', 'oidc:sub', 'repo:Octo-Cat/*')).toBe(false);
  expect(differs('StringNotEquals', 'oidc:sub', job.subject)).toBe(false);
  expect(differs('IpAddress', 'acs:SourceIp', '192.0.2.1')).toBe(false);
});
