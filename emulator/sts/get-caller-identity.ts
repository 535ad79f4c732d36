/** GetCallerIdentity: who the signer is, in one of three shapes. */

import { ramArn } from '../ram/arn.ts';
import { rootArn } from '../world/world.ts';
import type { Caller } from './authenticate.ts';

export function getCallerIdentity(caller: Caller): Record<string, unknown> {
  if (caller.kind === 'session') {
    const { role, roleSessionName } = caller.session;
    return {
      IdentityType: 'AssumedRoleUser',
      AccountId: role.account,
      PrincipalId: `${role.id}:${roleSessionName}`,
      RoleId: role.id,
      // Not the `role/…` form that AssumeRole answers.
      Arn: `acs:ram::${role.account}:assumed-role/${role.name}/${roleSessionName}`,
    };
  }
  const { owner } = caller.key;
  if (owner.kind === 'root') {
    return {
      IdentityType: 'Account',
      AccountId: owner.account,
      PrincipalId: owner.account,
      UserId: owner.account,
      Arn: rootArn(owner.account),
    };
  }
  return {
    IdentityType: 'RAMUser',
    AccountId: owner.account,
    PrincipalId: owner.userId,
    UserId: owner.userId,
    Arn: ramArn(owner.account, 'user', owner.name),
  };
}
