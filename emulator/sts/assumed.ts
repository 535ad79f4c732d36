/** The answer of both ways to assume a role. */

import type { Session } from '../world/world.ts';

/** `YYYY-MM-DDTHH:mm:ssZ`, from milliseconds since the epoch. */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `AssumedRoleUser` and `Credentials`. The ARN has the form `role/…`, unlike GetCallerIdentity's. */
export function assumedRole(session: Session): Record<string, unknown> {
  const { role, roleSessionName } = session;
  return {
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${roleSessionName}`,
      Arn: `${role.arn}/${roleSessionName}`,
    },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      AccessKeySecret: session.accessKeySecret,
      SecurityToken: session.securityToken,
      Expiration: timestamp(session.expiration),
    },
  };
}
