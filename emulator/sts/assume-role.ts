/** AssumeRole: a signed caller takes on a role that trusts it. */

import { ramArn } from '../ram/arn.ts';
import { evaluateTrust } from '../ram/trust-policy.ts';
import { findRole, rootArn, type World } from '../world/world.ts';
import { assumedRole } from './assumed.ts';
import type { Caller } from './authenticate.ts';
import { accountOf } from './authenticate.ts';
import type { StsCall } from './call.ts';
import { known, StsError } from './errors.ts';
import { assumeParameters, checkDuration, externalId, sourceIdentity } from './parameters.ts';

export function assumeRole(call: StsCall, caller: Caller, world: World): Record<string, unknown> {
  const { roleArn, roleSessionName, durationSeconds } = assumeParameters(call.parameters);
  const external = externalId(call.parameters);
  const inherited = caller.kind === 'session' ? caller.session.sourceIdentity : undefined;
  const source = sourceIdentity(call.parameters) ?? inherited;
  // Once set, it never changes within a chain.
  if (inherited !== undefined && source !== inherited) throw known('NoPermission');
  const holder = caller.kind === 'key' ? caller.key : caller.session.role;
  const actions = ['sts:AssumeRole', ...(source === undefined ? [] : ['sts:SetSourceIdentity'])];
  if (!includes(holder.mayAssumeRoles, roleArn)) throw known('NoPermission');
  if (source !== undefined && !includes(holder.maySetSourceIdentity, roleArn)) throw known('NoPermission');
  const role = findRole(world, roleArn);
  if (role === undefined) {
    throw new StsError(404, 'EntityNotExist.Role', 'The specified Role not exists .');
  }
  const trusts = (action: string): boolean =>
    evaluateTrust(role.trustPolicy, {
      action,
      principal: { kind: 'RAM', arns: principalsOf(caller) },
      keys: {
        'sts:ExternalId': external === undefined ? [] : [external],
        'sts:SourceIdentity': source === undefined ? [] : [source],
      },
    }) === 'Allow';
  if (!actions.every(trusts)) throw known('NoPermission');
  checkDuration(durationSeconds, role);
  const session = world.issueSession(role, roleSessionName, durationSeconds, call.request.now);
  session.sourceIdentity = source;
  return { ...assumedRole(session), ...(source === undefined ? {} : { SourceIdentity: source }) };
}

function includes(may: boolean | readonly string[], roleArn: string): boolean {
  return typeof may === 'boolean' ? may : may.includes(roleArn);
}

/** The names by which a trust policy may refer to this caller. */
function principalsOf(caller: Caller): readonly string[] {
  const account = rootArn(accountOf(caller));
  if (caller.kind === 'session') return [account, caller.session.role.arn];
  const { owner } = caller.key;
  return owner.kind === 'root' ? [account] : [account, ramArn(owner.account, 'user', owner.name)];
}
