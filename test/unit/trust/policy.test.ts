import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { parseTrustPolicy, type TrustPolicy } from '../../../src/trust/policy.ts';

const SOUND = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Federated: 'x' } };
const POLICY = JSON.stringify({ Version: '1', Statement: [SOUND] });

const withStatement = (changes: object): string =>
  JSON.stringify({ Version: '1', Statement: [{ ...SOUND, ...changes }] });
const read = (text: string): TrustPolicy => parseTrustPolicy(text, 'trust-policy');

describe('a trust policy', () => {
  test.each([
    ['{', /JSON/],
    ['[]', /JSON/],
    [JSON.stringify({ Version: '2012-10-17', Statement: [SOUND] }), /Version/],
    [JSON.stringify({ Version: '1', Statement: SOUND }), /list/],
    [JSON.stringify({ Version: '1', Statement: [] }), /list/],
    [withStatement({ Effect: 'allow' }), /number 1.*Effect/],
    [withStatement({ Action: 1 }), /Action/],
    [withStatement({ Principal: '*' }), /Principal/],
    [withStatement({ Principal: { Federated: 1 } }), /Principal/],
    [withStatement({ Principal: { RAM: [1] } }), /Principal/],
    [withStatement({ NotAction: 'x' }), /other than/],
    [withStatement({ Condition: { StringEquals: 'x' } }), /Condition/],
    [withStatement({ Condition: 'x' }), /Condition/],
    [withStatement({ Condition: { StringEquals: { 'oidc:sub': null } } }), /Condition/],
    ['x'.repeat(1_000_000), /longer/],
  ])('is refused by name: %.60s', (text, problem) => {
    expect(() => read(text)).toThrow(problem);
    expect(() => read(text)).toThrow(/^trust-policy /);
  });

  test.each([
    ['oidc:sub', withStatement({ Condition: { StringEquals: { 'oidc:sub': 'a', twice: 'b' } } })],
    ['oidc\\u003asub', withStatement({ Condition: { StringEquals: { 'oidc:sub': 'a', twice: 'b' } } })],
    ['Condition', withStatement({ Condition: {}, twice: {} })],
    ['Statement', `{"twice":[],${POLICY.slice(1)}`],
    ['Statement', `{"twice":[{"a":{"b":[{}]}}],${POLICY.slice(1)}`],
    [
      '__proto__',
      withStatement({ Condition: { S: { twice: 'x' } } }).replace(
        '"twice":"x"',
        '"twice":"x","__proto__":"y"',
      ),
    ],
  ])('is refused where the key %s stands twice in an object', (key, text) => {
    expect(() => read(text.replace('"twice"', `"${key}"`))).toThrow(/key twice/);
  });

  test('is not refused for what only looks like a key, or stands in two objects', () => {
    const conditions = {
      StringLike: { 'oidc:sub': ['"a": "a":', '\\": {'] },
      StringEquals: { 'oidc:sub': 'a' },
    };
    expect(read(withStatement({ Condition: conditions })).statements[0]?.conditions).toHaveLength(2);
    expect(
      read(JSON.stringify({ Version: '1', Statement: [SOUND, SOUND] }, null, 2)).statements,
    ).toHaveLength(2);
  });

  test('is taken out of what GetRole answers, or out of quotes', () => {
    const answer = { RequestId: 'x', Role: { RoleName: 'deploy', AssumeRolePolicyDocument: POLICY } };
    for (const text of [JSON.stringify(answer), JSON.stringify(answer.Role), JSON.stringify(POLICY)])
      expect(read(text)).toEqual(read(POLICY));
  });

  test.each([
    [
      'a list of roles',
      JSON.stringify({ Roles: { Role: [] } }),
      /give the policy alone, which GetRole calls Assume/,
    ],
    ['a role without one', JSON.stringify({ Role: {} }), /AssumeRolePolicyDocument/],
    ['quotes with backslashes, and none around', JSON.stringify(POLICY).slice(1, -1), /with its quotes/],
  ])('is asked for where it is in %s', (_name, text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });

  test('keeps who is trusted beside OIDC providers', () => {
    const Principal = { Federated: ['a', 'acs:ram::1:saml-provider/b'], RAM: '*', Service: ['c', 'd'] };
    expect(read(withStatement({ Principal })).statements[0]).toMatchObject({
      federated: ['a'],
      others: ['Federated acs:ram::1:saml-provider/b', 'RAM *', 'Service c', 'Service d'],
    });
  });

  test('is read or refused, whatever it is', () => {
    const attempt = (text: string): void => {
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ActionError);
      }
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        attempt(JSON.stringify(value));
        attempt(JSON.stringify({ Version: '1', Statement: [value] }));
        attempt(withStatement({ Condition: value }));
        attempt(withStatement({ Principal: value }));
      }),
    );
    for (const open of ['[', '{"a":', '{"Version":"1","Statement":[{"Condition":'])
      attempt(open.repeat(100_000 / open.length));
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const)
      attempt(`{"Version":"1","Statement":${open.repeat(20_000)}1${close.repeat(20_000)}}`);
  });
});
