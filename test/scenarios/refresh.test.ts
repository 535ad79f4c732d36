/** Profiles that renew themselves: the built program, as tools run it by a profile's `process_command`. */

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import { numbersOneIn, sampleOf, THOROUGH } from '../thorough.ts';
import {
  CONSUMER,
  consume,
  KEY_IDS,
  OIDC,
  PROFILE_VARIABLES,
  preloading,
  refusalOf,
  STRANGER,
  secretsOf,
  setScene,
  succeeded,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();
const REFRESH = { ...OIDC, profile: 'ci', refresh: 'true' };

/** Kills the process before the n-th change that it makes to the file system. */
const KILLER = pathToFileURL(path.join(import.meta.dirname, 'programs/killer.ts'));

afterEach(() => {
  scene.emulator.world.sessionLimit = Number.POSITIVE_INFINITY;
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Profile {
  readonly name: string;
  readonly mode: string;
  readonly process_command: string;
}

function profileOf(job: WatchedJob, name = 'ci'): Profile {
  const config: { profiles: Profile[] } = JSON.parse(job.read('home/.aliyun/config.json'));
  const found = config.profiles.find((profile) => profile.name === name);
  if (!found) throw new Error(`There is no profile ${name}.`);
  return found;
}

const wordsOf = (job: WatchedJob): string[] => profileOf(job).process_command.split(' ');
const folderOf = (job: WatchedJob): string => wordsOf(job)[2] ?? '';
const fileOf = (job: WatchedJob, name: string): string => path.join(folderOf(job), name);

/** Runs the profile's command as the Go SDK does: split at blanks, with the environment of a step. */
function run(
  job: WatchedJob,
  env: Readonly<Record<string, string | undefined>> = {},
  { words = wordsOf(job), killAfter }: { words?: readonly string[]; killAfter?: number } = {},
): Promise<Ran> {
  const [program = '', ...parameters] = words;
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { env: { ...job.env, ...env }, cwd: job.workspace });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
}

/** One line of JSON, in the form that every tool takes, and nothing else. */
function answerOf({ status, stdout, stderr }: Ran): Record<string, string> {
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\{[^\n]*\}\n$/);
  const answer: Record<string, string> = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual([
    'mode',
    'access_key_id',
    'access_key_secret',
    'sts_token',
    'expiration',
  ]);
  expect(answer['mode']).toBe('StsToken');
  expect(answer['expiration']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  return answer;
}

/** A login whose later requests are those of the program, and not of the step. */
async function loggedIn(inputs: Readonly<Record<string, string>> = {}, env = {}): Promise<WatchedJob> {
  const job = scene.job(env);
  succeeded(await job.login({ ...REFRESH, ...inputs }));
  job.yieldTo();
  return job;
}

/** As if so many milliseconds had passed since the credential was had. */
function age(job: WatchedJob, milliseconds: number): void {
  const file = fileOf(job, 'credential.json');
  const cached: { obtained: number; expires: number } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const older = { obtained: cached.obtained - milliseconds, expires: cached.expires - milliseconds };
  fs.writeFileSync(file, JSON.stringify({ ...cached, ...older }));
}

const MINUTE = 60_000;

/** The services' requests since something. */
function watch(): () => readonly string[] {
  const { length } = scene.emulator.requests;
  return () => scene.emulator.requests.slice(length).map(({ service, action }) => action ?? service);
}

describe('a profile that renews itself', () => {
  test('holds a command and no credential, and exports nothing that would win over it', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...REFRESH, region: 'cn-hangzhou' }));
    const { mode, process_command: command, ...rest } = profileOf(job);
    expect(mode).toBe('External');
    expect(command).toBe(`${wordsOf(job)[0]} ${wordsOf(job)[1]} ${folderOf(job)}`);
    expect(rest).toEqual({ name: 'ci', output_format: 'json', language: 'en', region_id: 'cn-hangzhou' });
    for (const name of PROFILE_VARIABLES) expect(result.exported[name]).toBeTruthy();
    expect(result.exported['ALIBABA_CLOUD_ECS_METADATA_DISABLED']).toBe('true');
    expect(result.outputs).not.toHaveProperty('credentials-file');
    for (const name of KEY_IDS) expect(result.exported).not.toHaveProperty(name);
    expect(result.log).toMatch(
      /until \S+Z\. Exported as the profile “ci” \(it renews itself until the job ends\)/,
    );
    const config = job.read('home/.aliyun/config.json');
    expect(secretsOf(job).filter((secret) => config.includes(secret))).toEqual([]);
    expect(Object.keys(result.outputs)).toContain('expiration');
    if (has.permissionBits) {
      for (const name of ['refresh.json', 'credential.json'])
        expect(fs.statSync(fileOf(job, name)).mode & 0o777).toBe(0o600);
    }
    const spec = fs.readFileSync(fileOf(job, 'refresh.json'), 'utf8');
    expect(secretsOf(job).filter((secret) => spec.includes(secret))).toEqual([]);
  });

  test('answers with the login’s credential for two thirds of its life, and asks nobody', async () => {
    const job = await loggedIn();
    const asked = watch();
    const first = answerOf(await run(job));
    const { outputs } = job.results[0] ?? {};
    expect(first['access_key_id']).toBe(outputs?.['access-key-id']);
    expect(first['sts_token']).toBe(outputs?.['security-token']);
    expect(first['expiration']).toBe(outputs?.['expiration']);
    age(job, 39 * MINUTE);
    expect(answerOf(await run(job))['access_key_id']).toBe(first['access_key_id']);
    expect(asked()).toEqual([]);
  });

  test('then logs in again, once for ten processes', async () => {
    const job = await loggedIn();
    for (let round = 0; round < sampleOf(3, 3); round++) {
      age(job, 41 * MINUTE);
      const asked = watch();
      const answers = await Promise.all(Array.from({ length: 10 }, () => run(job)));
      const keys = new Set(answers.map((ran) => answerOf(ran)['access_key_id']));
      expect(keys.size).toBe(1);
      expect(asked()).toEqual(['github', 'AssumeRoleWithOIDC']);
    }
  });

  test('does so by way of every role, as the step did', async () => {
    const job = await loggedIn({
      'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}`,
      policy: '{"Version":"1","Statement":[]}',
      'source-identity': 'octocat',
      'allowed-account-ids': SAMPLE.account,
    });
    age(job, 59 * MINUTE);
    const { length } = scene.emulator.requests;
    answerOf(await run(job));
    const again = scene.emulator.requests.slice(length);
    expect(again.map(({ action }) => action)).toEqual([undefined, 'AssumeRoleWithOIDC', 'AssumeRole']);
    expect(JSON.stringify(again.at(-1))).toContain('Statement');
    expect(again.at(-1)?.query).toMatchObject({ SourceIdentity: 'octocat' });
    expect(again.at(-1)?.headers['user-agent']).toMatch(/^alicloud-credentials\/\S+ \(run \d+\)$/);
  });

  test.each([
    ['a credentials URI', { 'credentials-uri': 'URI' }, 'credentials-uri'],
    ['an instance role', { type: 'ecs_ram_role', 'metadata-endpoint': 'METADATA' }, 'metadata'],
    ['a token file', { ...OIDC, 'oidc-token-file': 'TOKEN' }, 'AssumeRoleWithOIDC'],
    ['type: default', { type: 'default' }, 'AssumeRoleWithOIDC'],
  ])('does so with %s, whatever a later step has in its environment', async (_, inputs, service) => {
    const { emulator } = scene;
    const job = scene.job({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' });
    const token = job.write(
      'token',
      await emulator.world.github.issueToken({ audience: 'sts.aliyuncs.com', now: Date.now() }),
    );
    if ('type' in inputs && inputs.type === 'default') {
      job.env['ALIBABA_CLOUD_ROLE_ARN'] = SAMPLE.deploy;
      job.env['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'] = SAMPLE.oidcProvider;
      job.env['ALIBABA_CLOUD_OIDC_TOKEN_FILE'] = token;
    }
    const values: Record<string, string> = {
      URI: emulator.credentialsUri,
      METADATA: emulator.metadataUrl,
      TOKEN: token,
    };
    job.secrets.push(emulator.world.credentialsUri.path.slice('/credentials/'.length));
    const filled = Object.entries(inputs).map(([name, value]) => [name, values[value] ?? value]);
    succeeded(await job.login({ profile: 'ci', refresh: 'true', ...Object.fromEntries(filled) }));
    job.yieldTo();
    const cached = JSON.parse(fs.readFileSync(fileOf(job, 'credential.json'), 'utf8'));
    age(job, cached.expires - Date.now() - MINUTE);
    const asked = watch();
    answerOf(
      await run(job, {
        ALIBABA_CLOUD_ECS_METADATA: 'another',
        ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:1/',
        ALIBABA_CLOUD_ROLE_ARN: SAMPLE.audit,
      }),
    );
    expect(asked()).toContain(service);
  });

  test('is not held up by what a killed process has left', async () => {
    const job = await loggedIn();
    age(job, 59 * MINUTE);
    fs.writeFileSync(fileOf(job, 'oidc-token.new'), 'half a tok', { mode: 0o600 });
    answerOf(await run(job));
  });

  test('goes with the job, also after tools have written what they got into it', async () => {
    const job = await loggedIn();
    const file = path.join(job.home, '.aliyun/config.json');
    const config = JSON.parse(fs.readFileSync(file, 'utf8'));
    const answer = answerOf(await run(job));
    Object.assign(config.profiles[0], answer, { mode: 'External', sts_expiration: 1, ram_role_arn: '' });
    fs.writeFileSync(file, JSON.stringify(config, null, 4));
    const [post] = await job.finish();
    expect(post?.log).toContain('Took back');
    expect(warningsOf(post ?? (job.results[0] as never))).toEqual([]);
    expect(fs.existsSync(path.join(job.home, '.aliyun'))).toBe(false);
  });

  test.skipIf(!has.otherUsers)('gives nothing that somebody else can have written (needs root)', async () => {
    const job = await loggedIn();
    const asked = watch();
    for (const change of [
      (file: string) => fs.chownSync(file, STRANGER, STRANGER),
      (file: string) => fs.chmodSync(file, 0o666),
    ]) {
      for (const past of [0, 59 * MINUTE]) {
        age(job, past);
        for (const name of ['credential.json', 'refresh.json']) change(fileOf(job, name));
        const ran = await run(job);
        expect(ran).toMatchObject({ status: 1, stdout: '' });
        expect(ran.stderr).toContain('refresh.json belongs to another user, or others may write to it.');
        for (const name of ['credential.json', 'refresh.json']) {
          fs.chownSync(fileOf(job, name), process.getuid?.() ?? 0, process.getgid?.() ?? 0);
          fs.chmodSync(fileOf(job, name), 0o600);
        }
      }
    }
    expect(asked()).toEqual([]);
    answerOf(await run(job));
  });

  test.skipIf(!has.otherUsers)(
    'gives nothing of a folder that is exchanged for another all the time (needs root)',
    async () => {
      const job = await loggedIn();
      const folder = folderOf(job);
      const planted = path.join(job.temp, 'planted');
      fs.cpSync(folder, planted, { recursive: true });
      const file = path.join(planted, 'credential.json');
      const theirs = fs.readFileSync(file, 'utf8').replace(/STS\.[^"\\]+/, 'STS.ofSomebodyElse');
      fs.writeFileSync(file, theirs);
      for (const name of ['', ...fs.readdirSync(planted)])
        fs.chownSync(path.join(planted, name), STRANGER, STRANGER);
      const words = wordsOf(job);
      const swap = `const fs = require('fs'); const [, own, theirs] = process.argv;
        for (;;) for (const [a, b] of [[own, theirs], [theirs, own]]) {
          try { fs.renameSync(a, a + '-aside'); fs.renameSync(b, a); fs.renameSync(a + '-aside', b); } catch {}
        }`;
      const swapper = spawn(process.execPath, ['-e', swap, folder, planted], { stdio: 'ignore' });
      try {
        for (let call = 0; call < 20; call++)
          expect((await run(job, {}, { words })).stdout).not.toContain('ofSomebodyElse');
      } finally {
        swapper.kill('SIGKILL');
      }
      for (const name of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, name), { recursive: true });
    },
    60_000,
  );

  test.each(['post', 'logout'])('leaves nothing where %s comes while it logs in again', async (end) => {
    const job = await loggedIn();
    age(job, 59 * MINUTE);
    const words = wordsOf(job);
    const asked = watch();
    scene.emulator.faults.queue('github', { kind: 'delay', ms: 1_500, times: 5 });
    const running = [1, 2, 3, 4, 5].map(() => run(job, {}, { words }));
    while (asked().length === 0) await new Promise((done) => setTimeout(done, 10));
    if (end === 'logout') expect(await job.logout()).toMatchObject({ exitCode: 0, annotations: [] });
    else for (const post of await job.finish()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    for (const ran of await Promise.all(running)) {
      expect(ran).toMatchObject({ status: 1, stdout: '' });
      expect(ran.stderr).toMatch(/^alicloud-credentials: [^\n]* is gone\.[^\n]*\n$/);
    }
    const left = fs.readdirSync(job.temp, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => !/^alicloud-credentials-[^/\\]*([/\\]login\.json)?$/.test(name))).toEqual(
      [],
    );
    if (end === 'post') expect(left).toEqual([]);
    for (const post of await job.finish()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(fs.readdirSync(job.temp)).toEqual([]);
  });

  test('goes although a tool has written a line into credentials.ini', async () => {
    const job = await loggedIn();
    fs.appendFileSync(job.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] ?? '', '\n');
    for (const post of await job.finish()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(fs.readdirSync(job.temp)).toEqual([]);
  });

  test('goes with a logout, and its command says so', async () => {
    const job = await loggedIn();
    const words = wordsOf(job);
    succeeded(await job.logout());
    const ran = await run(job, {}, { words });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^alicloud-credentials: .*refresh\.json is gone\. .*ended or logged out.*\n$/);
    expect(fs.existsSync(words[2] ?? '')).toBe(true);
  });

  test('can be killed before each change: the next call is answered, and post leaves nothing', async () => {
    const job = await loggedIn();
    const { first, step } = numbersOneIn(5);
    let change = first - step;
    for (let killed = true; killed; ) {
      change += step;
      age(job, 59 * MINUTE);
      const ran = await run(job, {
        NODE_OPTIONS: preloading(job, KILLER),
        KILL_BEFORE_CHANGE: String(change),
      });
      killed = ran.status !== 0;
      if (killed) expect(ran).toMatchObject({ stdout: '', stderr: '' });
      answerOf(await run(job));
    }
    expect(change).toBeGreaterThan(5);
    age(job, 59 * MINUTE);
    await run(job, {}, { killAfter: 130 });
    const words = wordsOf(job);
    await job.finish();
    expect(fs.readdirSync(job.temp)).toEqual([]);
    const late = await run(job, {}, { words });
    expect(late).toMatchObject({ status: 1, stdout: '' });
    expect(fs.readdirSync(job.temp)).toEqual([]);
    // Each process that was killed with the lock is waited for until it is taken for dead.
  }, 300_000);
});

describe('the command of such a profile says in one line what is wrong', () => {
  const EXPIRED = 61 * MINUTE;
  const LATE = 50 * MINUTE;

  type Fault = readonly [
    name: string,
    prepare: (job: WatchedJob) => Record<string, string> | undefined,
    words: RegExp,
  ];

  const FAULTS: readonly Fault[] = [
    [
      'STS is down',
      () => void scene.emulator.faults.queue('sts', { kind: 'status', status: 503, times: 99 }),
      /sts\.aliyuncs\.com/,
    ],
    [
      'STS refuses',
      () => void scene.emulator.faults.queue('sts', { kind: 'throttle', times: 99 }),
      /Throttling/,
    ],
    [
      'GitHub is down',
      () => void scene.emulator.faults.queue('github', { kind: 'status', status: 500, times: 99 }),
      /GitHub/,
    ],
    [
      'GitHub refuses',
      () => void scene.emulator.faults.queue('github', { kind: 'status', status: 401, times: 99 }),
      /401/,
    ],
    [
      'GitHub’s variables are not there',
      () => ({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }),
      /no ACTIONS_ID_TOKEN_REQUEST_TOKEN.*with a step’s environment/,
    ],
    ['the recipe is gone', (job) => void fs.rmSync(fileOf(job, 'refresh.json')), /refresh\.json is gone/],
    [
      'the recipe is another version’s',
      (job) => void fs.writeFileSync(fileOf(job, 'refresh.json'), '{"version":2}'),
      /another version/,
    ],
    [
      'the recipe is cut short',
      (job) => void fs.truncateSync(fileOf(job, 'refresh.json'), 40),
      /refresh\.json is damaged/,
    ],
  ];

  test.each(FAULTS)('where %s', async (_, prepare, words) => {
    const job = await loggedIn({ 'retry-max-attempts': '2' });
    age(job, EXPIRED);
    const env = prepare(job);
    const { status, stdout, stderr } = await run(job, env);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^alicloud-credentials: [^\n]*\n$/);
    expect(stderr).toMatch(words);
    expect(secretsOf(job).filter((secret) => stderr.includes(secret))).toEqual([]);
  });

  test.each([
    ['refuses', { kind: 'status', status: 503 }, /sts\.aliyuncs\.com/],
    // Waited for as long as a tool waits for its command: 25 seconds.
    ...(THOROUGH ? [['hangs', { kind: 'hang' }, /sts\.aliyuncs\.com/] as const] : []),
  ] as const)(
    'the same for each of ten at once, where STS %s',
    async (_, fault, words) => {
      const job = await loggedIn();
      age(job, EXPIRED);
      scene.emulator.faults.queue('sts', { ...fault, times: 99 });
      const asked = watch();
      const all = await Promise.all(Array.from({ length: 10 }, () => run(job)));
      for (const { status, stdout, stderr } of all) {
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toMatch(/^alicloud-credentials: [^\n]*\n$/);
        expect(stderr).toMatch(words);
      }
      // Those that came after the first had failed try for themselves.
      expect(asked().length).toBeLessThan(30);
    },
    60_000,
  );

  test.each(FAULTS)('and uses what has not expired yet, where %s', async (_, prepare, words) => {
    const job = await loggedIn({ 'retry-max-attempts': '1' });
    age(job, LATE);
    const env = prepare(job);
    const ran = await run(job, env);
    answerOf({ ...ran, stderr: '' });
    expect(ran.stderr).toMatch(/^[^\n]*The previous credential is returned: it has not expired yet\.\n$/);
    expect(ran.stderr).toMatch(words);
  });

  test('and of another’s failure, one bounded line without a secret, whatever the note holds', async () => {
    const job = await loggedIn();
    age(job, EXPIRED);
    const { outputs = {} } = job.results[0] ?? {};
    const secrets = [outputs['access-key-id'] ?? '', outputs['security-token'] ?? ''];
    const note = (told: string): void =>
      fs.writeFileSync(fileOf(job, 'failure.json'), JSON.stringify({ told, ended: Date.now() + MINUTE }), {
        mode: 0o600,
      });
    note(`one\n::error::two\r\u2028\u001b[2J ${secrets.join(' ')}`);
    const { status, stdout, stderr } = await run(job);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^one ::error::two \[2J \*\*\*[^\p{C}\u2028]*\n$/u);
    expect(secrets.filter((secret) => stderr.includes(secret))).toEqual([]);
    note('x'.repeat(100_000));
    expect((await run(job)).stderr).toBe('a text of 100000 characters\n');
  });

  test('where GitHub gives no token any more after six hours', async () => {
    const job = await loggedIn();
    age(job, EXPIRED);
    const file = fileOf(job, 'refresh.json');
    const spec = JSON.parse(fs.readFileSync(file, 'utf8'));
    fs.writeFileSync(file, JSON.stringify({ ...spec, began: spec.began - 6 * 60 * MINUTE }));
    scene.emulator.faults.queue('github', { kind: 'status', status: 401, times: 9 });
    const { status, stdout, stderr } = await run(job);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/about six hours/);
  });

  test.each([
    '',
    '{',
    '{"line":"{\\"mode\\":\\"StsToken\\"',
    '{"line":"{}","obtained":1,"expires":2}',
    'null',
  ])('but a cache that holds %j is as if gone', async (content) => {
    const job = await loggedIn();
    fs.writeFileSync(fileOf(job, 'credential.json'), content);
    answerOf(await run(job));
  });

  test.each([[[]], [['not/absolute']]])('where it is given the folder %j', async (folder) => {
    const job = await loggedIn();
    const words = [...wordsOf(job).slice(0, 2), ...folder];
    const ran = await run(job, {}, { words });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^alicloud-credentials: [^\n]*folder of a login[^\n]*\n$/);
  });

  test.skipIf(!fs.existsSync('/dev/full'))(
    'where its output cannot be written (needs /dev/full)',
    async () => {
      const job = await loggedIn();
      for (const old of [0, EXPIRED, LATE]) {
        if (old) age(job, old);
        const ran = await run(job, {}, { words: ['sh', '-c', `${wordsOf(job).join(' ')} > /dev/full`] });
        expect(ran.status).toBe(1);
        expect(ran.stderr).toMatch(/^alicloud-credentials: [^\n]*standard output \(ENOSPC\)\.[^\n]*\n$/);
      }
    },
  );

  test('and a clock that is set back is no reason to trust it', async () => {
    const job = await loggedIn();
    age(job, -2 * 60 * MINUTE);
    const asked = watch();
    answerOf(await run(job));
    expect(asked()).toEqual(['github', 'AssumeRoleWithOIDC']);
  });

  test.each([600_000, -600_000])(
    'and expires by the machine’s own clock, where that is off by %i ms',
    async (off) => {
      scene.emulator.world.clockOffset = off;
      const job = await loggedIn();
      for (let call = 0; call < 2; call++) {
        const { expiration } = answerOf(await run(job));
        const left = Date.parse(expiration ?? '') - Date.now();
        expect(Math.abs(left - 60 * MINUTE)).toBeLessThan(MINUTE);
        age(job, 59 * MINUTE);
      }
    },
  );
});

describe('refresh', () => {
  const key = () => userKey(scene.emulator);
  test.each([
    ['no profile', () => ({ ...OIDC, refresh: 'true' }), /refresh.*profile/],
    ['export-env', () => ({ ...REFRESH, 'export-env': 'true' }), /refresh and export-env/],
    ['credentials-file', () => ({ ...REFRESH, 'credentials-file': '~/x' }), /refresh and credentials-file/],
    ['cleanup: false', () => ({ ...REFRESH, cleanup: 'false' }), /refresh and cleanup/],
    ['a key', () => ({ profile: 'ci', refresh: 'true', ...key() }), /refresh and access-key-id/],
    [
      'a key that assumes a role',
      () => ({ profile: 'ci', refresh: 'true', 'role-to-assume': SAMPLE.deploy, ...key() }),
      /refresh and access-key-id/,
    ],
    [
      'role-chaining',
      () => ({ profile: 'ci', refresh: 'true', 'role-to-assume': SAMPLE.deploy, 'role-chaining': 'true' }),
      /refresh and role-chaining/,
    ],
    [
      'a bearer token',
      () => ({ profile: 'ci', refresh: 'true', 'bearer-token': 'b'.repeat(20) }),
      /bearer-token/,
    ],
  ])('is refused with %s', async (_, inputs, words) => {
    expect(refusalOf(await scene.job().login(inputs()))).toMatch(words);
  });

  test('is refused where the machine’s profile is a stored key', async () => {
    const { 'access-key-id': id, 'access-key-secret': secret } = key();
    const job = scene.job();
    job.write(
      'home/.alibabacloud/credentials',
      `[work]\ntype = access_key\naccess_key_id = ${id}\naccess_key_secret = ${secret}\n`,
    );
    job.leaves.push(/\.alibabacloud/);
    const message = refusalOf(await job.login({ 'source-profile': 'work', profile: 'ci', refresh: 'true' }));
    expect(message).toMatch(/refresh: profile “work” of .* is a stored key/);
  });

  test('is refused where tools run no commands, and where a path would fall apart', async () => {
    const off = scene.job({ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: 'true' });
    expect(refusalOf(await off.login(REFRESH))).toContain('ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS');
    expect(off.requests).toEqual([]);
    const job = scene.job();
    const temp = path.join(job.root, 'a temp');
    fs.mkdirSync(temp);
    job.env['RUNNER_TEMP'] = temp;
    expect(refusalOf(await job.login(REFRESH))).toContain(temp);
    expect(fs.readdirSync(temp)).toEqual([]);
  });

  test('of a dry run is told', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...REFRESH, 'dry-run': 'true' }));
    expect(result.log).toContain('which renews itself');
    expect(result.log).not.toContain('ALIBABA_CLOUD_CREDENTIALS_FILE');
  });
});

/** A later login of the job starts from the profile, through the record of the login that wrote it. */
describe('a login that goes on from it', () => {
  const FIRST = `:assumed-role/deploy/`;
  const ROLE = { 'role-to-assume': SAMPLE.audit };

  test.each<[string, Record<string, string>, string]>([
    ['names it', { 'source-profile': 'ci' }, FIRST],
    ['takes what the machine has', { type: 'default' }, FIRST],
    ['assumes another role', { 'source-profile': 'ci', ...ROLE }, ':assumed-role/audit/'],
    ['assumes one from what the machine has', { type: 'default', ...ROLE }, ':assumed-role/audit/'],
  ])('and %s: every SDK is who it says, and both renew themselves', async (_, inputs, arn) => {
    const job = await loggedIn();
    const { outputs, annotations } = succeeded(
      await job.login({ ...inputs, profile: 'next', refresh: 'true' }),
    );
    expect(annotations).toEqual([]);
    for (const [name, whose] of [
      ['next', arn],
      ['ci', FIRST],
    ] as const) {
      expect((await consume(job, { ALIBABA_CLOUD_PROFILE: name })).arn).toContain(whose);
      fs.rmSync(path.join(profileOf(job, name).process_command.split(' ')[2] ?? '', 'credential.json'));
      // What the command gets is masked nowhere, and `consume` holds that it is.
      const env = { STS_ENDPOINT: `127.0.0.1:${job.emulator.tlsPort}`, ALIBABA_CLOUD_PROFILE: name };
      const { raw, stderr } = await job.run([CONSUMER], { env });
      expect(stderr).toBe('');
      expect(JSON.parse(raw).arn).toContain(whose);
    }
    expect(outputs['arn'] ?? '').toContain(arn);
  });

  test('and exports it as variables', async () => {
    const job = await loggedIn({ region: 'cn-hangzhou' });
    succeeded(await job.login({ 'source-profile': 'ci', ...ROLE }));
    expect((await consume(job)).arn).toContain(':assumed-role/audit/');
  });

  test('is held to the accounts that it was', async () => {
    const job = await loggedIn({ 'allowed-account-ids': SAMPLE.account });
    const spec = fileOf(job, 'refresh.json');
    fs.writeFileSync(spec, job.read(spec).replaceAll(`["${SAMPLE.account}"]`, '["9999999999999999"]'));
    const refusal = refusalOf(await job.login({ 'source-profile': 'ci', profile: 'next', refresh: 'true' }));
    expect(refusal).toMatch(/belongs to account \d+, and allowed-account-ids allows only 9999999999999999/);
  });

  test('is refused once it is logged out, and where another job has written it', async () => {
    const job = await loggedIn();
    const standing = job.read('home/.aliyun/config.json');
    const other = scene.job({ HOME: job.home, USERPROFILE: job.home });
    expect(refusalOf(await other.login({ 'source-profile': 'ci' }))).toContain('mode “External” that is not');
    await job.logout();
    job.write('home/.aliyun/config.json', standing);
    job.leaves.push(/\.aliyun/);
    expect(refusalOf(await job.login({ 'source-profile': 'ci' }))).toMatch(/refresh\.json is gone/);
  });

  test('is named to one that starts from the environment', async () => {
    for (const refresh of ['true', 'false']) {
      const job = await loggedIn({ refresh });
      const refusal = refusalOf(await job.login({ 'role-chaining': 'true', ...ROLE }));
      expect(refusal).toContain('give source-profile: ci in place of role-chaining');
    }
  });
});
