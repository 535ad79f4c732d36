/** The action logout: takes back in the middle of the job what the login did, and leaves the post step nothing to do. */

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { checksum } from '../../src/secrets/fingerprint.ts';
import { has } from '../platform.ts';
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
  STRANGER,
  type StepResult,
  secretsOf,
  setScene,
  TOKENS,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

const NAMES = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, ...REGIONS, ...PROFILE_VARIABLES];
const KILLER = pathToFileURL(path.join(import.meta.dirname, 'programs/killer.ts'));
const STANDING = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId', OSS_REGION: 'eu-central-1' };
const BOTH = { ...OIDC, profile: 'work', 'export-env': 'true', region: 'cn-hangzhou' };

/** A job in which the owner has something of everything. */
function owned(): WatchedJob {
  const job = scene.job(STANDING);
  job.write('home/.aliyun/config.json', OWNERS_CONFIG, 0o644);
  job.write('home/credentials.ini', '# mine\n[owner]\ntype = access_key\n', 0o640);
  return job;
}

const valuesOf = (job: WatchedJob): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, job.env[name] ?? '']));

/** What is in the job's folders, but for the records of logins, which the post steps remove. */
function filesOf(job: WatchedJob): Record<string, string> {
  return Object.fromEntries(
    Object.entries(job.files()).filter(
      ([name]) => !/^temp\/alicloud-credentials-[^/]+\/(login\.json)?$/.test(name.replaceAll(path.sep, '/')),
    ),
  );
}

/** A record, in a folder of another user, that would have a variable set. */
function plant(folder: string, phase: string): void {
  const set = { LD_PRELOAD: checksum('salt', '') };
  const entry = { kind: 'variables', salt: 'salt', set, before: { LD_PRELOAD: '/tmp/theirs.so' } };
  fs.mkdirSync(folder);
  fs.writeFileSync(
    path.join(folder, 'login.json'),
    JSON.stringify({ began: Date.now(), phase, entries: [entry] }),
  );
  for (const one of [folder, path.join(folder, 'login.json')]) fs.chownSync(one, STRANGER, STRANGER);
}

function expectQuiet(results: readonly StepResult[]): void {
  for (const result of results)
    expect(result).toMatchObject({ exitCode: 0, log: '', stderr: '', exported: {}, annotations: [] });
}

describe('a logout', () => {
  test('takes back what the login did; the post step has nothing to do, and says nothing', async () => {
    const job = owned();
    const [values, files] = [valuesOf(job), filesOf(job)];
    await job.login({ ...BOTH, 'credentials-file': path.join(job.home, 'credentials.ini') });
    expect(valuesOf(job)).not.toEqual(values);
    const result = await job.logout();
    expect(result).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(result.log).toContain('Took back the credential and everything that was exported.');
    expect(valuesOf(job)).toEqual(values);
    expect(filesOf(job)).toEqual(files);
    expectQuiet(await job.finish());
  });

  test('takes back the login that wrote a profile, and no other', async () => {
    const job = owned();
    await job.login({ ...OIDC, region: 'cn-beijing' });
    const [values, files] = [valuesOf(job), filesOf(job)];
    await job.login({ ...OIDC, profile: 'work' });
    await job.logout({ profile: 'work' });
    expect(valuesOf(job)).toEqual(values);
    expect(Object.keys(filesOf(job))).toEqual(Object.keys(files));
    const [second, first] = await job.finish();
    expectQuiet([second as StepResult]);
    expect(first?.log).toContain('Took back');
  });

  // Whoever may write into RUNNER_TEMP is no more than that: only root can give a folder to somebody else.
  test.skipIf(!has.otherUsers)('takes nothing from a folder of another user (needs root)', async () => {
    const job = scene.job();
    plant(path.join(job.temp, 'alicloud-credentials-planted'), 'logged in');
    await job.login(BOTH);
    const result = await job.logout();
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(result.exported).not.toHaveProperty('LD_PRELOAD');
    expect(result.log).toContain('Took back');
    await job.finish();
  });

  test.skipIf(!has.otherUsers)(
    'nor does post, where that folder took the place of its own (needs root)',
    async () => {
      const job = scene.job();
      job.env['ALIBABA_CLOUD_REGION_ID'] = 'eu-central-1';
      await job.login(BOTH);
      for (const name of fs.readdirSync(job.temp).filter((one) => !one.includes('shared'))) {
        fs.rmSync(path.join(job.temp, name), { recursive: true });
        plant(path.join(job.temp, name), 'logging out');
      }
      const [post] = await job.finish();
      expect(post?.exported).toEqual({});
      const warnings = warningsOf(post as StepResult).join();
      expect(warnings).toContain('login.json belongs to another user, or others may write to it.');
      expect(warnings).toContain('Variables that it set stay until the job ends');
      expect(post?.log).not.toContain('Took back');
      expect(fs.existsSync(path.join(job.home, '.aliyun'))).toBe(false);
    },
  );

  test('is done by both of two at once', async () => {
    for (let round = 0; round < 3; round++) {
      const job = owned();
      const [values, files] = [valuesOf(job), filesOf(job)];
      await job.login({ ...BOTH, 'credentials-file': path.join(job.home, 'credentials.ini') });
      await job.login({ ...OIDC, profile: 'other' });
      const results = await Promise.all([job.logout(), job.logout()]);
      expect(results.some(({ log }) => log.includes('Took back'))).toBe(true);
      for (const { exitCode, annotations } of results) {
        expect(exitCode).toBe(0);
        // On a busy machine one may begin when the other is done, and says so.
        for (const { message } of annotations) expect(message).toMatch(/^There is no login to take back/);
      }
      expect(valuesOf(job)).toEqual(values);
      expect(filesOf(job)).toEqual(files);
      expectQuiet(await job.finish());
    }
  });

  test('finds a record without a secret', async () => {
    const job = scene.job();
    await job.login(BOTH);
    const [record = ''] = Object.entries(job.files()).flatMap(([name, text]) =>
      path.basename(name) === 'login.json' ? [text] : [],
    );
    expect(JSON.parse(record).entries.length).toBeGreaterThan(2);
    for (const secret of secretsOf(job)) expect(record).not.toContain(secret);
  });

  test.each([
    ['nobody has logged in', undefined, {}],
    ['the login is to stay', { ...OIDC, cleanup: 'false' }, {}],
    ['another profile was written', { ...OIDC, profile: 'work' }, { profile: 'other' }],
    ['nothing was exported but outputs', { ...OIDC, 'export-env': 'false', cleanup: 'false' }, {}],
  ])('warns where %s', async (_name, login, inputs) => {
    const job = scene.job();
    if (login) {
      await job.login(login);
      if ('cleanup' in login) job.leaves.push(/^temp/);
    }
    const values = valuesOf(job);
    const result = await job.logout(inputs);
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toMatchObject([
      { message: expect.stringContaining('There is no login to take back') },
    ]);
    expect(valuesOf(job)).toEqual(values);
  });

  test('refuses a profile that cannot be one', async () => {
    const result = await scene.job().logout({ profile: 'A B' });
    expect(result.exitCode).toBe(1);
    expect(result.annotations[0]?.message).toContain('profile');
  });

  test.each<[string, (file: string) => void]>([
    ['is cut short', (file) => fs.truncateSync(file, 20)],
    ['is no UTF-8', (file) => fs.writeFileSync(file, Buffer.from([0xff, 0xfe]))],
    [
      'is a folder',
      (file) => {
        fs.rmSync(file);
        fs.mkdirSync(file);
      },
    ],
    ['is of another shape', (file) => fs.writeFileSync(file, '{"began":"then","entries":7}')],
  ])('takes the others back, and names the one whose record %s', async (_, damage) => {
    const job = owned();
    const records = (): string[] =>
      fs
        .readdirSync(job.temp, { recursive: true, encoding: 'utf8' })
        .filter((name) => path.basename(name) === 'login.json')
        .map((name) => path.join(job.temp, name));
    await job.login({ ...OIDC, profile: 'first' });
    const [record = ''] = records();
    await job.login({ ...OIDC, profile: 'second' });
    damage(record);
    const failed = await job.logout();
    expect(failed.exitCode).toBe(1);
    expect(failed.annotations.map(({ level, message }) => `${level}: ${message}`).join('\n')).toContain(
      record,
    );
    const config = fs.readFileSync(path.join(job.home, '.aliyun', 'config.json'), 'utf8');
    expect(config).toContain('"first"');
    expect(config).not.toContain('"second"');
    await job.finish();
    expect(fs.readFileSync(path.join(job.home, '.aliyun', 'config.json'), 'utf8')).toBe(OWNERS_CONFIG);
  });

  test('fails where something had to be left, and can be tried again', async () => {
    const job = owned();
    await job.login({ ...OIDC, profile: 'work' });
    const file = path.join(job.home, '.aliyun', 'config.json');
    const written = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, '{ broken');
    const failed = await job.logout();
    expect(failed.exitCode).toBe(1);
    fs.writeFileSync(file, written, { mode: 0o644 });
    expect(await job.logout()).toMatchObject({ exitCode: 0, annotations: [] });
    expect(fs.readFileSync(file, 'utf8')).toBe(OWNERS_CONFIG);
    expectQuiet(await job.finish());
  });
});

describe('whatever is done in whatever order', () => {
  const steps = fc.constantFrom(
    ...[
      'env',
      'key',
      'work',
      'other',
      'logout',
      'logout',
      'logout work',
      'logout work killed',
      'logout killed',
    ],
  );

  test('what stood before the first login stands again after the post steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 5 }), fc.nat(14), async (plan, moment) => {
        const job = owned();
        const [values, files] = [valuesOf(job), job.files()];
        job.secrets.push(scene.emulator.world.secretOf(SAMPLE.userKey));
        for (const step of plan) {
          const [what, ...how] = step.split(' ');
          if (what === 'logout') {
            const killed = how.includes('killed')
              ? { NODE_OPTIONS: preloading(job, KILLER), KILL_BEFORE_CHANGE: String(moment + 1) }
              : {};
            await job.logout(how.includes('work') ? { profile: 'work' } : {}, { env: killed });
          } else if (what === 'env') await job.login({ ...OIDC, region: 'cn-beijing' });
          else if (what === 'key')
            await job.login({
              'access-key-id': SAMPLE.userKey,
              'access-key-secret': scene.emulator.world.secretOf(SAMPLE.userKey),
            });
          else await job.login({ ...OIDC, profile: what ?? '', 'export-env': 'true' });
        }
        for (const post of await job.finish()) {
          expect(post).toMatchObject({ exitCode: 0, stderr: '' });
          expect(post.annotations).toEqual([]);
        }
        expect(valuesOf(job)).toEqual(values);
        expect(job.files()).toEqual(files);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});

test('a logout that is killed before any of its changes is finished by the post step', async () => {
  const { first, step } = numbersOneIn(4);
  let change = first - step;
  let kills = 0;
  for (let finished = false; !finished && change < 60; ) {
    change += step;
    const job = owned();
    const [values, files] = [valuesOf(job), job.files()];
    await job.login({ ...BOTH, 'credentials-file': path.join(job.home, 'credentials.ini') });
    const env = { NODE_OPTIONS: preloading(job, KILLER), KILL_BEFORE_CHANGE: String(change) };
    const result = await job.logout({}, { env });
    if (!hasKilledItself(result)) finished = true;
    else kills += 1;
    for (const post of await job.finish())
      expect(post, `before change ${change}`).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(valuesOf(job)).toEqual(values);
    expect(job.files()).toEqual(files);
  }
  expect(kills).toBeGreaterThan(sampleOf(8, 5));
}, 300_000);
