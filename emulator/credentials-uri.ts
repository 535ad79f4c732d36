/** A credentials URI: GET at a secret path answers a session. */

import { type Handler, json, text } from './http/message.ts';
import { credentialFields } from './metadata.ts';
import { findRole } from './world/world.ts';

const SESSION_DURATION = 3600;

export const handleCredentialsUri: Handler = (request, world) => {
  if (request.path !== world.credentialsUri.path) return text(404, 'Not Found');
  if (request.method !== 'GET') return text(405, 'Method Not Allowed');
  const role = findRole(world, world.credentialsUri.roleArn ?? '');
  if (role === undefined) return json(200, { Code: 'Failed', Message: 'There is no role to give.' });
  const session = world.issueSession(role, 'credentials-uri', SESSION_DURATION, request.now);
  return json(200, { Code: 'Success', ...credentialFields(session) });
};
