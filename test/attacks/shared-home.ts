/** A home folder that jobs share, and what must hold in it while they come and go. */

import fs from 'node:fs';
import path from 'node:path';
import { differences, filesWithSecrets, look, type Thing } from './judge.ts';
import { lostAtEnd, lostNow, type OwnersFile } from './owner.ts';
import { SecretSearch } from './secrets.ts';
import type { Stage } from './stage.ts';

export interface SharedHome {
  readonly stage: Stage;
  readonly home: string;
  readonly owners: readonly OwnersFile[];
}

/** The profile names that the jobs of one round use: one, several, or mostly different ones. */
export const PROFILE_NAMES: readonly (readonly string[])[] = [
  ['default'],
  ['default', 'work'],
  ['default', 'work', 'ci'],
  ['one', 'two', 'three', 'four', 'five', 'six'],
];

/**
 * While some jobs run: whoever is over has left nothing for others to find, and the owner has everything.
 * @param ended the secrets of the jobs that are over
 */
export function judgeMeanwhile({ stage, home, owners }: SharedHome, ended: readonly string[]): void {
  stage.find(...lostNow(owners));
  const search = new SecretSearch();
  search.add(...ended);
  const [found] = filesWithSecrets(look(home), search);
  if (found !== undefined) stage.find(`${path.basename(found)} holds the credential of a job that is over`);
}

/**
 * Nobody is there any more: everything is as it was before the first came, but for what the owner has done since.
 * @param temps each job's RUNNER_TEMP
 * @param others further folders in which no secret may be
 * @param mayStay whether something new in the home, by its path, is nobody's fault
 */
export function judgeAfterwards(
  { stage, home, owners }: SharedHome,
  before: ReadonlyMap<string, Thing>,
  temps: readonly string[],
  {
    others = [],
    mayStay = () => false,
  }: { others?: readonly string[]; mayStay?: (left: string) => boolean } = {},
): void {
  stage.find(...lostAtEnd(owners));
  for (const file of filesWithSecrets(look(home, ...temps, ...others), stage.secrets))
    stage.find(`a secret is left in ${file}`);
  const after = look(home);
  const excused = [...after.keys()].filter(mayStay).map((left) => `${left} is left`);
  const isOwners = (line: string): boolean =>
    owners.some((file) => line.startsWith(`${file.path} has changed`));
  stage.find(...differences(before, after).filter((line) => !isOwners(line) && !excused.includes(line)));
  for (const temp of temps) {
    const [left] = fs.readdirSync(temp);
    if (left !== undefined) stage.find(`${left} is left in RUNNER_TEMP`);
  }
}
