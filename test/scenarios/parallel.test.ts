/** Logins in steps with `background: true`, side by side on one machine, as GitHub's runner runs them. */

import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  consume,
  KEY_IDS,
  KEY_SECRETS,
  OIDC,
  PROFILE_VARIABLES,
  sessionKey,
  setScene,
  succeeded,
  TOKENS,
  userKey,
  type WatchedJob,
} from './support.ts';

const scene = setScene();
const NAMES = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, ...PROFILE_VARIABLES];
const valuesOf = (job: WatchedJob): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, job.env[name] ?? '']));

const audit = (): Record<string, string> => sessionKey(scene.emulator, SAMPLE.audit);

/** A job whose workflow has a key in its own `env:`. */
function keyedJob(): WatchedJob {
  const job = scene.job({
    ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: scene.emulator.world.secretOf(SAMPLE.userKey),
  });
  job.secrets.push(scene.emulator.world.secretOf(SAMPLE.userKey));
  return job;
}

async function expectPostsGiveBack(job: WatchedJob, values: Record<string, string>): Promise<void> {
  for (const post of await job.finish()) {
    expect(succeeded(post).annotations).toEqual([]);
    expect(post.log).toContain('Took back');
  }
  expect(valuesOf(job)).toEqual(values);
}

describe('two logins side by side', () => {
  test.each([
    ['in the order of their steps', false],
    ['the other way round', true],
  ])(
    'by variables, over a key of the job, waited for %s: whoever is last is logged in, and the key comes back',
    async (_, reversed) => {
      const job = keyedJob();
      const values = valuesOf(job);
      const steps = [job.loginInBackground(OIDC), job.loginInBackground(audit())];
      await Promise.all(steps.map(({ ended }) => ended));
      expect(valuesOf(job)).toEqual(values);
      const results = await job.wait(...(reversed ? steps.toReversed() : steps));
      for (const result of results) succeeded(result);
      const { arn } = await consume(job);
      expect(arn).toContain(reversed ? ':assumed-role/deploy/' : ':assumed-role/audit/');
      await expectPostsGiveBack(job, values);
    },
  );

  test('by profiles: both are there', async () => {
    const job = keyedJob();
    const values = valuesOf(job);
    job.loginInBackground({ ...OIDC, profile: 'deploy' });
    job.loginInBackground({ ...audit(), profile: 'audit' });
    for (const result of await job.wait()) succeeded(result);
    const config = JSON.parse(job.read('home/.aliyun/config.json'));
    expect(config.profiles.map(({ name }: { name: string }) => name).sort()).toEqual(['audit', 'deploy']);
    const ini = job.read(job.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] ?? '');
    expect(ini.match(/^\[.+\]$/gm)?.sort()).toEqual(['[audit]', '[deploy]']);
    await expectPostsGiveBack(job, values);
  });

  test('by a key and an STS credential: never another identity, and nothing is left', async () => {
    for (const keyFirst of [true, false]) {
      const job = scene.job();
      const steps = [job.loginInBackground(userKey(scene.emulator)), job.loginInBackground(OIDC)];
      for (const result of await job.wait(...(keyFirst ? steps : steps.toReversed()))) succeeded(result);
      // The key waited for last stands with the other's token, and STS refuses the pair.
      if (keyFirst) expect((await consume(job)).arn).toContain(':assumed-role/deploy/');
      else await expect(consume(job)).rejects.toThrow();
      await job.finish();
      expect(Object.values(valuesOf(job)).filter(Boolean)).toEqual([]);
    }
  });

  test('by a key and an STS credential, one as a profile or as outputs: both', async () => {
    const job = scene.job();
    const steps = [
      job.loginInBackground(OIDC),
      job.loginInBackground({ ...userKey(scene.emulator), profile: 'ci' }),
      job.loginInBackground({ ...userKey(scene.emulator), 'export-env': 'false' }),
    ];
    for (const result of await job.wait(...steps)) succeeded(result);
    expect((await consume(job)).arn).toContain(':assumed-role/deploy/');
    await job.finish();
    expect(Object.values(valuesOf(job)).filter(Boolean)).toEqual([]);
  });
});

describe('a login in the background', () => {
  test('may be followed by any other once it was waited for', async () => {
    const job = scene.job();
    await job.wait(job.loginInBackground(OIDC));
    succeeded(await job.login(userKey(scene.emulator)));
    expect((await consume(job)).arn).toContain(':user/');
    await job.wait(job.loginInBackground(OIDC));
    expect((await consume(job)).arn).toContain(':assumed-role/deploy/');
  });

  test.skipIf(!has.signals)('that was cancelled leaves nothing behind (needs signals)', async () => {
    const job = keyedJob();
    const values = valuesOf(job);
    scene.emulator.faults.queue('sts', { kind: 'hang' });
    const step = job.loginInBackground({ ...OIDC, profile: 'work', 'export-env': 'true' });
    while (!job.actions.includes('AssumeRoleWithOIDC')) await new Promise((done) => setTimeout(done, 20));
    expect((await job.cancel(step)).exitCode).toBe(1);
    await job.finish();
    expect(valuesOf(job)).toEqual(values);
  });

  test('is undone by its post step where a logout came before the wait', async () => {
    const job = keyedJob();
    const values = valuesOf(job);
    const step = job.loginInBackground(OIDC);
    await step.ended;
    succeeded(await job.logout());
    await job.wait(step);
    expect((await consume(job)).arn).toContain(':assumed-role/deploy/');
    for (const post of await job.finish()) succeeded(post);
    expect(valuesOf(job)).toEqual(values);
  });
});
