import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../../emulator/emulator.ts';
import { SAMPLE, startEmulator, trusts, trustsGithub } from '../../../emulator/emulator.ts';
import { GITHUB_ISSUER } from '../../../emulator/github/issuer.ts';
import { type Answer, askSigned, assumeQuery, emulate, type Keys, onCleanup } from './support.ts';

const FINGERPRINT = 'A'.repeat(40);
const NEW_PROVIDER = {
  OIDCProviderName: 'ci',
  IssuerUrl: 'https://token.actions.example.ghe.com',
  ClientIds: 'one,two',
  Fingerprints: FINGERPRINT,
};
const OF = { ims: '2019-08-15', ram: '2015-05-01' } as const;

function keysOf(emulator: Emulator, accessKeyId: string): Keys {
  return { accessKeyId, accessKeySecret: emulator.world.secretOf(accessKeyId) };
}

/** A signed call of an administrator. */
function ask(
  emulator: Emulator,
  product: keyof typeof OF,
  action: string,
  query: Record<string, string> = {},
  accessKeyId: string = SAMPLE.adminKey,
): Promise<Answer> {
  const headers = { 'x-acs-version': OF[product] };
  return askSigned(emulator, action, keysOf(emulator, accessKeyId), {
    query,
    headers,
    host: `${product}.aliyuncs.com`,
  });
}

const codeOf = ({ status, json }: Answer): string => (status === 200 ? 'ok' : `${status} ${json.Code}`);

describe('IMS', () => {
  test('makes a provider once, and shows it', async () => {
    const emulator = await emulate();
    expect(codeOf(await ask(emulator, 'ims', 'GetOIDCProvider', { OIDCProviderName: 'ci' }))).toBe(
      '404 EntityNotExist.OIDCProvider',
    );
    const made = await ask(emulator, 'ims', 'CreateOIDCProvider', NEW_PROVIDER);
    expect(made.json.OIDCProvider).toMatchObject({
      Arn: `acs:ram::${SAMPLE.account}:oidc-provider/ci`,
      IssuerUrl: NEW_PROVIDER.IssuerUrl,
      ClientIds: 'one,two',
      Fingerprints: FINGERPRINT.toLowerCase(),
      IssuanceLimitTime: 12,
    });
    expect(codeOf(await ask(emulator, 'ims', 'CreateOIDCProvider', NEW_PROVIDER))).toMatch(
      /EntityAlreadyExists/,
    );
    const shown = await ask(emulator, 'ims', 'GetOIDCProvider', { OIDCProviderName: 'ci' });
    expect(shown.json.OIDCProvider.Arn).toBe(made.json.OIDCProvider.Arn);
    const { json } = await ask(emulator, 'ims', 'ListOIDCProviders');
    expect(json.OIDCProviders.OIDCProvider).toHaveLength(2);
  });

  test('adds client IDs and fingerprints, each once', async () => {
    const emulator = await emulate();
    const name = { OIDCProviderName: 'github' };
    const added = await ask(emulator, 'ims', 'AddClientIdToOIDCProvider', { ...name, ClientId: 'other' });
    expect(added.json.OIDCProvider.ClientIds).toBe('sts.aliyuncs.com,other');
    const again = await ask(emulator, 'ims', 'AddClientIdToOIDCProvider', { ...name, ClientId: 'other' });
    expect(codeOf(again)).toMatch(/^409/);
    const print = await ask(emulator, 'ims', 'AddFingerprintToOIDCProvider', {
      ...name,
      Fingerprint: FINGERPRINT,
    });
    expect(print.json.OIDCProvider.Fingerprints).toBe(FINGERPRINT.toLowerCase());
  });

  test.each([
    [{ IssuerUrl: 'http://token.actions.example.ghe.com' }, 'InvalidParameter.IssuerUrl'],
    [{ IssuerUrl: 'https://token.actions.example.ghe.com/' }, 'InvalidParameter.IssuerUrl'],
    [{ IssuerUrl: GITHUB_ISSUER }, 'EntityAlreadyExists.OIDCProvider'],
    [{ Fingerprints: '' }, 'InvalidParameter.Fingerprints'],
    [{ Fingerprints: 'abc' }, 'InvalidParameter.Fingerprint'],
    [{ IssuanceLimitTime: '0' }, 'InvalidParameter.IssuanceLimitTime'],
    [{ OIDCProviderName: '' }, 'MissingOIDCProviderName'],
  ])('refuses %j', async (changes, code) => {
    const emulator = await emulate();
    const answer = await ask(emulator, 'ims', 'CreateOIDCProvider', { ...NEW_PROVIDER, ...changes });
    expect(answer.json.Code).toBe(code);
  });
});

describe('RAM', () => {
  const trust = JSON.stringify(trustsGithub());

  test('makes a role once; it may do nothing until a policy is attached', async () => {
    const emulator = await emulate();
    const name = { RoleName: 'ci' };
    expect(codeOf(await ask(emulator, 'ram', 'GetRole', name))).toBe('404 EntityNotExist.Role');
    const created = await ask(emulator, 'ram', 'CreateRole', { ...name, AssumeRolePolicyDocument: trust });
    expect(created.json.Role).toMatchObject({
      Arn: `acs:ram::${SAMPLE.account}:role/ci`,
      MaxSessionDuration: 3600,
    });
    const again = await ask(emulator, 'ram', 'CreateRole', { ...name, AssumeRolePolicyDocument: trust });
    expect(codeOf(again)).toBe('409 EntityAlreadyExists.Role');
    expect(emulator.world.role(`acs:ram::${SAMPLE.account}:role/ci`).mayAssumeRoles).toEqual([]);

    const attached = { ...name, PolicyType: 'System', PolicyName: 'AliyunOSSReadOnlyAccess' };
    expect(codeOf(await ask(emulator, 'ram', 'AttachPolicyToRole', attached))).toBe('ok');
    expect(codeOf(await ask(emulator, 'ram', 'AttachPolicyToRole', attached))).toMatch(/EntityAlreadyExists/);
    const { json } = await ask(emulator, 'ram', 'ListPoliciesForRole', name);
    expect(json.Policies.Policy).toMatchObject([{ PolicyName: 'AliyunOSSReadOnlyAccess' }]);
  });

  test('a role may assume the roles that its policy names, and no others', async () => {
    const emulator = await emulate();
    const { world } = emulator;
    const role = world.addRole({
      account: SAMPLE.account,
      name: 'ci',
      trustPolicy: trustsGithub(),
      mayAssumeRoles: [],
    });
    for (const name of ['target', 'other'])
      world.addRole({ account: SAMPLE.otherAccount, name, trustPolicy: trusts(role.arn) });
    const document = JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: SAMPLE.target }],
    });
    const policy = { PolicyName: 'ci-assume', PolicyType: 'Custom' };
    expect(codeOf(await ask(emulator, 'ram', 'AttachPolicyToRole', { ...policy, RoleName: 'ci' }))).toBe(
      '404 EntityNotExist.Policy',
    );
    await ask(emulator, 'ram', 'CreatePolicy', { ...policy, PolicyDocument: document });
    expect(codeOf(await ask(emulator, 'ram', 'GetPolicy', policy))).toBe('ok');
    const session = world.issueSession(role, 'session', 3600);
    const assume = async (arn: string): Promise<string> =>
      codeOf(await askSigned(emulator, 'AssumeRole', session, assumeQuery(arn)));
    expect(await assume(SAMPLE.target)).toBe('403 NoPermission');
    await ask(emulator, 'ram', 'AttachPolicyToRole', { ...policy, RoleName: 'ci' });
    expect(await assume(SAMPLE.target)).toBe('ok');
    expect(await assume(`acs:ram::${SAMPLE.otherAccount}:role/other`)).toBe('403 NoPermission');
  });

  test.each([
    ['no JSON', 'MalformedPolicyDocument'],
    [JSON.stringify({ Version: '1', Statement: [] }), 'MalformedPolicyDocument'],
    [JSON.stringify({ ...trustsGithub(), Version: '2' }), 'MalformedPolicyDocument'],
    [JSON.stringify({ ...trustsGithub(), More: 1 }), 'MalformedPolicyDocument'],
    [JSON.stringify(trustsGithub()).replace('oidc:iss', 'oidc:other'), 'MalformedPolicyDocument'],
    [
      JSON.stringify(trustsGithub([], 'acs:ram::1234567890123456:oidc-provider/none')),
      'MalformedPolicyDocument',
    ],
    [
      JSON.stringify(trustsGithub(['x'], 'acs:ram::1234567890123456:oidc-provider/none')),
      'EntityNotExist.OIDCProvider',
    ],
    [
      JSON.stringify(trustsGithub(['x'], 'acs:ram::2234567890123456:oidc-provider/github')),
      'MalformedPolicyDocument',
    ],
    [JSON.stringify(trusts('acs:ram::1234567890123456:role/none')), 'EntityNotExist.Role'],
  ])('refuses the trust policy %s', async (document, code) => {
    const emulator = await emulate();
    const query = { RoleName: 'ci', AssumeRolePolicyDocument: document };
    expect((await ask(emulator, 'ram', 'CreateRole', query)).json.Code).toBe(code);
  });

  test('changes a trust policy', async () => {
    const emulator = await emulate();
    const document = JSON.stringify(trustsGithub(['only']));
    const query = { RoleName: 'deploy', NewAssumeRolePolicyDocument: document };
    expect(codeOf(await ask(emulator, 'ram', 'UpdateRole', query))).toBe('ok');
    expect(emulator.world.role(SAMPLE.deploy).trustPolicy).toEqual(trustsGithub(['only']));
  });
});

test('only an administrator may, and only in its own account', async () => {
  const emulator = await startEmulator();
  onCleanup(() => emulator.close());
  const query = { RoleName: 'deploy' };
  expect(codeOf(await ask(emulator, 'ram', 'GetRole', query, SAMPLE.userKey))).toBe('403 NoPermission');
  expect(codeOf(await ask(emulator, 'ram', 'GetRole', query, SAMPLE.rootKey))).toBe('ok');
  expect(codeOf(await ask(emulator, 'ram', 'GetRole', query, SAMPLE.otherAdminKey))).toBe(
    '404 EntityNotExist.Role',
  );
  expect(codeOf(await ask(emulator, 'ram', 'DeleteRole', query))).toBe('404 InvalidApi.NotFound');
});
