/** The action acr-login: docker's login of a registry, from the job's login, and everything as before when it is over. */

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import { numbersOneIn, oneIn, sampleOf } from '../thorough.ts';
import {
  ACR_LOGIN,
  hasKilledItself,
  OIDC,
  preloading,
  refusalOf,
  type StepOptions,
  type StepResult,
  setScene,
  succeeded,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

const PROGRAMS = path.join(import.meta.dirname, 'programs');
const STAND_IN = path.join(PROGRAMS, 'docker.ts');
const KILLER = pathToFileURL(path.join(PROGRAMS, 'killer.ts'));

const HOST = 'my-registry.cn-hangzhou.cr.aliyuncs.com';
const VPC_HOST = 'my-registry-vpc.cn-hangzhou.cr.aliyuncs.com';
const PERSONAL_HOST = 'registry.cn-beijing.aliyuncs.com';
const INSTANCE = { registry: HOST, 'instance-id': SAMPLE.instance };

/** Laid out as a person would, with settings that docker does not know. */
const OWNERS = `{
  "auths": { "ghcr.example": { "auth": "b3duZXI6c2VjcmV0LW9mLXRoZS1vd25lcg==" } },
  "somebodyElses": [1, 2],
  "psFormat": "table {{.ID}}"
}
`;

/** A job with nothing on PATH but a stand-in for docker. */
function jobWithDocker(env: Readonly<Record<string, string>> = {}, clients = ['docker']): WatchedJob {
  const job = scene.job(env);
  const folder = path.join(job.root, 'bin');
  fs.mkdirSync(folder);
  for (const name of clients) {
    if (has.permissionBits) {
      const script = `#!/bin/sh\nexec '${process.execPath}' '${STAND_IN}' "$@"\n`;
      fs.writeFileSync(path.join(folder, name), script, { mode: 0o755 });
    } else fs.copyFileSync(process.execPath, path.join(folder, `${name}.exe`));
  }
  job.env['PATH'] = folder;
  job.env['STAND_IN_LOG'] = path.join(job.root, 'docker.log');
  fs.writeFileSync(job.env['STAND_IN_LOG'], '');
  // Windows starts no script: there Node itself is called docker, and this loaded before it looks for its own.
  if (!has.permissionBits)
    job.env['NODE_OPTIONS'] = `--import=${pathToFileURL(path.join(PROGRAMS, 'as-docker.ts'))}`;
  return job;
}

async function logIn(job: WatchedJob): Promise<void> {
  succeeded(await job.login(OIDC));
}

const acrLogin = (
  job: WatchedJob,
  inputs: Readonly<Record<string, string>> = INSTANCE,
  options: StepOptions = {},
): Promise<StepResult> => job.login(inputs, { ...options, action: ACR_LOGIN });

interface Call {
  readonly words: readonly string[];
  readonly password: string;
}

/** What docker was called with. */
function callsIn(job: WatchedJob): readonly Call[] {
  const lines = fs.readFileSync(job.env['STAND_IN_LOG'] ?? '', 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/** Who signed the last request: a role, or the ID of a stored key. */
function signerOf(job: WatchedJob): string {
  const [, id = ''] = /Credential=([^,]+)/.exec(String(job.requests.at(-1)?.headers['authorization'])) ?? [];
  return scene.emulator.world.sessions.get(id)?.role.arn ?? id;
}

/** A machine's own config.json. */
function machinesConfig(): string {
  const secret = scene.emulator.world.secretOf(SAMPLE.userKey);
  const key = { access_key_id: SAMPLE.userKey, access_key_secret: secret };
  return JSON.stringify({ current: 'default', profiles: [{ name: 'default', mode: 'AK', ...key }] });
}

const configOf = (job: WatchedJob): string => path.join(job.home, '.docker', 'config.json');

/** The logins that docker keeps, as name and password. */
function loginsIn(file: string): Record<string, string> {
  const { auths = {} } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(auths as Record<string, { auth: string }>).map(([host, { auth }]) => [
      host,
      Buffer.from(auth, 'base64').toString(),
    ]),
  );
}

const issued = (): string[] => scene.emulator.world.registries.issued.map(({ password }) => password);
const lastIssued = (): string => issued().at(-1) ?? '';

/** Docker itself, as docker/login-action calls it. */
async function docker(job: WatchedJob, command: 'login' | 'logout', host: string): Promise<void> {
  const words =
    command === 'login' ? ['login', '--username', 'someone', '--password-stdin', host] : [command, host];
  // Its own main and post pass nothing on standard input here, so the password is empty.
  await job.run([STAND_IN, ...words]);
}

describe('a login', () => {
  test('is docker’s, by the password of the instance, and is gone when the job is over', async () => {
    const job = jobWithDocker();
    succeeded(await job.login(OIDC));
    const result = succeeded(await acrLogin(job));
    const [{ expiration = 0 } = {}] = scene.emulator.world.registries.issued.slice(-1);
    expect(result.outputs).toEqual({
      registry: HOST,
      username: 'cr_temp_user',
      password: lastIssued(),
      expiration: new Date(expiration).toISOString().replace('.000', ''),
    });
    expect(result.log).toContain(`Logged in to ${HOST} with docker, until ${result.outputs['expiration']}.`);
    expect(callsIn(job)).toEqual([
      { words: ['login', '--username', 'cr_temp_user', '--password-stdin', HOST], password: lastIssued() },
    ]);
    expect(loginsIn(configOf(job))).toEqual({ [HOST]: `cr_temp_user:${lastIssued()}` });
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(post?.log).toContain(`Logged out of ${HOST}.`);
    expect(fs.existsSync(path.join(job.home, '.docker'))).toBe(false);
  });

  test('of the Personal Edition asks its own API, in the region of the host', async () => {
    const job = jobWithDocker();
    await logIn(job);
    succeeded(await acrLogin(job, { registry: PERSONAL_HOST }));
    expect(job.requests.at(-1)).toMatchObject({
      method: 'GET',
      host: 'cr.cn-beijing.aliyuncs.com',
      path: '/tokens',
    });
    expect(loginsIn(configOf(job))).toEqual({ [PERSONAL_HOST]: `cr_temp_user:${lastIssued()}` });
  });

  test.each([
    ['of one instance', { ...INSTANCE, registry: `${HOST}\n${VPC_HOST}` }, [HOST, VPC_HOST]],
    [
      'of two regions',
      { registry: `${PERSONAL_HOST}\ncrpi-0a1b2c.cn-shanghai.personal.cr.aliyuncs.com` },
      [PERSONAL_HOST, 'crpi-0a1b2c.cn-shanghai.personal.cr.aliyuncs.com'],
    ],
  ])('takes two registries, %s', async (_name, inputs, hosts) => {
    const job = jobWithDocker();
    await logIn(job);
    const { outputs } = succeeded(await acrLogin(job, inputs));
    expect(outputs).toMatchObject({ registry: hosts.join('\n'), password: issued().at(-2) });
    expect(Object.keys(loginsIn(configOf(job)))).toEqual(hosts);
    const [post] = await job.finish();
    for (const host of hosts) expect(post?.log).toContain(`Logged out of ${host}.`);
  });

  test.each([
    ['in a profile', { ...OIDC, profile: 'work' }, INSTANCE],
    ['in a profile that is named', { ...OIDC, profile: 'work' }, { ...INSTANCE, profile: 'work' }],
    ['in a profile that renews itself', { ...OIDC, profile: 'work', refresh: 'true' }, INSTANCE],
    ['by a stored key', () => ({}), INSTANCE],
  ])('takes the credential that was left %s', async (_name, login, inputs) => {
    const job = jobWithDocker();
    const { world } = scene.emulator;
    const key = { 'access-key-id': SAMPLE.userKey, 'access-key-secret': world.secretOf(SAMPLE.userKey) };
    succeeded(await job.login(typeof login === 'function' ? key : login));
    succeeded(await acrLogin(job, inputs));
    expect(Object.keys(loginsIn(configOf(job)))).toEqual([HOST]);
  });

  test('asks for no password as an account that the login does not allow', async () => {
    const job = jobWithDocker();
    const login = { ...OIDC, profile: 'work', refresh: 'true', 'allowed-account-ids': SAMPLE.account };
    succeeded(await job.login(login));
    const [folder = ''] = fs.readdirSync(job.temp).filter((name) => name.startsWith('alicloud-credentials-'));
    const file = path.join(job.temp, folder, 'refresh.json');
    // As if whoever is behind the login had changed.
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replaceAll(`"${SAMPLE.account}"`, '"2234567890123456"'),
    );
    expect(refusalOf(await acrLogin(job))).toContain('allowed-account-ids allows only 2234567890123456');
    expect(fs.existsSync(configOf(job))).toBe(false);
  });

  test('asks as the job has logged in, not by a key of the job’s own', async () => {
    const job = jobWithDocker({
      ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: scene.emulator.world.secretOf(SAMPLE.userKey),
    });
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    succeeded(await acrLogin(job));
    expect(signerOf(job)).toBe(SAMPLE.deploy);
  });

  test.each([
    ['a profile', OIDC, { profile: 'second' }],
    ['variables', { ...OIDC, profile: 'first' }, {}],
    ['another profile', { ...OIDC, profile: 'first' }, { profile: 'second' }],
  ])('asks as the latest login, which left %s', async (_name, first, second) => {
    const job = jobWithDocker();
    succeeded(await job.login(first));
    const secret = scene.emulator.world.secretOf(SAMPLE.userKey);
    succeeded(await job.login({ ...second, 'access-key-id': SAMPLE.userKey, 'access-key-secret': secret }));
    succeeded(await acrLogin(job));
    expect(signerOf(job)).toBe(SAMPLE.userKey);
  });

  test('finds a profile where its login wrote it, not one of that name where a later login wrote', async () => {
    const job = jobWithDocker();
    const { world } = scene.emulator;
    const owners = `[work]\ntype = access_key\naccess_key_id = ${SAMPLE.userKey}\naccess_key_secret = ${world.secretOf(SAMPLE.userKey)}\n`;
    const file = job.write('home/owners.ini', owners);
    job.leaves.push(/^home\/owners\.ini/);
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    succeeded(await job.login({ ...OIDC, profile: 'second', 'credentials-file': file }));
    succeeded(await acrLogin(job, { ...INSTANCE, profile: 'work' }));
    expect(signerOf(job)).toBe(SAMPLE.deploy);
  });

  test('uses podman, buildah or nerdctl where docker is not there, or where it is told to', async () => {
    for (const [clients, inputs, name] of [
      [['nerdctl', 'buildah'], INSTANCE, 'buildah'],
      [['docker', 'podman'], { ...INSTANCE, client: 'podman' }, 'podman'],
    ] as const) {
      const job = jobWithDocker({}, [...clients]);
      await logIn(job);
      expect(succeeded(await acrLogin(job, inputs)).log).toContain(`with ${name}, until`);
      await job.finish();
    }
  });

  test('keeps docker’s logins where DOCKER_CONFIG says, also by a relative path', async () => {
    for (const folder of ['somewhere/docker', path.join('..', 'home', 'ö and blanks')]) {
      const job = jobWithDocker({ DOCKER_CONFIG: folder });
      await logIn(job);
      succeeded(await acrLogin(job));
      expect(Object.keys(loginsIn(path.join(job.workspace, folder, 'config.json')))).toEqual([HOST]);
      expect(fs.existsSync(configOf(job))).toBe(false);
      await job.finish();
      // Docker made the folder above it as well.
      if (folder.startsWith('some')) fs.rmdirSync(path.join(job.workspace, 'somewhere'));
    }
  });

  test('that a credential helper keeps is taken from it', async () => {
    const job = jobWithDocker();
    const helper = path.join(job.root, 'helper.json');
    fs.writeFileSync(helper, '{}');
    job.env['STAND_IN_HELPER'] = helper;
    await logIn(job);
    succeeded(await acrLogin(job));
    expect(Object.keys(JSON.parse(fs.readFileSync(helper, 'utf8')))).toEqual([HOST]);
    expect(loginlessConfig(job)).toEqual({ credsStore: 'stand-in', auths: { [HOST]: {} } });
    await job.finish();
    expect(fs.readFileSync(helper, 'utf8')).toBe('{}');
  });
});

const loginlessConfig = (job: WatchedJob): unknown => JSON.parse(fs.readFileSync(configOf(job), 'utf8'));

describe('docker’s file', () => {
  test.each([
    ['with another registry’s login', OWNERS],
    ['with an earlier login of the same registry', OWNERS.replace('ghcr.example', HOST)],
    ['that is empty', ''],
    ['without logins', '{"auths": {}}\n'],
  ])('%s is byte for byte as before', async (_name, text) => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', text, 0o640);
    await logIn(job);
    succeeded(await acrLogin(job));
    expect(loginsIn(configOf(job))[HOST]).toBe(`cr_temp_user:${lastIssued()}`);
    if (text.includes('ghcr'))
      expect(loginsIn(configOf(job))['ghcr.example']).toBe('owner:secret-of-the-owner');
    await job.finish();
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(text);
  });

  test('is as before when two steps log in to one registry', async () => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', OWNERS);
    await logIn(job);
    for (let round = 0; round < 2; round++) succeeded(await acrLogin(job));
    await job.finish();
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(OWNERS);
  });

  const other = { name: 'another registry', host: 'ghcr.example' };
  const same = { name: 'the same registry', host: HOST };
  const orders = [
    ['ours', 'theirs', 'their post', 'our post'],
    ['ours', 'theirs', 'our logout', 'their post', 'our post'],
    ['theirs', 'ours', 'our post', 'their post'],
    ['theirs', 'ours', 'their post', 'our post'],
  ];
  const starts: readonly (readonly [string, string | undefined])[] = [
    ['none', undefined],
    ['the owner’s', JSON.stringify(JSON.parse(OWNERS.replace('ghcr.example', 'owners.example')), null, '\t')],
  ];
  const isChosen = oneIn(4);
  const cases = [other, same].flatMap((theirs) =>
    starts.flatMap(([start, text]) =>
      orders.map((order) => [theirs.name, start, order.join(', '), theirs.host, text] as const),
    ),
  );
  test.each(cases.filter(isChosen))(
    'is what docker/login-action alone would leave: %s, %s, %s',
    async (_theirs, _start, order, host, text) => {
      // What docker does not know, it drops without us, too.
      const start = text && JSON.stringify({ ...JSON.parse(text), somebodyElses: undefined }, null, '\t');
      const job = jobWithDocker();
      if (start) job.write('home/.docker/config.json', start);
      await logIn(job);
      for (const step of order.split(', ')) {
        if (step === 'ours') succeeded(await acrLogin(job));
        if (step === 'theirs') await docker(job, 'login', host);
        if (step === 'our logout') await job.logout();
        if (step === 'their post') await docker(job, 'logout', host);
        if (step === 'our post') for (const post of await job.finish()) expect(warningsOf(post)).toEqual([]);
      }
      const left = fs.existsSync(configOf(job)) ? job.read(configOf(job)) : undefined;
      // Where there was no file, docker leaves one without logins.
      expect(start === undefined ? [undefined, '{\n\t"auths": {}\n}'] : [start]).toContain(left);
      job.leaves.push(/^home\/\.docker/);
    },
  );

  test('is the one that the login wrote to, wherever the step that undoes it would look', async () => {
    const job = jobWithDocker();
    const owners = OWNERS.replace('ghcr.example', HOST);
    job.write('home/.docker/config.json', owners);
    await logIn(job);
    succeeded(await acrLogin(job, INSTANCE, { env: { DOCKER_CONFIG: path.join(job.root, 'elsewhere') } }));
    expect((await job.logout()).log).toContain(`Logged out of ${HOST}.`);
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(owners);
    expect(fs.existsSync(path.join(job.root, 'elsewhere'))).toBe(false);
  });

  test('leaves the folder that was there before it, even empty', async () => {
    const job = jobWithDocker();
    fs.mkdirSync(path.dirname(configOf(job)));
    await logIn(job);
    succeeded(await acrLogin(job));
    await job.finish();
    expect(fs.readdirSync(path.dirname(configOf(job)))).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)('keeps its owner, where root undoes it', async () => {
    const job = jobWithDocker();
    const file = job.write('home/.docker/config.json', OWNERS);
    await logIn(job);
    succeeded(await acrLogin(job));
    // As the owner's docker would write it, on a file system of the host's.
    fs.chownSync(file, 12_345, 12_345);
    job.env['STAND_IN_KEEPS_OWNER'] = 'true';
    await job.finish();
    expect(fs.readFileSync(file, 'utf8')).toBe(OWNERS);
    expect(fs.statSync(file)).toMatchObject({ uid: 12_345, gid: 12_345 });
  });

  test('is left to whoever has logged in there since', async () => {
    const job = jobWithDocker();
    await logIn(job);
    await acrLogin(job);
    await docker(job, 'login', HOST);
    await job.finish();
    expect(loginsIn(configOf(job))).toEqual({ [HOST]: 'someone:' });
    expect(callsIn(job).map(({ words }) => words[0])).toEqual(['login', 'login']);
    job.leaves.push(/^home\/\.docker/);
  });

  test('gets no temporary login of another job back', async () => {
    const job = jobWithDocker();
    const auth = Buffer.from('cr_temp_user:of-another-job').toString('base64');
    const start = JSON.stringify({ auths: { [HOST]: { auth } } });
    job.write('home/.docker/config.json', start);
    await logIn(job);
    await acrLogin(job);
    await job.finish();
    expect(loginsIn(configOf(job))).toEqual({});
    job.leaves.push(/^home\/\.docker/);
  });

  test('that is no JSON is refused before any request: docker would write a new one over it', async () => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', '{ "auths": ');
    await logIn(job);
    const before = job.requests.length;
    expect(refusalOf(await acrLogin(job))).toMatch(
      /A file is in the way: .*config\.json is not a JSON object\./,
    );
    expect(job.requests.length).toBe(before);
    expect(callsIn(job)).toEqual([]);
  });
});

describe('a logout', () => {
  test('takes it back, and post has nothing to say', async () => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', OWNERS);
    await job.login(OIDC);
    await acrLogin(job);
    expect((await job.logout()).log).toContain(`Logged out of ${HOST}.`);
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(OWNERS);
    for (const post of await job.finish())
      expect(post).toMatchObject({ exitCode: 0, log: '', annotations: [] });
  });

  test('is made good by hand where the client is gone', async () => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', OWNERS);
    await logIn(job);
    await acrLogin(job);
    for (const name of fs.readdirSync(path.join(job.root, 'bin')))
      fs.rmSync(path.join(job.root, 'bin', name));
    await job.finish();
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(OWNERS);
  });

  test('comes also where the record is lost, and takes no more than ours', async () => {
    const job = jobWithDocker();
    job.write('home/.docker/config.json', OWNERS);
    await logIn(job);
    await acrLogin(job);
    for (const name of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, name), { recursive: true });
    const [post] = await job.finish();
    expect(warningsOf(post as StepResult)).toEqual([expect.stringContaining('is gone')]);
    expect(Object.keys(loginsIn(configOf(job)))).toEqual(['ghcr.example']);
    job.leaves.push(/^home\/\.docker/);
  });
});

describe('what a service or a client says', () => {
  const key = 'LTAI5tSomebodyElsesKeyId';

  test('holds no secret of others, at a login', async () => {
    const job = jobWithDocker({ STAND_IN_REFUSES: `login ${HOST}`, STAND_IN_TELLS: key });
    await logIn(job);
    const result = await acrLogin(job);
    expect(refusalOf(result)).toMatch(/docker login .* denied: \*\*\* \*\*\*/);
    expect(result.raw).not.toContain(key);
  });

  test('holds no secret of others, at a logout', async () => {
    const job = jobWithDocker({ STAND_IN_REFUSES: `logout ${HOST}`, STAND_IN_TELLS: key });
    const helper = path.join(job.root, 'helper.json');
    fs.writeFileSync(helper, '{}');
    job.env['STAND_IN_HELPER'] = helper;
    await logIn(job);
    succeeded(await acrLogin(job));
    const [post] = await job.finish();
    expect(warningsOf(post as StepResult)).toContainEqual(
      expect.stringMatching(/^Could not log out of .*\*\*\*/),
    );
    expect(post?.raw).not.toContain(key);
    fs.rmSync(helper);
    job.leaves.push(/^home\/\.docker/);
  });

  test('holds no secret of others, where Container Registry refuses', async () => {
    const job = jobWithDocker();
    await logIn(job);
    const body = JSON.stringify({ IsSuccess: false, Code: 'NoPermission', Message: `denied to ${key}` });
    scene.emulator.faults.queue('acr', { kind: 'body', body });
    const result = await acrLogin(job);
    expect(refusalOf(result)).toMatch(/^No permission to log in to Container Registry/);
    expect(result.raw).not.toContain(key);
  });

  test('is waited out where it is throttling, whatever the status', async () => {
    const job = jobWithDocker();
    await logIn(job);
    const body = JSON.stringify({ IsSuccess: false, Code: 'Throttling.User' });
    scene.emulator.faults.queue('acr', { kind: 'body', body });
    expect(succeeded(await acrLogin(job)).log).toContain('Attempt 1: ');
  });
});

describe('a step that is killed', () => {
  test('before each of its changes, or docker’s, is undone', async () => {
    const { first, step } = numbersOneIn(3);
    let change = first - step;
    let kills = 0;
    for (let finished = false; !finished && change < 60; ) {
      change += step;
      const job = jobWithDocker();
      job.write('home/.docker/config.json', OWNERS.replace('ghcr.example', HOST));
      await logIn(job);
      job.env['KILL_BEFORE_CHANGE'] = String(change);
      const result = await acrLogin(job, INSTANCE, {
        env: { NODE_OPTIONS: preloading(job, KILLER) },
      });
      // Docker dies before the step does, of fewer changes.
      const refused = result.annotations.some(({ title }) => title === 'The client could not log in');
      if (hasKilledItself(result) || refused) kills += 1;
      else finished = true;
      // The runner does not kill post.
      for (const post of await job.finish({ env: { NODE_OPTIONS: job.env['NODE_OPTIONS'] ?? '' } }))
        expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    }
    expect(kills).toBeGreaterThan(sampleOf(8, 3));
  }, 120_000);

  test.skipIf(!has.signals)('or cancelled, while docker hangs, leaves nothing', async () => {
    const job = jobWithDocker({ STAND_IN_HANGS: 'login' });
    await logIn(job);
    const onStart: StepOptions['onStart'] = (child) => {
      const timer = setInterval(() => {
        if (callsIn(job).length === 0) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 20);
    };
    job.env['STAND_IN_HANGS'] = 'login';
    const result = await acrLogin(job, INSTANCE, { onStart });
    expect(refusalOf(result)).toMatch(/^Cancelled: /);
  });
});

describe('refused', () => {
  const early: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'a custom domain',
      { ...INSTANCE, registry: 'registry.example.com' },
      /^Not a registry of Container Registry: .*example\.com/,
    ],
    [
      'a look-alike',
      { ...INSTANCE, registry: 'my.cn-hangzhou.cr.aliyuncs.com.example.com' },
      /^Not a registry/,
    ],
    ['a bucket', { ...INSTANCE, registry: 'my-registry.oss-cn-hangzhou.aliyuncs.com' }, /^Not a registry/],
    ['no registry', { 'instance-id': SAMPLE.instance }, /^Check the inputs: registry is missing\./],
    [
      'an instance of the Personal Edition',
      { ...INSTANCE, registry: PERSONAL_HOST },
      /Personal Edition, which has no instance-id/,
    ],
    [
      'the Enterprise Edition without an instance',
      { registry: HOST },
      /Enterprise Edition, and instance-id is missing/,
    ],
    [
      'a client that is not there',
      { ...INSTANCE, client: 'podman' },
      /^No program to log in with: There is no podman on PATH\./,
    ],
    [
      'a profile that nobody wrote',
      { ...INSTANCE, profile: 'work' },
      /^Nobody has logged in: .*profile “work”/,
    ],
  ];
  test('is, before any request, what cannot be right', async () => {
    const job = jobWithDocker();
    await logIn(job);
    const before = job.requests.length;
    for (const [name, inputs, message] of early)
      expect(refusalOf(await acrLogin(job, inputs)), name).toMatch(message);
    expect([job.requests.length, callsIn(job)]).toEqual([before, []]);
  });

  test('a job without docker', async () => {
    const job = jobWithDocker({}, []);
    await logIn(job);
    expect(refusalOf(await acrLogin(job))).toMatch(/There is no docker, podman, buildah, nerdctl on PATH\./);
  });

  test.each([
    ['a current profile', {}],
    ['a profile that the runner names', { ALIBABA_CLOUD_PROFILE: 'default' }],
    [
      'a key in the variables',
      { ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret-of-its-own' },
    ],
  ])('a job in which nobody has logged in, though the machine has %s', async (_name, env) => {
    const job = jobWithDocker(env);
    job.leaves.push(/^home\/\.aliyun/);
    job.write('home/.aliyun/config.json', machinesConfig());
    expect(refusalOf(await acrLogin(job))).toMatch(
      /^Nobody has logged in: No login has left a credential in this job\./,
    );
    expect(job.requests).toEqual([]);
  });

  test('variables that a step sets itself, over those of the login', async () => {
    const job = jobWithDocker();
    await logIn(job);
    const before = job.requests.length;
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE.userKey,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: scene.emulator.world.secretOf(SAMPLE.userKey),
      ALIBABA_CLOUD_SECURITY_TOKEN: '',
    };
    expect(refusalOf(await acrLogin(job, INSTANCE, { env }))).toMatch(
      /is not the one that the job’s latest login/,
    );
    expect(job.requests.length).toBe(before);
  });

  test.each([{}, { profile: 'work' }])('a login that was logged out (%o)', async (profile) => {
    const job = jobWithDocker();
    await job.login({ ...OIDC, ...profile });
    await job.logout();
    expect(refusalOf(await acrLogin(job, { ...INSTANCE, ...profile }))).toMatch(
      /^The login was logged out: /,
    );
  });

  test.each([
    [
      'another instance',
      { ...INSTANCE, 'instance-id': 'cri-another' },
      /^The instance does not exist: .*INSTANCE_NOT_EXIST/,
    ],
    [
      'one of another region',
      { ...INSTANCE, registry: 'my-registry.cn-beijing.cr.aliyuncs.com' },
      /^The instance does not exist/,
    ],
  ])('%s', async (_name, inputs, message) => {
    const job = jobWithDocker();
    await logIn(job);
    expect(refusalOf(await acrLogin(job, inputs))).toMatch(message);
    expect(callsIn(job)).toEqual([]);
  });

  test.each([
    ['Enterprise', INSTANCE],
    ['Personal', { registry: PERSONAL_HOST }],
  ])('without permission, with a policy to paste (%s Edition)', async (_edition, inputs) => {
    const job = jobWithDocker();
    await logIn(job);
    scene.emulator.world.registries.refused.add(SAMPLE.deploy);
    const refusal = refusalOf(await acrLogin(job, inputs));
    scene.emulator.world.registries.refused.clear();
    expect(refusal).toMatch(/^No permission to log in to Container Registry: cr\..*NoPermission/);
    const [policy = ''] = /\{"Version".*\}/.exec(refusal) ?? [];
    expect(JSON.parse(policy).Statement).toEqual([
      { Effect: 'Allow', Action: 'cr:GetAuthorizationToken', Resource: '*' },
    ]);
  });

  test('an account that has never used the Personal Edition', async () => {
    const job = jobWithDocker();
    await logIn(job);
    scene.emulator.world.registries.accounts.clear();
    const refusal = refusalOf(await acrLogin(job, { registry: PERSONAL_HOST }));
    scene.emulator.world.registries.accounts.add(SAMPLE.account);
    expect(refusal).toMatch(
      /^The Personal Edition does not know this user: .*USER_NOT_EXIST: user is not exist/,
    );
  });

  test('an expired session', async () => {
    const job = jobWithDocker();
    await logIn(job);
    scene.emulator.world.expireSession(job.env['ALIBABA_CLOUD_ACCESS_KEY_ID'] ?? '');
    expect(refusalOf(await acrLogin(job))).toMatch(
      /^The temporary credential has expired: .*log in again in the step that set it/s,
    );
  });

  test('by the second registry: nothing half-done, and what docker says holds no password', async () => {
    const job = jobWithDocker({ STAND_IN_REFUSES: `login ${VPC_HOST}` });
    job.write('home/.docker/config.json', OWNERS);
    await logIn(job);
    const result = await acrLogin(job, { ...INSTANCE, registry: `${HOST}\n${VPC_HOST}` });
    expect(refusalOf(result)).toMatch(
      /^The client could not log in: docker login my-registry-vpc\..* failed: Error response from daemon: .* denied: \*\*\*/,
    );
    expect(fs.readFileSync(configOf(job), 'utf8')).toBe(OWNERS);
  });

  test.each([
    ['no JSON', 'not json'],
    ['no password', '{"IsSuccess":true,"Code":"success","TempUsername":"cr_temp_user","ExpireTime":1}'],
    [
      'an option as a user',
      '{"IsSuccess":true,"TempUsername":"--config","AuthorizationToken":"0123456789","ExpireTime":1}',
    ],
  ])('an answer with %s', async (_name, body) => {
    const job = jobWithDocker();
    await logIn(job);
    scene.emulator.faults.queue('acr', { kind: 'body', body, times: 9 });
    expect(refusalOf(await acrLogin(job))).toMatch(/answered with/);
    expect(callsIn(job)).toEqual([]);
  });
});
