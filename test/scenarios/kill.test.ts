/** A step that is killed at any moment: post undoes everything. */

import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { numbersOneIn, sampleOf } from '../thorough.ts';
import {
  hasKilledItself,
  KEY_IDS,
  KEY_SECRETS,
  OIDC,
  OWNERS_CONFIG,
  PROFILE_VARIABLES,
  preloading,
  REGIONS,
  type StepResult,
  setScene,
  TOKENS,
  type WatchedJob,
} from './support.ts';

const scene = setScene();

const ALL = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS];
/** Kills the process before the n-th change that it makes to the file system. */
const KILLER = pathToFileURL(path.join(import.meta.dirname, 'programs/killer.ts'));

/** Expects that every variable of the job has the value it had at the start, or is empty. */
function expectUndone(job: WatchedJob, before: Readonly<Record<string, string>>): void {
  for (const name of [...ALL, ...REGIONS, ...PROFILE_VARIABLES]) {
    expect(job.env[name] ?? '', name).toBe(before[name] ?? '');
  }
}

/** Post may say what it did, but must have no reason to warn. */
function expectClean(posts: readonly StepResult[]): void {
  for (const post of posts) {
    expect(post.exitCode, post.log).toBe(0);
    expect(post.stderr).toBe('');
    expect(post.annotations).toEqual([]);
  }
}

describe('a step that is killed', () => {
  const inputs = { ...OIDC, profile: 'work', 'export-env': 'true', region: 'cn-hangzhou' };
  const standing = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId', OSS_REGION: 'eu-central-1' };

  /** Kills the step when `moment` is over, runs post, and expects that everything is as it was. */
  const killed = async (
    job: WatchedJob,
    more: Readonly<Record<string, string>>,
    moment: () => Promise<void>,
  ): Promise<boolean> => {
    const before = { ...job.env };
    const onStart = (child: ChildProcess): void => void moment().then(() => child.kill('SIGKILL'));
    const result = await job.login({ ...inputs, ...more }, { onStart });
    expectClean(await job.finish());
    expectUndone(job, before);
    return result.signal === 'SIGKILL';
  };
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; waited < 10_000 && !condition(); waited += 1) await pause(1);
  };
  const owned = (): WatchedJob => {
    const job = scene.job(standing);
    job.write('home/.aliyun/config.json', OWNERS_CONFIG, 0o644);
    job.write('home/credentials.ini', '# mine\n[owner]\ntype = access_key\n', 0o640);
    return job;
  };

  test('while it waits for GitHub is undone', async () => {
    scene.emulator.faults.queue('github', { kind: 'hang' });
    const job = owned();
    expect(await killed(job, {}, () => until(() => job.requests.length > 0))).toBe(true);
  });

  test('while it waits for STS, its token file written, is undone', async () => {
    scene.emulator.faults.queue('sts', { kind: 'hang' });
    const job = owned();
    expect(await killed(job, {}, () => until(() => job.actions.length > 0))).toBe(true);
  });

  test('while it waits for the second role of a chain is undone', async () => {
    scene.emulator.faults.queue('sts', { kind: 'hang', match: ({ action }) => action === 'AssumeRole' });
    const job = owned();
    const chain = { 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` };
    expect(await killed(job, chain, () => until(() => job.actions.length > 1))).toBe(true);
  });

  test('while it tries again is undone', async () => {
    scene.emulator.faults.queue('sts', { kind: 'status', status: 503 }, { kind: 'hang' });
    const job = owned();
    expect(await killed(job, {}, () => until(() => job.actions.length > 1))).toBe(true);
  });

  test.each([
    [
      'the owner’s files',
      (job: WatchedJob) => ({ 'credentials-file': path.join(job.home, 'credentials.ini') }),
    ],
    ['files of its own', () => ({})],
    ['a profile that renews itself', () => ({ 'export-env': 'false', refresh: 'true' })],
  ])(
    'before each single change of the hand-off into %s is undone',
    async (name, more) => {
      const own = name.startsWith('files');
      const { first, step } = numbersOneIn(5);
      let change = first - step;
      let kills = 0;
      let finished = false;
      const rounds = async (): Promise<void> => {
        while (!finished && change < 200) {
          change += step;
          const job = own ? scene.job(standing) : owned();
          job.env['KILL_BEFORE_CHANGE'] = String(change);
          job.env['NODE_OPTIONS'] = preloading(job, KILLER);
          const before = { ...job.env };
          const result = await job.login({ ...inputs, ...more(job) });
          if (hasKilledItself(result)) kills += 1;
          else {
            expect(result.exitCode, result.log).toBe(0);
            finished = true;
          }
          // Variables of the same kind are set one by one, in the same way.
          if (Object.keys(result.exported).length > 0) change += 5;
          expectClean(await job.finish({ env: { NODE_OPTIONS: '' } }));
          expectUndone(job, before);
        }
      };
      await Promise.all([rounds(), rounds(), rounds()]);
      expect(finished).toBe(true);
      expect(kills).toBeGreaterThan(sampleOf(15, 5));
    },
    180_000,
  );

  test('at some moment of the hand-off is undone', async () => {
    for (let round = 0; round < 6; round++) {
      const job = owned();
      // The answer of STS is sent; what follows is the hand-off.
      await killed(job, { 'credentials-file': path.join(job.home, 'credentials.ini') }, async () => {
        await until(() => job.actions.length > 0);
        await pause(round * 6);
      });
    }
  });

  test('at the moment when a file appears is undone', async () => {
    const appears: ((job: WatchedJob) => string)[] = [
      (job) => path.join(job.home, '.aliyun'),
      (job) => path.join(job.home, '.aliyun', 'config.json'),
      (job) => path.join(job.home, 'new', 'credentials.ini'),
    ];
    for (const file of appears) {
      const job = scene.job(standing);
      const more = { 'credentials-file': path.join(job.home, 'new', 'credentials.ini') };
      await killed(job, more, async () => {
        for (let turns = 0; turns < 200_000 && !fs.existsSync(file(job)); turns++) {
          if (turns % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      });
    }
  });

  test('after any time from its start is undone', async () => {
    for (let round = 0; round < 4; round++) {
      await killed(owned(), {}, () => pause(Math.random() * 400));
    }
  });
});
