/** RAM 2015-05-01 and IMS 2019-08-15, as far as they set up a login: RPC style, at `/`, for administrators. */

import type { Handler } from '../http/message.ts';
import { accountOf, authenticate, type Caller } from '../sts/authenticate.ts';
import { readCall } from '../sts/call.ts';
import { known, missing, StsError } from '../sts/errors.ts';
import { errorBody, successBody } from '../sts/format.ts';
import type { RamAction } from './call.ts';
import { OIDC_PROVIDER_ACTIONS } from './oidc-providers.ts';
import { POLICY_ACTIONS } from './policies.ts';
import { ROLE_ACTIONS } from './roles.ts';

export const handleRam: Handler = rpc('2015-05-01', { ...ROLE_ACTIONS, ...POLICY_ACTIONS });
export const handleIms: Handler = rpc('2019-08-15', OIDC_PROVIDER_ACTIONS);

function rpc(version: string, actions: Readonly<Record<string, RamAction>>): Handler {
  return (request, world) => {
    try {
      const call = readCall(request);
      if (!request.secure) throw known('InvalidProtocol.NeedSsl');
      if (call.action === undefined) throw missing('Action');
      if (call.version === undefined) throw missing('Version');
      const action = Object.hasOwn(actions, call.action) ? actions[call.action] : undefined;
      if (action === undefined || call.version !== version || request.path !== '/')
        throw known('InvalidApi.NotFound');
      const caller = authenticate(call, world);
      if (!isAdministrator(caller)) throw known('NoPermission');
      const { parameters } = call;
      const fields = action({ account: accountOf(caller), parameters, now: request.now }, world);
      return successBody(request, call.action, fields);
    } catch (error) {
      if (error instanceof StsError) return errorBody(request, error);
      throw error;
    }
  };
}

function isAdministrator(caller: Caller): boolean {
  return caller.kind === 'key' && caller.key.administrator;
}
