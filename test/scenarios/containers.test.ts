/** What containers do to a job's folders and user: mounts of all kinds, users that no database knows. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { has } from '../platform.ts';
import {
  expectPrivate,
  OIDC,
  OWNERS_CONFIG,
  refusalOf,
  type StepOptions,
  setScene,
  succeeded,
  unprivileged,
  type WatchedJob,
} from './support.ts';

const PROFILE = { ...OIDC, profile: 'work', region: 'cn-hangzhou' };

const UNSHARE = ['--mount', '--propagation', 'private'];
const canMount = has.otherUsers && spawnSync('unshare', [...UNSHARE, 'bash', '-c', 'true']).status === 0;

const scene = setScene();

/** Lets the job's steps see what this script mounts in the job's folder; nobody else does. */
function mounting(job: WatchedJob, script: string): WatchedJob {
  const { node } = job;
  job.node = path.join(job.root, 'node');
  const inside = `cd "${job.root}" && ${script} && cd "${job.workspace}" && exec "${node}" "$@"`;
  // Other shells lose variables with a hyphen in their names: inputs.
  const command = `exec unshare ${UNSHARE.join(' ')} bash -c '${inside}' bash "$@"`;
  fs.writeFileSync(job.node, `#!/usr/bin/env bash\n${command}\n`, { mode: 0o755 });
  return job;
}

describe.skipIf(!canMount)('a job whose (needs root, unshare and bash)', () => {
  const READ_ONLY = 'mount --bind home home && mount -o remount,bind,ro home';

  test('home folder is read-only logs in by environment, and post has nothing to say', async () => {
    const job = mounting(scene.job(), READ_ONLY);
    expect(succeeded(await job.login(OIDC)).annotations).toEqual([]);
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('home folder is read-only is told so where it asks for a profile, once', async () => {
    const job = mounting(scene.job(), READ_ONLY);
    expect(refusalOf(await job.login(PROFILE))).toMatch(/\.aliyun: the file system is read-only/);
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('config.json is a mount of its own is told so, and nothing comes into it', async () => {
    const job = scene.job();
    const config = job.write('home/.aliyun/config.json', OWNERS_CONFIG);
    mounting(job, 'mount --bind home/.aliyun/config.json home/.aliyun/config.json');
    expect(refusalOf(await job.login(PROFILE))).toMatch(/config\.json: it is mounted as a single file/);
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(job.read(config)).toBe(OWNERS_CONFIG);
  });

  test('home folder has two names is refused config.json by the other one', async () => {
    const job = mounting(scene.job(), 'mkdir -p other && mount --bind home other');
    const file = path.join(job.root, 'other', '.aliyun', 'config.json');
    const message = refusalOf(await job.login({ ...PROFILE, 'credentials-file': file }));
    expect(message).toContain('credentials-file is the aliyun CLI’s config.json');
    expect(job.requests).toEqual([]);
  });
});

const memory = '/dev/shm';
const hasMemory =
  has.procAndDev && fs.existsSync(memory) && fs.statSync(memory).dev !== fs.statSync('/tmp').dev;

describe.skipIf(!hasMemory)('a RUNNER_TEMP on another disk than the home folder (needs /dev/shm)', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true });
  });

  test('holds the private files, and nothing of them is left there', async () => {
    const job = scene.job();
    const temp = fs.mkdtempSync(path.join(memory, 'runner-temp-'));
    made.push(temp);
    job.env['RUNNER_TEMP'] = temp;
    job.write('home/.aliyun/config.json', OWNERS_CONFIG);
    const { exported, outputs } = succeeded(await job.login({ ...PROFILE, 'export-env': 'true' }));
    for (const file of [exported['ALIBABA_CLOUD_CREDENTIALS_FILE'], outputs['oidc-token-file']]) {
      expect(file).toContain(temp);
      expectPrivate(file ?? '');
    }
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(fs.readdirSync(temp)).toEqual([]);
  });
});

describe.skipIf(!has.otherUsers)('a user without an entry in the user database (needs root)', () => {
  const UNKNOWN = 54_321;
  const unknown = (job: WatchedJob): StepOptions => {
    unprivileged(job);
    for (const folder of [job.temp, job.home, job.workspace]) fs.chownSync(folder, UNKNOWN, UNKNOWN);
    return { uid: UNKNOWN };
  };

  test('whose home folder is there has a profile like everybody', async () => {
    const job = scene.job();
    const as = unknown(job);
    succeeded(await job.login(PROFILE, as));
    expect(JSON.parse(job.read('home/.aliyun/config.json')).current).toBe('work');
    const [post] = await job.finish(as);
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  });

  // What Docker says to a user whom it finds no home folder of.
  test('whose HOME is / logs in by environment, and is told of it where there is a profile', async () => {
    const job = scene.job();
    const as = unknown(job);
    job.env['HOME'] = '/';
    expect(refusalOf(await job.login(PROFILE, as))).toMatch(/\/\.aliyun: this user lacks permission/);
    expect(succeeded(await job.login(OIDC, as)).annotations).toEqual([]);
    for (const post of await job.finish(as)) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  });
});
