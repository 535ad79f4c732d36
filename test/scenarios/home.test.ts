/** The home folder: one that several jobs share, one that is in the way, none at all. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  KEY_IDS,
  OIDC,
  refusalOf,
  type StepOptions,
  setScene,
  succeeded,
  unprivileged,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

describe('a home folder that jobs share', () => {
  const OWNERS_CONFIG =
    '{"current":"owner","profiles":[{"name":"owner","mode":"AK","access_key_id":"LTAI-owner"}]}';
  let home: string;
  const file = (name: string): string => path.join(home, name);
  const config = (): { profiles: { name: string }[] } =>
    JSON.parse(fs.readFileSync(file('.aliyun/config.json'), 'utf8'));
  const names = (): string[] =>
    config()
      .profiles.map(({ name }) => name)
      .sort();

  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'shared-home-'));
    fs.mkdirSync(file('.aliyun'));
    fs.writeFileSync(file('.aliyun/config.json'), OWNERS_CONFIG);
    fs.writeFileSync(file('credentials.ini'), '# mine\n');
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

  const sharing = (): WatchedJob => scene.job({ HOME: home, USERPROFILE: home, GITHUB_JOB: 'Release_All' });
  const work = (job: WatchedJob, profile: string) =>
    job.login({ ...OIDC, profile, 'credentials-file': file('credentials.ini') });

  const settled = (): void => {
    expect(fs.readFileSync(file('.aliyun/config.json'), 'utf8')).toBe(OWNERS_CONFIG);
    expect(fs.readdirSync(file('.aliyun'))).toEqual(['config.json']);
  };
  const secretOf = (name: string): unknown =>
    JSON.parse(fs.readFileSync(file('.aliyun/config.json'), 'utf8')).profiles.find(
      (profile: { name: string }) => profile.name === name,
    )?.access_key_secret;
  /** As the runner would fill it in, in the second leg of a matrix. */
  const filledIn = (text: string, { env }: WatchedJob): string =>
    text
      .replace('${{ github.run_id }}', env['GITHUB_RUN_ID'] ?? '')
      .replace('${{ github.job }}', env['GITHUB_JOB'] ?? '')
      .replace('${{ strategy.job-index }}', '1');

  test.each([
    ['', {}],
    [' with refresh', { refresh: 'true' }],
  ])(
    'holds a name for one identity: another job’s is refused before any request, by a name of its own%s',
    async (_, inputs) => {
      const [first, second] = [sharing(), sharing()];
      succeeded(await first.login({ ...OIDC, ...inputs, profile: 'deploy' }));
      const standing = fs.readFileSync(file('.aliyun/config.json'), 'utf8');
      const asked = scene.emulator.requests.length;
      const other = { ...OIDC, ...inputs, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` };
      const refusal = refusalOf(await second.login({ ...other, profile: 'deploy' }));
      expect(scene.emulator.requests.length).toBe(asked);
      expect(refusal).toMatch(/profile: another job holds “deploy” in .*config\.json/);
      expect(fs.readFileSync(file('.aliyun/config.json'), 'utf8')).toBe(standing);
      expect(second.env['ALIBABA_CLOUD_PROFILE']).toBeUndefined();

      const [own = ''] = /deploy-\$\{\{.*\}\}/.exec(refusal) ?? [];
      const profile = filledIn(own, second);
      expect(profile).toMatch(/^deploy-\d+-\w+-1$/);
      succeeded(await second.login({ ...other, profile }));
      expect(names()).toEqual(['deploy', profile, 'owner'].sort());
      await second.finish();
      expect(fs.readFileSync(file('.aliyun/config.json'), 'utf8')).toBe(standing);
      await first.finish();
      settled();
    },
  );

  test('refuses before any request a name that differs from another in the file by letter case alone', async () => {
    const [first, second, third] = [sharing(), sharing(), sharing()] as const;
    succeeded(await first.login({ ...OIDC, profile: 'StsProfile' }));
    const standing = fs.readFileSync(file('.aliyun/config.json'), 'utf8');
    const asked = scene.emulator.requests.length;
    for (const [job, profile, other] of [
      [second, 'Owner', 'owner'],
      [third, 'stsprofile', 'StsProfile'],
    ] as const)
      expect(refusalOf(await job.login({ ...OIDC, profile }))).toContain(
        `“${profile}” differs only in letter case from “${other}”`,
      );
    fs.writeFileSync(file('credentials.ini'), '[Build]\ntype = ecs_ram_role\n');
    expect(refusalOf(await work(third, 'build'))).toMatch(/from “Build” in .*credentials\.ini/);
    fs.writeFileSync(file('credentials.ini'), '# mine\n');
    expect(scene.emulator.requests.length).toBe(asked);
    expect(fs.readFileSync(file('.aliyun/config.json'), 'utf8')).toBe(standing);
    for (const job of [third, second, first]) await job.finish();
    settled();
  });

  test('holds a name that equal logins share, until the last of them has ended, in any order', async () => {
    for (const [stays, ends] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const jobs = [sharing(), sharing()] as const;
      const secrets: unknown[] = [];
      for (const job of jobs)
        secrets.push(succeeded(await job.login({ ...OIDC, profile: 'deploy' })).outputs['access-key-secret']);
      expect(secrets).toContain(secretOf('deploy'));
      for (const result of await jobs[ends].finish()) expect(succeeded(result).annotations).toEqual([]);
      expect(secretOf('deploy')).toBe(secrets[stays]);
      for (const result of await jobs[stays].finish()) expect(succeeded(result).annotations).toEqual([]);
      settled();
    }
  });

  test('holds a name that the twelve legs of a matrix share', async () => {
    const jobs = Array.from({ length: 12 }, sharing);
    for (const result of await Promise.all(jobs.map((job) => job.login({ ...OIDC, profile: 'deploy' }))))
      succeeded(result);
    expect(names()).toEqual(['deploy', 'owner']);
    const posts = (await Promise.all(jobs.map((job) => job.finish()))).flat();
    for (const post of posts) expect(post.annotations, post.log).toEqual([]);
    settled();
  });

  test('does not let even equal logins share a name where one renews itself', async () => {
    const [first, second, third] = [sharing(), sharing(), sharing()] as const;
    succeeded(await first.login({ ...OIDC, profile: 'deploy', refresh: 'true' }));
    for (const [job, refresh] of [
      [second, 'true'],
      [third, 'false'],
    ] as const)
      expect(refusalOf(await job.login({ ...OIDC, profile: 'deploy', refresh }))).toMatch(/holds “deploy”/);
    for (const job of [third, second, first]) await job.finish();
    settled();
  });

  test('gives a name to one of two that start in the same moment, and nothing to the other', async () => {
    const jobs = [sharing(), sharing()];
    const roles = [SAMPLE.deploy, `${SAMPLE.deploy}\n${SAMPLE.audit}`];
    const results = await Promise.all(
      jobs.map((job, index) =>
        job.login({ ...OIDC, 'role-to-assume': roles[index] ?? '', profile: 'deploy' }),
      ),
    );
    const [winner, ...rest] = results.filter(({ exitCode }) => exitCode === 0);
    const [loser] = results.filter(({ exitCode }) => exitCode !== 0);
    expect(rest).toEqual([]);
    expect(secretOf('deploy')).toBe(winner?.outputs['access-key-secret']);
    expect(refusalOf(loser as never)).toMatch(/another job holds “deploy”/);
    for (const job of jobs) await job.finish();
    settled();
  });

  test('holds the profiles of all of them, and after their posts what was there before', async () => {
    for (let round = 0; round < 2; round++) {
      const jobs = Array.from({ length: 6 }, sharing);
      const results = await Promise.all(jobs.map((job, index) => work(job, `job-${index}`)));
      for (const result of results) succeeded(result);
      expect(names()).toEqual(['job-0', 'job-1', 'job-2', 'job-3', 'job-4', 'job-5', 'owner']);
      const ini = fs.readFileSync(file('credentials.ini'), 'utf8');
      for (const index of jobs.keys()) expect(ini).toContain(`[job-${index}]`);

      const posts = (await Promise.all(jobs.map((job) => job.finish()))).flat();
      for (const post of posts) expect(post.annotations, post.log).toEqual([]);
      expect(names()).toEqual(['owner']);
      expect(fs.readFileSync(file('credentials.ini'), 'utf8')).toBe('# mine\n');
      expect(fs.readdirSync(file('.aliyun'))).toEqual(['config.json']);
      expect(fs.readdirSync(home).sort()).toEqual(['.aliyun', 'credentials.ini']);
    }
  });

  test('and in it a profile of one name: who comes later has it, and neither leaves it', async () => {
    const before = fs.readFileSync(file('.aliyun/config.json'), 'utf8');
    const [first, second] = [sharing(), sharing()];
    const { outputs } = succeeded(await work(first, 'deploy'));
    succeeded(await work(second, 'deploy'));
    const [post] = await first.finish();
    expect(succeeded(post as never).annotations).toEqual([]);
    expect(names()).toEqual(['deploy', 'owner']);
    expect(succeeded((await second.finish())[0] as never).annotations).toEqual([]);
    expect(names()).toEqual(['owner']);
    for (const name of ['.aliyun/config.json', 'credentials.ini'])
      expect(fs.readFileSync(file(name), 'utf8')).not.toContain(outputs['access-key-secret']);
    expect(JSON.parse(fs.readFileSync(file('.aliyun/config.json'), 'utf8'))).toEqual(JSON.parse(before));
    expect(fs.readFileSync(file('credentials.ini'), 'utf8')).toBe('# mine\n');
    expect(fs.readdirSync(file('.aliyun'))).toEqual(['config.json']);
    expect(fs.readdirSync(home).sort()).toEqual(['.aliyun', 'credentials.ini']);
  });

  test('is left as it was by jobs that find nothing in it, whoever ends first', async () => {
    fs.rmSync(file('.aliyun'), { recursive: true });
    fs.rmSync(file('credentials.ini'));
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const jobs = [sharing(), sharing(), sharing()];
      for (const [index, job] of jobs.entries()) succeeded(await work(job, `job-${index}`));
      for (const index of order) expect((await jobs[index]?.finish())?.[0]?.annotations).toEqual([]);
      expect(fs.readdirSync(home)).toEqual([]);
    }
  });
});

describe('a config.json that a tool has rewritten under sudo -E', () => {
  const OWNERS =
    '{"current":"owner","profiles":[{"name":"owner","mode":"AK","access_key_id":"LTAI-owner"}]}\n';

  /** A job of a user who is not root, in a home that outlives it; the owner's file is that user's. */
  const begin = () => {
    const job = scene.job();
    const config = job.write('home/.aliyun/config.json', OWNERS, 0o640);
    const as = unprivileged(job);
    /** What Terraform and the SDKs do as root: all of the file once more, through another that nobody else can read. */
    const sudo = (): void => {
      fs.writeFileSync(`${config}.tmp-sudo`, fs.readFileSync(config), { mode: 0o600 });
      fs.renameSync(`${config}.tmp-sudo`, config);
    };
    const isOwners = (): void => {
      expect(fs.readFileSync(config, 'utf8')).toBe(OWNERS);
      expect(fs.statSync(config)).toMatchObject({ uid: as.uid, gid: as.uid, mode: 0o100640 });
      expect(fs.readdirSync(path.dirname(config))).toEqual(['config.json']);
    };
    return { job, config, as, sudo, isOwners };
  };
  const PROFILES = [
    ['', {}],
    [' that renews itself', { refresh: 'true' }],
  ] as const;

  test.skipIf(!has.otherUsers).each(PROFILES)(
    'is what it was after post, and the owner’s, with a profile%s (needs root)',
    async (_, inputs) => {
      const { job, as, sudo, isOwners } = begin();
      succeeded(await job.login({ ...OIDC, ...inputs, profile: 'deploy' }, as));
      sudo();
      const [post] = await job.finish(as);
      expect(warningsOf(succeeded(post as never))).toEqual([expect.stringContaining('sudo -E')]);
      isOwners();
    },
  );

  test.skipIf(!has.otherUsers)('is what it was after logout (needs root)', async () => {
    const { job, as, sudo, isOwners } = begin();
    succeeded(await job.login({ ...OIDC, profile: 'deploy' }, as));
    sudo();
    succeeded(await job.logout({}, as));
    isOwners();
    for (const post of await job.finish(as)) expect(warningsOf(succeeded(post))).toEqual([]);
  });

  test.skipIf(!has.otherUsers).each(PROFILES)(
    'is no hindrance for the next login, of this job or after its end, with a profile%s (needs root)',
    async (_, inputs) => {
      const { job, config, as, sudo, isOwners } = begin();
      succeeded(await job.login({ ...OIDC, ...inputs, profile: 'deploy' }, as));
      sudo();
      succeeded(await job.login({ ...OIDC, profile: 'build' }, as));
      const names = JSON.parse(fs.readFileSync(config, 'utf8')).profiles.map(
        ({ name }: { name: string }) => name,
      );
      expect(names).toEqual(['owner', 'deploy', 'build']);
      sudo();
      // The runner was killed: no post. It empties RUNNER_TEMP before its next job.
      for (const name of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, name), { recursive: true });
      const next = scene.job({ HOME: job.home, USERPROFILE: job.home });
      succeeded(await next.login({ ...OIDC, profile: 'build' }, { ...as, ...unprivileged(next) }));
      await next.finish(as);
      isOwners();
    },
  );

  test.skipIf(!has.otherUsers)(
    'is refused by name before any request where no login explains it (needs root)',
    async () => {
      const { job, as, sudo } = begin();
      sudo();
      const refusal = refusalOf(await job.login({ ...OIDC, profile: 'deploy' }, as));
      expect(refusal).toMatch(/config\.json/);
      expect(job.requests).toEqual([]);
      expect(fs.readFileSync(path.join(job.home, '.aliyun/config.json'), 'utf8')).toBe(OWNERS);
    },
  );
});

describe('a login whose machine died', () => {
  const OWNERS =
    '{"current":"owner","profiles":[{"name":"owner","mode":"AK","access_key_id":"LTAI-owner"}]}\n';
  const HOUR = 3_600_000;

  /** There is no post step; RUNNER_TEMP is made anew, as on a disk of memory; and then so many hours go by. */
  const dieAndWait = async (job: WatchedJob, inputs: Readonly<Record<string, string>>, hours: number) => {
    succeeded(await job.login({ ...OIDC, ...inputs, profile: 'dead' }));
    const config = path.join(job.home, '.aliyun/config.json');
    fs.renameSync(job.temp, `${job.temp}-before`);
    fs.mkdirSync(job.temp);
    fs.rmSync(`${job.temp}-before`, { recursive: true });
    // What a tool leaves that dies with the machine.
    fs.copyFileSync(config, path.join(job.home, '.aliyun/.config.json.tmp-1'));
    const claims = JSON.parse(fs.readFileSync(`${config}.claims`, 'utf8'));
    for (const claim of claims.list) {
      claim.began -= hours * HOUR;
      if (claim.expires) claim.expires -= hours * HOUR;
    }
    fs.writeFileSync(`${config}.claims`, JSON.stringify(claims));
    return config;
  };
  const namesIn = (config: string): string[] =>
    JSON.parse(fs.readFileSync(config, 'utf8')).profiles.map(({ name }: { name: string }) => name);

  test.each([
    ['an owner’s file', {}, 2],
    ['an owner’s file', { refresh: 'true' }, 7],
    ['no file', {}, 2],
    ['no file', { refresh: 'true' }, 7],
  ] as const)(
    'is swept by the next one, whose post step does not put it back, beside %s: %o, %i hours later',
    async (owners, inputs, hours) => {
      const job = scene.job();
      if (owners !== 'no file') job.write('home/.aliyun/config.json', OWNERS, 0o640);
      const config = await dieAndWait(job, inputs, hours);
      const next = scene.job({ HOME: job.home, USERPROFILE: job.home });
      succeeded(await next.login({ ...OIDC, profile: 'next' }));
      expect(namesIn(config)).toEqual(owners === 'no file' ? ['next'] : ['owner', 'next']);
      expect(JSON.parse(fs.readFileSync(config, 'utf8')).current).toBe(
        owners === 'no file' ? 'next' : 'owner',
      );
      for (const post of await next.finish()) expect(warningsOf(succeeded(post))).toEqual([]);
    },
  );

  test('keeps its name while its session lasts, since it may be a job of another container', async () => {
    const job = scene.job();
    const config = await dieAndWait(job, {}, 0.5);
    const next = scene.job({ HOME: job.home, USERPROFILE: job.home, GITHUB_RUN_ID: '2' });
    const other = { ...OIDC, 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}`, profile: 'dead' };
    expect(refusalOf(await next.login(other))).toMatch(/another job holds “dead”/);
    expect(namesIn(config)).toEqual(['dead']);
    fs.rmSync(path.join(job.home, '.aliyun'), { recursive: true });
  });
});

describe('no home folder', () => {
  /** A user whom the user database does not know, as in many a container. */
  const nobody = (job: WatchedJob): StepOptions => {
    const { uid } = unprivileged(job);
    if (uid === undefined) return {};
    for (const folder of [job.temp, job.home, job.workspace]) fs.chownSync(folder, 54_321, 54_321);
    delete job.env['HOME'];
    delete job.env['USERPROFILE'];
    return { uid: 54_321 };
  };

  test.skipIf(!has.otherUsers)(
    'is no hindrance for a login by environment, nor for its post (needs root)',
    async () => {
      const job = scene.job();
      const as = nobody(job);
      const main = succeeded(await job.login(OIDC, as));
      expect(main.exported).toHaveProperty('ALIBABA_CLOUD_ACCESS_KEY_ID');
      const [post] = await job.finish(as);
      expect(succeeded(post as never).exported).toMatchObject(
        Object.fromEntries(KEY_IDS.map((name) => [name, ''])),
      );
    },
  );

  test.skipIf(!has.otherUsers)(
    'is named where a profile is asked for, before any request (needs root)',
    async () => {
      const job = scene.job();
      expect(refusalOf(await job.login({ ...OIDC, profile: 'work' }, nobody(job)))).toContain('HOME');
      expect(job.requests).toEqual([]);
    },
  );

  test.skipIf(!has.homelessness)(
    'is named, too, where the user database knows one: the CLI does not ask it (needs an environment without a home folder)',
    async () => {
      const job = scene.job();
      delete job.env['HOME'];
      delete job.env['USERPROFILE'];
      expect(refusalOf(await job.login({ ...OIDC, profile: 'work' }))).toMatch(/HOME|USERPROFILE/);
      expect(job.requests).toEqual([]);
    },
  );

  test.skipIf(!has.otherUsers)(
    'is one reason of the default chain among the others (needs root)',
    async () => {
      const job = scene.job();
      const message = refusalOf(await job.login({ type: 'default' }, nobody(job)));
      expect(message).toMatch(/config\.json: there is no home folder/);
    },
  );
});

describe('a home folder that no secret may go to', () => {
  test.each([
    ['is empty', () => ''],
    ['is no absolute path', () => 'here'],
    ['is the workspace', (job: WatchedJob) => job.workspace],
    ['is in the workspace', (job: WatchedJob) => path.join(job.workspace, 'home')],
  ])('because it %s, is refused by name before any request', async (_, home) => {
    const job = scene.job();
    Object.assign(job.env, { HOME: home(job), USERPROFILE: home(job) });
    expect(refusalOf(await job.login({ ...OIDC, profile: 'work' }))).toMatch(/HOME|USERPROFILE/);
    expect(job.requests).toEqual([]);
    expect(fs.readdirSync(job.workspace)).toEqual([]);
  });

  test('serves a login by environment all the same', async () => {
    const job = scene.job();
    Object.assign(job.env, { HOME: '', USERPROFILE: '' });
    succeeded(await job.login(userKey(scene.emulator)));
  });
});
