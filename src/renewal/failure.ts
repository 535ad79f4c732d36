import path from 'node:path';
import type { Held } from '../runtime/file-lock.ts';
import type { Files } from '../runtime/files.ts';
import { parseObject, textOf } from '../text/json.ts';

/**
 * What an attempt to get a credential failed of, as it is told, in the login's private folder: processes that waited for
 * that attempt fail with it, and do not each try a service again that is down. Nothing secret is in it.
 */
function failureFile(folder: string): string {
  return path.join(folder, 'failure.json');
}

/** @param ended when the attempt did, in milliseconds since 1970 by this machine's clock */
export function leaveFailure(files: Files, held: Held, folder: string, told: string, ended: number): void {
  try {
    files.replace(failureFile(folder), held.file('failure'), JSON.stringify({ told, ended }));
  } catch {
    // The disk is full, say: then the others find out by themselves.
  }
}

/** What an attempt failed of that ended after a moment; undefined where none did. */
export function failureSince(files: Files, folder: string, moment: number): string | undefined {
  try {
    const { told, ended } = parseObject(files.read(failureFile(folder)) ?? '') ?? {};
    return typeof ended === 'number' && ended >= moment ? textOf(told) : undefined;
  } catch {
    return undefined;
  }
}
