/** RAM: the roles of an account. */

import { timestamp } from '../sts/assumed.ts';
import { optional, required } from '../sts/parameters.ts';
import type { Role, World } from '../world/world.ts';
import { ramArn } from './arn.ts';
import type { RamAction, RamCall } from './call.ts';
import { alreadyExists, invalid, notExist } from './errors.ts';
import { readTrustPolicy } from './trust-document.ts';

const createRole: RamAction = (call, world) => {
  const { account, parameters } = call;
  const name = required(parameters, 'RoleName');
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(name))
    throw invalid('RoleName.InvalidChars', 'The name is 1 to 64 letters, digits, dots and dashes.');
  const trustPolicy = readTrustPolicy(required(parameters, 'AssumeRolePolicyDocument'), account, world);
  const maxSessionDuration = Number(optional(parameters, 'MaxSessionDuration') ?? 3600);
  if (!Number.isInteger(maxSessionDuration) || maxSessionDuration < 3600 || maxSessionDuration > 43_200)
    throw invalid('MaxSessionDuration', 'The maximum is 3600 to 43200 seconds.');
  if (world.roles.has(ramArn(account, 'role', name))) throw alreadyExists('Role', name);
  // It has no permissions until a policy is attached.
  const role = world.addRole({ account, name, trustPolicy, maxSessionDuration, mayAssumeRoles: [] });
  return described(role, call.now);
};

const getRole: RamAction = (call, world) => described(roleOf(call, world), call.now);

const updateRole: RamAction = (call, world) => {
  const role = roleOf(call, world);
  const document = required(call.parameters, 'NewAssumeRolePolicyDocument');
  role.trustPolicy = readTrustPolicy(document, call.account, world);
  return described(role, call.now);
};

export const ROLE_ACTIONS: Readonly<Record<string, RamAction>> = {
  CreateRole: createRole,
  GetRole: getRole,
  UpdateRole: updateRole,
};

/** The role that a call's RoleName names. */
export function roleOf({ account, parameters }: RamCall, world: World): Role {
  const name = required(parameters, 'RoleName');
  const role = world.roles.get(ramArn(account, 'role', name));
  if (role === undefined) throw notExist('Role', name);
  return role;
}

function described(role: Role, now: number): Record<string, unknown> {
  return {
    Role: {
      RoleId: role.id,
      RoleName: role.name,
      Arn: role.arn,
      Description: '',
      AssumeRolePolicyDocument: JSON.stringify(role.trustPolicy),
      MaxSessionDuration: role.maxSessionDuration,
      CreateDate: timestamp(now),
    },
  };
}
