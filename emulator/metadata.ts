/** ECS instance metadata, hardened and normal mode. Source: "view instance metadata". */

import { randomBytes } from 'node:crypto';
import { type Handler, json, type ServiceRequest, type ServiceResponse, text } from './http/message.ts';
import { timestamp } from './sts/assumed.ts';
import { findRole, type Session, type World } from './world/world.ts';

const TOKEN_PATH = '/latest/api/token';
const CREDENTIALS_PATH = '/latest/meta-data/ram/security-credentials/';
const MAX_TOKEN_TTL = 21_600;
/** Seconds that an instance role's session lasts. */
const SESSION_DURATION = 21_600;

export const handleMetadata: Handler = (request, world) => {
  if (request.path === TOKEN_PATH) return issueToken(request, world);
  if (request.method !== 'GET') return text(405, 'Method Not Allowed');
  return refuseUnauthorized(request, world) ?? serve(request, world);
};

function issueToken(request: ServiceRequest, world: World): ServiceResponse {
  if (world.ecs.mode === 'normal-only') return text(404, 'Not Found');
  if (request.method !== 'PUT') return text(405, 'Method Not Allowed');
  // A request that was forwarded did not come from the instance.
  if (request.headers['x-forwarded-for'] !== undefined) return text(403, 'Forbidden');
  const ttl = request.headers['x-aliyun-ecs-metadata-token-ttl-seconds'] ?? '';
  if (!/^\d{1,5}$/.test(ttl) || Number(ttl) < 1 || Number(ttl) > MAX_TOKEN_TTL)
    return text(400, 'Bad Request');
  const token = randomBytes(24).toString('base64');
  world.ecs.tokens.set(token, request.now + Number(ttl) * 1000);
  return text(200, token);
}

function refuseUnauthorized(request: ServiceRequest, world: World): ServiceResponse | undefined {
  if (world.ecs.mode === 'normal-only') return undefined;
  const token = request.headers['x-aliyun-ecs-metadata-token'];
  if (token === undefined) {
    return world.ecs.mode === 'hardened-only' ? text(403, 'Forbidden') : undefined;
  }
  return request.now < (world.ecs.tokens.get(token) ?? 0) ? undefined : text(401, 'Unauthorized');
}

function serve(request: ServiceRequest, world: World): ServiceResponse {
  const { path } = request;
  if (path === '/latest/meta-data/region-id') return text(200, world.ecs.regionId);
  if (path === '/latest/meta-data/instance-id') return text(200, world.ecs.instanceId);
  const role = findRole(world, world.ecs.roleArn ?? '');
  if (role === undefined) return text(404, 'Not Found');
  if (path === CREDENTIALS_PATH) return text(200, role.name);
  if (path !== `${CREDENTIALS_PATH}${role.name}`) return text(404, 'Not Found');
  const session = world.issueSession(role, world.ecs.instanceId, SESSION_DURATION, request.now);
  return json(200, { ...credentialFields(session), LastUpdated: timestamp(request.now), Code: 'Success' });
}

/** A session in the form that metadata and the credentials URI return. */
export function credentialFields(session: Session): Record<string, string> {
  return {
    AccessKeyId: session.accessKeyId,
    AccessKeySecret: session.accessKeySecret,
    SecurityToken: session.securityToken,
    Expiration: timestamp(session.expiration),
  };
}
