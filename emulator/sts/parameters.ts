/** Validation of STS parameters. Source: the OpenAPI metadata of sts/2015-04-01. */

import type { Role } from '../world/world.ts';
import { known, missing, wronglyFormed } from './errors.ts';

type Parameters = ReadonlyMap<string, string>;

/** The parameters that AssumeRole and AssumeRoleWithOIDC share, checked. */
export interface AssumeParameters {
  readonly roleArn: string;
  readonly roleSessionName: string;
  /** Seconds; not yet compared with the role's maximum. */
  readonly durationSeconds: number;
}

export function assumeParameters(parameters: Parameters): AssumeParameters {
  const roleArn = required(parameters, 'RoleArn');
  const roleSessionName = required(parameters, 'RoleSessionName');
  if (!/^acs:ram::\d{12,16}:role\/[\w.-]{1,64}$/.test(roleArn)) throw wronglyFormed('RoleArn');
  if (!/^[A-Za-z0-9.@_-]{2,64}$/.test(roleSessionName)) throw wronglyFormed('RoleSessionName');
  checkPolicy(optional(parameters, 'Policy'));
  return { roleArn, roleSessionName, durationSeconds: duration(optional(parameters, 'DurationSeconds')) };
}

/** A required, non-empty parameter. */
export function required(parameters: Parameters, name: string): string {
  const value = optional(parameters, name);
  if (value === undefined) throw missing(name);
  return value;
}

/** A parameter that may be missing; an empty one counts as missing. */
export function optional(parameters: Parameters, name: string): string | undefined {
  const value = parameters.get(name);
  return value === '' ? undefined : value;
}

export function externalId(parameters: Parameters): string | undefined {
  const value = optional(parameters, 'ExternalId');
  if (value !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(value)) throw wronglyFormed('ExternalId');
  return value;
}

export function sourceIdentity(parameters: Parameters): string | undefined {
  const value = optional(parameters, 'SourceIdentity');
  if (value === undefined) return undefined;
  const reserved = /^(acs|aliyun|alibabacloud):/i.test(value);
  if (reserved || !/^[\w+=,.@-]{2,64}$/.test(value)) throw wronglyFormed('SourceIdentity');
  return value;
}

/** Throws when the session would outlast what the role allows. */
export function checkDuration(seconds: number, role: Role): void {
  if (seconds > role.maxSessionDuration) throw known('InvalidParameter.DurationSeconds');
}

function duration(value: string | undefined): number {
  if (value === undefined) return 3600;
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (seconds < 900) throw known('InvalidParameter.DurationSeconds');
  return seconds;
}

function checkPolicy(policy: string | undefined): void {
  if (policy === undefined) return;
  if (Buffer.byteLength(policy) > 2048) throw known('InvalidParameter.PolicySize');
  if (!isPolicy(policy)) throw known('InvalidParameter.PolicyGrammar');
}

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy !== 'object' || policy === null) return false;
    const { Version, Statement } = policy as Record<string, unknown>;
    return (
      Version === '1' && (Array.isArray(Statement) || (typeof Statement === 'object' && Statement !== null))
    );
  } catch {
    return false;
  }
}
