/** STS 2015-04-01: three actions, RPC style, at `/`. */

import type { Handler, ServiceRequest } from '../http/message.ts';
import { parseRamArn } from '../ram/arn.ts';
import type { World } from '../world/world.ts';
import { assumeRole } from './assume-role.ts';
import { assumeRoleWithOidc } from './assume-role-with-oidc.ts';
import { accountOf, authenticate } from './authenticate.ts';
import { readCall, type StsCall } from './call.ts';
import { known, missing, StsError } from './errors.ts';
import { errorBody, successBody } from './format.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

const VERSION = '2015-04-01';

export const handleSts: Handler = async (request, world) => {
  try {
    const call = readCall(request);
    const fields = await perform(call, world);
    return successBody(request, call.action ?? '', fields);
  } catch (error) {
    if (error instanceof StsError) return errorBody(request, error);
    throw error;
  }
};

async function perform(call: StsCall, world: World): Promise<Record<string, unknown>> {
  checkTarget(call.request, call);
  switch (call.action) {
    case 'AssumeRoleWithOIDC': {
      const provider = parseRamArn(call.parameters.get('OIDCProviderArn') ?? '', 'oidc-provider');
      admit(call, world, provider?.account ?? '');
      return assumeRoleWithOidc(call, world);
    }
    case 'AssumeRole':
    case 'GetCallerIdentity': {
      const caller = authenticate(call, world);
      admit(call, world, accountOf(caller));
      return call.action === 'AssumeRole' ? assumeRole(call, caller, world) : getCallerIdentity(caller);
    }
    case undefined:
      throw missing('Action');
    default:
      throw known('InvalidApi.NotFound');
  }
}

function checkTarget(request: ServiceRequest, call: StsCall): void {
  if (!request.secure) throw known('InvalidProtocol.NeedSsl');
  if (request.path !== '/' || !['GET', 'POST'].includes(request.method)) throw known('InvalidApi.NotFound');
  if (call.version === undefined) throw missing('Version');
  if (call.version !== VERSION) throw known('InvalidApi.NotFound');
}

function admit(call: StsCall, world: World, account: string): void {
  const key = `${call.request.host} ${call.action} ${account}`;
  if (!world.throttle.admit(key, call.request.now)) throw known('Throttling.User');
}
