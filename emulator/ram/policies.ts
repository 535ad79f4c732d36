/** RAM: an account's own policies, and what is attached to its roles. */

import { required } from '../sts/parameters.ts';
import type { Role } from '../world/world.ts';
import { ramArn } from './arn.ts';
import type { RamAction } from './call.ts';
import { alreadyExists, invalid, malformedPolicy, notExist } from './errors.ts';
import { roleOf } from './roles.ts';

const ASSUME_ANY_ROLE = 'AliyunSTSAssumeRoleAccess';

const createPolicy: RamAction = ({ account, parameters }, world) => {
  const name = required(parameters, 'PolicyName');
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name))
    throw invalid('PolicyName.InvalidChars', 'The name is 1 to 128 letters, digits and dashes.');
  const document = required(parameters, 'PolicyDocument');
  rolesFor('sts:AssumeRole', document);
  const arn = ramArn(account, 'policy', name);
  if (world.customPolicies.has(arn)) throw alreadyExists('Policy', name);
  world.customPolicies.set(arn, { account, name, document });
  return { Policy: { PolicyName: name, PolicyType: 'Custom', DefaultVersion: 'v1', Description: '' } };
};

const getPolicy: RamAction = ({ account, parameters }, world) => {
  const name = required(parameters, 'PolicyName');
  const type = policyType(required(parameters, 'PolicyType'));
  const custom = world.customPolicies.get(ramArn(account, 'policy', name));
  if (type === 'Custom' && custom === undefined) throw notExist('Policy', name);
  return {
    Policy: { PolicyName: name, PolicyType: type, DefaultVersion: 'v1', Description: '' },
    DefaultPolicyVersion: {
      VersionId: 'v1',
      IsDefaultVersion: true,
      PolicyDocument: custom?.document ?? '{}',
    },
  };
};

const attachPolicyToRole: RamAction = (call, world) => {
  const { account, parameters } = call;
  const name = required(parameters, 'PolicyName');
  const type = policyType(required(parameters, 'PolicyType'));
  const role = roleOf(call, world);
  const custom = world.customPolicies.get(ramArn(account, 'policy', name));
  if (type === 'Custom' && custom === undefined) throw notExist('Policy', name);
  if (role.policies.some((one) => one.name === name && one.type === type))
    throw alreadyExists('Role.Policy', name);
  role.policies.push({ type, name });
  if (type === 'System' && name === ASSUME_ANY_ROLE) role.mayAssumeRoles = true;
  if (type === 'Custom' && custom) allow(role, custom.document);
  return {};
};

const listPoliciesForRole: RamAction = (call, world) => ({
  Policies: {
    Policy: roleOf(call, world).policies.map(({ type, name }) => ({
      PolicyName: name,
      PolicyType: type,
      Description: '',
      DefaultVersion: 'v1',
    })),
  },
});

export const POLICY_ACTIONS: Readonly<Record<string, RamAction>> = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  AttachPolicyToRole: attachPolicyToRole,
  ListPoliciesForRole: listPoliciesForRole,
};

function policyType(text: string): 'System' | 'Custom' {
  if (text !== 'System' && text !== 'Custom') throw invalid('PolicyType', 'The type is System or Custom.');
  return text;
}

/** Of other permissions the emulator knows nothing. */
function allow(role: Role, document: string): void {
  const more = (may: boolean | readonly string[], action: string): boolean | readonly string[] =>
    typeof may === 'boolean' ? may : [...may, ...rolesFor(action, document)];
  role.mayAssumeRoles = more(role.mayAssumeRoles, 'sts:AssumeRole');
  role.maySetSourceIdentity = more(role.maySetSourceIdentity, 'sts:SetSourceIdentity');
}

/** The roles with which a policy lets its holder do this. */
function rolesFor(action: string, document: string): string[] {
  try {
    const { Version, Statement } = JSON.parse(document);
    if (Version !== '1' || !Array.isArray(Statement)) throw malformedPolicy('Version or Statement');
    return Statement.filter(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action),
    ).flatMap(({ Resource }) => [Resource].flat().map(String));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw malformedPolicy('it is no JSON object');
    throw error;
  }
}
