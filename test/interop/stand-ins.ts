/** Stand-ins for actions from elsewhere, whose files are out of reach here. */

import fs from 'node:fs';
import path from 'node:path';
import { HERE } from './paths.ts';

/**
 * Makes one for each action that the workflows name by a commit; they note what they are given in the file NOTES.
 *
 * @param folder made for them
 * @param workflows a folder of workflows
 * @returns what act wants to be told of them
 */
export function makeActions(folder: string, workflows: string): string[] {
  const named = fs
    .readdirSync(workflows)
    .flatMap((name) => [
      ...fs
        .readFileSync(path.join(workflows, name), 'utf8')
        .matchAll(/uses: ([\w-]+\/[\w-]+)(?:\/([\w-]+))?@([0-9a-f]{40})/g),
    ])
    .map(([, repository = '', part = '', commit = '']) => ({ repository, part, commit }));
  for (const { repository, part } of named) {
    const target = path.join(folder, repository, part);
    fs.mkdirSync(target, { recursive: true });
    fs.copyFileSync(path.join(HERE, 'act/elsewhere.cjs'), path.join(target, 'elsewhere.cjs'));
    fs.writeFileSync(
      path.join(target, 'action.yml'),
      'name: elsewhere\nruns: { using: node24, main: elsewhere.cjs }\n',
    );
  }
  const places = named.map(
    ({ repository, commit }) => `${repository}@${commit}=${path.join(folder, repository)}`,
  );
  return [...new Set(places)].flatMap((place) => ['--local-repository', place]);
}
