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
  refusalOf,
  sessionKey,
  setScene,
  succeeded,
  TOKENS,
  userKey,
  type WatchedJob,
  warningsOf,
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

  test.each([
    ['a key first', true],
    ['an STS credential first', false],
  ])(
    'by a key and an STS credential: the second is refused, and named the way out (%s)',
    async (_, keyFirst) => {
      const job = scene.job();
      const key = userKey(scene.emulator);
      const first = job.loginInBackground(keyFirst ? key : OIDC);
      succeeded(await first.ended);
      const refusal = refusalOf(await job.login(keyFirst ? OIDC : key));
      expect(refusal).toContain('a parallel step that has not been waited for exports');
      expect(refusal).toContain('Put a wait for that step before this one');
      await job.wait(first);
      expect((await consume(job)).arn).toContain(keyFirst ? ':user/' : ':assumed-role/deploy/');
      await job.finish();
      expect(Object.values(valuesOf(job)).filter(Boolean)).toEqual([]);
    },
  );

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
  test('counts as what stands in the job, for what wins over a later one', async () => {
    const job = scene.job();
    const first = job.loginInBackground(OIDC);
    succeeded(await first.ended);
    const second = succeeded(await job.login({ ...userKey(scene.emulator), profile: 'work' }));
    expect(warningsOf(second).join('\n')).toContain('SDKs use that key instead of the profile');
    await job.wait(first);
    expect((await consume(job)).arn).toContain(':assumed-role/deploy/');
  });

  test('of another job, whose files a stopped runner left, is none of this job’s', async () => {
    const job = scene.job({ GITHUB_RUN_ID: '1' });
    succeeded(await job.login(userKey(scene.emulator)));
    for (const name of Object.keys(job.env)) if (NAMES.includes(name)) delete job.env[name];
    job.env['GITHUB_RUN_ID'] = '2';
    succeeded(await job.login(OIDC));
  });

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

  test('cannot be taken back by a logout before it was waited for, which says so', async () => {
    const job = keyedJob();
    const values = valuesOf(job);
    const step = job.loginInBackground(OIDC);
    await step.ended;
    expect(warningsOf(await job.logout()).join()).toContain('put the wait before the logout');
    await job.wait(step);
    for (const post of await job.finish()) succeeded(post);
    expect(valuesOf(job)).toEqual(values);
  });
});
