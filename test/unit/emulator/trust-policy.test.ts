import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRamArn, ramArn } from '../../../emulator/ram/arn.ts';
import { evaluateTrust, matches, type TrustPolicy } from '../../../emulator/ram/trust-policy.ts';

type Statement = TrustPolicy['Statement'][number];

const ARN = 'acs:ram::1234567890123456:oidc-provider/github';

function decide(...statements: ReadonlyArray<Partial<Statement>>) {
  const base: Statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Federated: ARN } };
  return evaluateTrust(
    { Version: '1', Statement: statements.map((statement) => ({ ...base, ...statement })) },
    {
      principal: { kind: 'Federated', arns: [ARN] },
      keys: { 'oidc:sub': ['repo:a/b:ref:refs/heads/main'], 'oidc:aud': ['one', 'two'] },
    },
  );
}

describe('a trust policy', () => {
  test('allows what a statement allows and denies the rest', () => {
    expect(decide({})).toBe('Allow');
    expect(decide({ Principal: { Federated: [`${ARN}2`] } })).toBe('ImplicitDeny');
    expect(decide({ Principal: { RAM: [ARN] } })).toBe('ImplicitDeny');
    expect(decide({ Action: 'sts:GetCallerIdentity' })).toBe('ImplicitDeny');
    expect(decide({ Action: ['ecs:*', 'sts:*'] })).toBe('Allow');
    expect(decide()).toBe('ImplicitDeny');
  });

  test('an explicit denial wins', () => {
    expect(decide({}, { Effect: 'Deny' })).toBe('ExplicitDeny');
    const elsewhere = { StringNotLike: { 'oidc:sub': 'repo:a/*' } };
    expect(decide({}, { Effect: 'Deny', Condition: elsewhere })).toBe('Allow');
  });

  test.each([
    ['StringEquals', 'oidc:sub', 'repo:a/b:*', false],
    ['StringEquals', 'oidc:aud', 'two', true],
    ['StringEquals', 'oidc:aud', ['three', 'one'], true],
    ['StringEquals', 'oidc:iss', 'absent', false],
    ['StringNotEquals', 'oidc:aud', 'two', false],
    ['StringNotEquals', 'oidc:iss', 'absent', true],
    ['StringEqualsIgnoreCase', 'oidc:aud', 'TWO', true],
    ['StringNotEqualsIgnoreCase', 'oidc:aud', 'TWO', false],
    ['StringLike', 'oidc:sub', 'repo:a/b:*', true],
    ['StringLike', 'oidc:sub', 'repo:a/?:ref*main', true],
    ['StringLike', 'oidc:sub', 'repo:a/c:*', false],
    ['StringNotLike', 'oidc:sub', 'repo:a/*', false],
    ['NumericEquals', 'oidc:aud', 'two', false],
  ] as const)('%s %s %j is %s', (operator, key, value, holds) => {
    expect(decide({ Condition: { [operator]: { [key]: value } } })).toBe(holds ? 'Allow' : 'ImplicitDeny');
  });

  test('wildcards match as a regular expression made of them would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.') });
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const source = pattern.replace(/[.*?]/g, (char) => ({ '.': '\\.', '*': '.*' })[char] ?? '.');
        expect(matches(pattern, value)).toBe(new RegExp(`^${source}$`, 's').test(value));
      }),
    );
  });
});

describe('ARNs', () => {
  test('are read as they are written', () => {
    expect(parseRamArn(ramArn('1234567890123456', 'role', 'a.b-c_d'), 'role')).toEqual({
      account: '1234567890123456',
      name: 'a.b-c_d',
    });
  });

  test.each([
    '',
    'acs:ram::1:role/a',
    'acs:ram::1234567890123456:user/a',
    'acs:ram::1234567890123456:role/a/b',
  ])('a role’s is not %j', (arn) => {
    expect(parseRamArn(arn, 'role')).toBeUndefined();
  });
});
