/** Requests to setup, and the jobs that they do and do not mean. */

import fc from 'fast-check';
import type { Jobs } from '../../../setup/request.ts';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly ownerId: string;
  readonly id: string;
}

export interface Job {
  readonly repository: Repository;
  readonly of: Jobs;
}

const letters = [...'abAB09-'];
const named = (units: readonly string[], min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...units), minLength: min, maxLength: max });
const digits = fc.integer({ min: 1, max: 999 }).map(String);

export const repositories: fc.Arbitrary<Repository> = fc.record({
  owner: named(letters, 1, 3),
  name: named([...letters, '.', '_'], 1, 3).filter((name) => !/^\.+$/.test(name)),
  ownerId: digits,
  id: digits,
});

/** Whatever git takes in a name, the shell's own characters among it. */
const refNames = named([...'ab/-+!$`\'"(){}#%&;<>|@,=é…'], 1, 6).filter((name) => !name.includes('..'));
const environments = named([...'ab:/ $`\'"\\(){}#%&;<>|*?é…'], 1, 6).filter((name) => !name.includes('${{'));

const plain = (name: string): boolean => !/[*?]/.test(name);

export const exactJobs: fc.Arbitrary<Jobs> = fc.oneof(
  refNames.filter(plain).map((name): Jobs => ({ of: 'branch', name })),
  refNames.filter(plain).map((name): Jobs => ({ of: 'tag', name })),
  environments.filter(plain).map((name): Jobs => ({ of: 'environment', name })),
  fc.constant<Jobs>({ of: 'pull-request' }),
);

/** Jobs as they are asked for: patterns too. */
export const askedJobs: fc.Arbitrary<Jobs> = fc.oneof(
  exactJobs,
  fc
    .tuple(
      fc.constantFrom('branch' as const, 'tag' as const, 'environment' as const),
      named([...'ab*?/'], 1, 5),
    )
    .map(([of, name]): Jobs => ({ of, name })),
);

/** The options that ask for jobs. */
export function optionsOf({ repository, of }: Job, withIds: boolean): string[] {
  return [
    `--repo=${repository.owner}/${repository.name}`,
    ...(withIds ? [`--owner-id=${repository.ownerId}`, `--repo-id=${repository.id}`] : []),
    of.of === 'pull-request' ? '--pull-request' : `--${of.of}=${of.name}`,
  ];
}

/** Whether a job is one of those asked for, by the words of the usage: no part of what is tested is used for it. */
export function isAsked(asked: Job, job: Job, form: 'classic' | 'immutable', withIds: boolean): boolean {
  const [a, b] = [asked.repository, job.repository];
  if (a.owner !== b.owner || a.name !== b.name) return false;
  if (form === 'immutable' && !(withIds && a.ownerId === b.ownerId && a.id === b.id)) return false;
  if (asked.of.of === 'pull-request' || job.of.of === 'pull-request') return asked.of.of === job.of.of;
  // RAM sees an environment's name as GitHub writes it into the subject: to a pattern, a colon is three characters.
  const seen = ({ of, name }: { readonly of: string; readonly name: string }): string =>
    of === 'environment' ? name.replaceAll(':', '%3A') : name;
  return asked.of.of === job.of.of && pattern(seen(asked.of)).test(seen(job.of));
}

function pattern(name: string): RegExp {
  const source = name
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
