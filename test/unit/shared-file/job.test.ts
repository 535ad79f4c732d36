import { describe, expect, test } from 'vitest';
import { isDead, jobOfStep } from '../../../src/shared-file/job.ts';
import { fakeContext, START } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const FOLDER = '/temp/alicloud-credentials-1';
const HOUR = 3_600_000;
const RUN = { GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'deploy' };

/** A machine on which the folder is there, gone, cannot be looked at, or whose numbers do not last. */
function machine(folder: 'there' | 'gone' | 'closed', numbers = true) {
  const { files } = memoryFiles();
  files.ensureFolder(folder === 'there' ? FOLDER : '/temp');
  const look = (target: string) => {
    if (folder === 'closed' && target === FOLDER) throw new Error('EACCES');
    const there = files.look(target);
    return there && (numbers ? there : { ...there, identity: undefined });
  };
  return fakeContext({ files: { ...files, look }, env: RUN, now: START });
}
const placeIn = (context = machine('there')) => jobOfStep(context, 'id', FOLDER).place;

test('the steps of a job are one job by the place of its RUNNER_TEMP, or each one of its own', () => {
  const job = jobOfStep(machine('gone'), 'id', FOLDER);
  expect(job).toMatchObject({ id: 'id', folder: FOLDER, job: `${job.place} 7 1 deploy` });
  expect(jobOfStep(machine('there', false), 'id', FOLDER)).toEqual({ id: 'id', folder: FOLDER, job: 'id' });
});

describe('a job is over', () => {
  const over = (context: ReturnType<typeof machine>, claim: object): boolean =>
    isDead(context, { id: 'id', job: 'j', folder: FOLDER, began: START, ...claim } as never);

  test('when its folder is gone, where that can be seen, whatever its session says', () => {
    const place = placeIn();
    expect(over(machine('gone'), { place, expires: START + HOUR })).toBe(true);
    expect(over(machine('there'), { place, expires: START - HOUR })).toBe(false);
    expect(over(machine('closed'), { place, expires: START - HOUR })).toBe(false);
    expect(over(machine('there'), { place, began: START - 6 * 24 * HOUR })).toBe(false);
    expect(over(machine('there'), { place, began: START - 6 * 24 * HOUR - 1 })).toBe(true);
  });

  test('elsewhere when its session is, or after six hours where that has no end', () => {
    for (const place of [undefined, 'another']) {
      expect(over(machine('gone'), { place, expires: START })).toBe(false);
      expect(over(machine('there'), { place, expires: START - 1 })).toBe(true);
      expect(over(machine('there', false), { place, expires: START - 1 })).toBe(true);
      expect(over(machine('gone'), { place, began: START - 6 * HOUR })).toBe(false);
      expect(over(machine('there'), { place, began: START - 6 * HOUR - 1 })).toBe(true);
    }
  });
});
