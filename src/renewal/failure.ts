import path from 'node:path';
import type { Files } from '../runtime/files.ts';
import type { Held } from '../shared-file/lock.ts';
import { parseObject, textOf } from '../text/json.ts';

/**
 * Records in the login's private folder why an attempt to get a credential failed: processes that waited for that
 * attempt fail with the same message instead of each asking a service that is down. Contains nothing secret.
 */
function failureFile(folder: string): string {
  return path.join(folder, 'failure.json');
}

/** @param ended when the attempt did, in milliseconds since 1970 by this machine's clock */
export function leaveFailure(files: Files, held: Held, folder: string, told: string, ended: number): void {
  try {
    files.replace(failureFile(folder), held.file('failure'), JSON.stringify({ told, ended }));
  } catch {
    // If this fails, on a full disk for example, the others find out for themselves.
  }
}

/** Why an attempt that ended after the given moment failed; undefined if none did. */
export function failureSince(files: Files, folder: string, moment: number): string | undefined {
  try {
    const { told, ended } = parseObject(files.read(failureFile(folder)) ?? '') ?? {};
    return typeof ended === 'number' && ended >= moment ? textOf(told) : undefined;
  } catch {
    return undefined;
  }
}
