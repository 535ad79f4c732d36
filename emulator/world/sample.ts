/** The world that the emulator starts with: made-up accounts with one of each kind of thing. */

import { GITHUB_ISSUER } from '../github/issuer.ts';
import { ramArn } from '../ram/arn.ts';
import type { TrustPolicy } from '../ram/trust-policy.ts';
import { rootArn, World } from './world.ts';

const ACCOUNT = '1234567890123456';
const OTHER_ACCOUNT = '2234567890123456';

/** Names in the default world. Secrets are random: ask `world.secretOf(keyId)`. */
export const SAMPLE = {
  account: ACCOUNT,
  otherAccount: OTHER_ACCOUNT,
  oidcProvider: ramArn(ACCOUNT, 'oidc-provider', 'github'),
  audience: 'sts.aliyuncs.com',
  /** Trusts the OIDC provider for octo-org/octo-repo. */
  deploy: ramArn(ACCOUNT, 'role', 'deploy'),
  /** Trusts role deploy. */
  audit: ramArn(ACCOUNT, 'role', 'audit'),
  /** Trusts the user ci-deployer. */
  deploy2: ramArn(ACCOUNT, 'role', 'deploy2'),
  /** Trusts the whole account, with {@link externalId}. */
  partner: ramArn(ACCOUNT, 'role', 'partner'),
  externalId: 'octo-external-id',
  /** The instance role; trusts the ECS service. */
  ecsRunner: ramArn(ACCOUNT, 'role', 'ecs-runner'),
  /** In the other account; trusts role deploy of the first. */
  target: ramArn(OTHER_ACCOUNT, 'role', 'target'),
  /** Of RAM user ci-deployer. */
  userKey: 'LTAI5tEmulatorDeployer',
  /** Of RAM user retired; disabled. */
  inactiveKey: 'LTAI5tEmulatorInactive',
  rootKey: 'LTAI5tEmulatorRootUser',
  /** Of RAM user admin, who may manage RAM. */
  adminKey: 'LTAI5tEmulatorAdmin',
  /** An instance of Container Registry's Enterprise Edition, in cn-hangzhou. */
  instance: 'cri-0123456789abcdef',
  /** Of RAM user admin in the other account. */
  otherAdminKey: 'LTAI5tEmulatorOtherAdmin',
} as const;

/** A fresh copy of the default world. */
export function defaultWorld(): World {
  const world = new World();
  world.addProvider({
    account: ACCOUNT,
    name: 'github',
    issuer: GITHUB_ISSUER,
    clientIds: [SAMPLE.audience],
    issuanceLimit: 1,
  });
  world.addRole({ account: ACCOUNT, name: 'deploy', trustPolicy: trustsGithub() });
  world.addRole({ account: ACCOUNT, name: 'audit', trustPolicy: trusts(SAMPLE.deploy) });
  world.addRole({
    account: ACCOUNT,
    name: 'deploy2',
    trustPolicy: trusts(ramArn(ACCOUNT, 'user', 'ci-deployer')),
    maxSessionDuration: 43_200,
  });
  world.addRole({
    account: ACCOUNT,
    name: 'partner',
    trustPolicy: trusts(rootArn(ACCOUNT), { StringEquals: { 'sts:ExternalId': SAMPLE.externalId } }),
  });
  world.addRole({ account: ACCOUNT, name: 'ecs-runner', trustPolicy: trustsEcs() });
  world.addRole({ account: OTHER_ACCOUNT, name: 'target', trustPolicy: trusts(SAMPLE.deploy) });
  world.addUser({ account: ACCOUNT, name: 'ci-deployer', accessKeyId: SAMPLE.userKey });
  world.addUser({ account: ACCOUNT, name: 'retired', accessKeyId: SAMPLE.inactiveKey, active: false });
  world.addRootKey({ account: ACCOUNT, accessKeyId: SAMPLE.rootKey });
  const admin = { name: 'admin', administrator: true, mayAssumeRoles: false };
  world.addUser({ ...admin, account: ACCOUNT, accessKeyId: SAMPLE.adminKey });
  world.addUser({ ...admin, account: OTHER_ACCOUNT, accessKeyId: SAMPLE.otherAdminKey });
  world.registries.instances.set(SAMPLE.instance, { account: ACCOUNT, regionId: 'cn-hangzhou' });
  world.registries.accounts.add(ACCOUNT);
  world.ecs.roleArn = SAMPLE.ecsRunner;
  world.credentialsUri.roleArn = SAMPLE.deploy;
  return world;
}

/** A trust policy for RAM users, roles or accounts, with a source identity or without. */
export function trusts(
  principal: string | readonly string[],
  condition?: NonNullable<TrustPolicy['Statement'][number]['Condition']>,
): TrustPolicy {
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Principal: { RAM: principal },
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  };
}

/** A trust policy for GitHub's tokens; both forms of the sample repository's subject by default. */
export function trustsGithub(
  subjects: readonly string[] = ['repo:octo-org/octo-repo:*', 'repo:octo-org@65/octo-repo@74:*'],
  provider: string = SAMPLE.oidcProvider,
): TrustPolicy {
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Federated: [provider] },
        Condition: {
          StringEquals: { 'oidc:iss': GITHUB_ISSUER, 'oidc:aud': SAMPLE.audience },
          StringLike: { 'oidc:sub': subjects },
        },
      },
    ],
  };
}

function trustsEcs(): TrustPolicy {
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['ecs.aliyuncs.com'] } }],
  };
}
