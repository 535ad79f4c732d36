/**
 * Container Registry: temporary passwords, of the Enterprise Edition (2018-12-01, RPC style, at `/`) and the Personal
 * Edition (2016-06-07, ROA style, at `/tokens`). The service's own errors are in two forms; the gateway's are STS's.
 */

import { randomUUID } from 'node:crypto';
import { type Handler, hostName, json, type ServiceRequest, type ServiceResponse } from '../http/message.ts';
import { accountOf, authenticate, type Caller } from '../sts/authenticate.ts';
import { readCall, type StsCall } from '../sts/call.ts';
import { known, missing, StsError } from '../sts/errors.ts';
import { errorBody, successBody } from '../sts/format.ts';
import type { World } from '../world/world.ts';

const ENTERPRISE = '2018-12-01';
const PERSONAL = '2016-06-07';
export const ACR_VERSIONS = [ENTERPRISE, PERSONAL];

export const handleAcr: Handler = (request, world) => {
  try {
    if (!request.secure) throw known('InvalidProtocol.NeedSsl');
    const call = readCall(request);
    if (call.version === ENTERPRISE) return enterprise(call, world);
    if (call.version === PERSONAL) return personal(call, world);
    throw call.version === undefined ? missing('Version') : known('InvalidApi.NotFound');
  } catch (error) {
    if (error instanceof StsError) return errorBody(request, error);
    throw error;
  }
};

function enterprise(call: StsCall, world: World): ServiceResponse {
  const { request } = call;
  if (call.action !== 'GetAuthorizationToken' || request.path !== '/') throw known('InvalidApi.NotFound');
  const caller = permitted(call, world);
  const instanceId = call.parameters.get('InstanceId') ?? '';
  if (instanceId === '') throw missing('InstanceId');
  const instance = world.registries.instances.get(instanceId);
  const isThere = instance?.account === accountOf(caller) && isHere(request, instance.regionId);
  if (!isThere) return successBody(request, call.action, { IsSuccess: false, Code: 'INSTANCE_NOT_EXIST' });
  const password = issue(call, caller, world, instanceId);
  return successBody(request, call.action, {
    IsSuccess: true,
    Code: 'success',
    TempUsername: password.username,
    AuthorizationToken: password.password,
    ExpireTime: password.expiration,
  });
}

function personal(call: StsCall, world: World): ServiceResponse {
  const { request } = call;
  if (request.method !== 'GET' || request.path !== '/tokens') throw known('InvalidApi.NotFound');
  const caller = permitted(call, world);
  const requestId = randomUUID().toUpperCase();
  const headers = { 'x-acs-request-id': requestId };
  if (!world.registries.accounts.has(accountOf(caller)))
    return json(404, { code: 'USER_NOT_EXIST', message: 'user is not exist.', requestId }, headers);
  const { username, password, expiration } = issue(call, caller, world);
  return json(
    200,
    {
      data: { authorizationToken: password, tempUserName: username, expireDate: expiration },
      requestId,
    },
    headers,
  );
}

function permitted(call: StsCall, world: World): Caller {
  const caller = authenticate(call, world);
  const holder = caller.kind === 'session' ? caller.session.role.arn : caller.key.id;
  if (world.registries.refused.has(holder)) throw known('NoPermission');
  return caller;
}

function issue(call: StsCall, caller: Caller, world: World, instanceId?: string) {
  const hour = call.request.now + 3_600_000;
  const expiration = caller.kind === 'session' ? caller.session.expiration : hour;
  return world.registries.issue({ host: hostName(call.request.host), instanceId, expiration });
}

/** A client that reaches the emulator without its proxy asks no region's host. */
function isHere({ host }: ServiceRequest, regionId: string): boolean {
  const name = hostName(host);
  return !name.startsWith('cr.') || name === `cr.${regionId}.aliyuncs.com`;
}
