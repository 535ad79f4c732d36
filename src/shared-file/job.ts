import path from 'node:path';
import type { LocalContext } from '../runtime/context.ts';
import type { Files } from '../runtime/files.ts';
import type { Claim } from './claims.ts';

/** Which job a claim is of, and whether that job is over. */

type JobOfClaim = Pick<Claim, 'id' | 'job' | 'folder' | 'place'>;

/**
 * A job is the place of its RUNNER_TEMP, not its path, which has many names, with run, attempt and job. Where the file
 * system has no lasting numbers, each step is a job of its own.
 * @param id unguessable
 * @param folder the step's private folder, which need not exist
 */
export function jobOfStep({ files, job }: LocalContext, id: string, folder: string): JobOfClaim {
  const place = placeOf(files, folder);
  const { runId, runAttempt, job: name } = job();
  return { id, folder, place, job: place === undefined ? id : [place, runId, runAttempt, name].join(' ') };
}

/** What distinguishes a private folder's parent from folders with the same path elsewhere. */
function placeOf(files: Files, folder: string): string | undefined {
  try {
    return files.look(files.resolve(path.dirname(folder)))?.identity;
  } catch {
    return undefined;
  }
}

const HOUR = 60 * 60 * 1000;
/** Of a job that cannot be seen and whose session has no end: as long as GitHub lets a hosted one run. */
const UNSEEN_JOB = 6 * HOUR;
/** Of any: GitHub ends every job earlier than this, and a runner that is never started again leaves its folders. */
const LONGEST_JOB = 6 * 24 * HOUR;

/**
 * A job is over when its private folder is gone from its RUNNER_TEMP, which a runner empties before its next job. This
 * cannot be seen from another machine or container, where that path is another folder: there it is over when its session
 * is. While the folder stands, an expired session still holds its name: another's would be used in its place.
 */
export function isDead({ files, clock }: LocalContext, { folder, place, began, expires }: Claim): boolean {
  const age = clock.now() - began;
  if (age > LONGEST_JOB) return true;
  try {
    if (place !== undefined && placeOf(files, folder) === place) return files.look(folder) === undefined;
  } catch {
    return false;
  }
  return expires === undefined ? age > UNSEEN_JOB : expires < clock.now();
}
