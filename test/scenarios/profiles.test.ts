/** A named profile in credentials.ini and config.json, beside whatever their owner keeps there. */

import fs from 'node:fs';
import path from 'node:path';
import { parse as parseIni } from 'ini';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  ACTION,
  consume,
  each,
  expectPrivate,
  OIDC,
  PROFILE_VARIABLES,
  REGIONS,
  refusalOf,
  STRANGER,
  type StepResult,
  setScene,
  succeeded,
  unprivileged,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

const OWNERS_CONFIG = `{
    "current":   "owner",
    "profiles": [
        {
            "name": "owner", "mode": "AK", "access_key_id": "LTAI-owner", "access_key_secret": "owners+own/==",
            "region_id": "eu-central-1", "an_unknown_field": [1, 2]
        },
        { "name": "work", "mode": "AK", "access_key_id": "LTAI-old-work", "access_key_secret": "old-work-secret" }
    ],
    "meta_path": "", "more": {"kept": true}
}`;

const OWNERS_INI = `; the owner's own file\r
\r
[owner]\r
enable = true\r
type   =   access_key   ; spaced\r
access_key_id = LTAI-owner\r
access_key_secret = "owners#own"\r
\r
# about work\r
[work]\r
type = access_key\r
# inside of work\r
access_key_id = LTAI-old-work\r
access_key_secret = old-work-secret`;

interface CliConfig {
  current: string;
  profiles: Record<string, unknown>[];
}

const configFile = (job: WatchedJob): string => path.join(job.home, '.aliyun', 'config.json');
const configOf = (job: WatchedJob): CliConfig => JSON.parse(job.read(configFile(job))) as CliConfig;
const profileIn = (job: WatchedJob, name: string) =>
  configOf(job).profiles.find((profile) => profile['name'] === name);
const iniOf = ({ outputs }: StepResult): Record<string, Record<string, string>> =>
  parseIni(fs.readFileSync(outputs['credentials-file'] ?? '', 'utf8'));

describe('a profile', () => {
  test('of a temporary credential is in both files, whose paths are exported instead of the key', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...OIDC, profile: 'work', region: 'cn-hangzhou' }));
    const { outputs } = result;
    expect(result.exported).toEqual({
      ALIBABA_CLOUD_PROFILE: 'work',
      ALICLOUD_PROFILE: 'work',
      ALIBABA_CLOUD_CREDENTIALS_FILE: outputs['credentials-file'],
      ...each(
        ['ALICLOUD_SHARED_CREDENTIALS_FILE', 'ALIBABA_CLOUD_CONFIG_FILE', 'ACK_RAM_TOOL_PROFILE_FILE'],
        configFile(job),
      ),
      ...each(REGIONS, 'cn-hangzhou'),
    });
    expect(outputs['profile']).toBe('work');
    expect(path.dirname(path.dirname(outputs['credentials-file'] ?? ''))).toBe(job.temp);
    expect(fs.readFileSync(outputs['credentials-file'] ?? '', 'utf8')).toBe(
      [
        '[work]',
        'enable = true',
        'type = sts',
        `access_key_id = ${outputs['access-key-id']}`,
        `access_key_secret = ${outputs['access-key-secret']}`,
        `security_token = ${outputs['security-token']}`,
        `sts_token = ${outputs['security-token']}`,
        '',
      ].join('\n'),
    );
    expect(configOf(job)).toMatchObject({ current: 'work' });
    expect(profileIn(job, 'work')).toMatchObject({
      mode: 'StsToken',
      access_key_id: outputs['access-key-id'],
      access_key_secret: outputs['access-key-secret'],
      sts_token: outputs['security-token'],
      region_id: 'cn-hangzhou',
    });
    for (const file of [outputs['credentials-file'] ?? '', configFile(job)]) expectPrivate(file);
    await job.finish();
    expect(job.env).toMatchObject(each([...PROFILE_VARIABLES, ...REGIONS], ''));
  });

  test('of a key is found by the published SDK in either file', async () => {
    const job = scene.job();
    const result = succeeded(await job.login({ ...userKey(scene.emulator), profile: 'work' }));
    expect(iniOf(result)['work']).toMatchObject({ type: 'access_key' });
    expect(profileIn(job, 'work')).toMatchObject({ mode: 'AK' });
    const arn = `acs:ram::${SAMPLE.account}:user/ci-deployer`;
    expect(await consume(job)).toMatchObject({ providerName: 'default/cli_profile', arn });
    expect(await consume(job, { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' })).toMatchObject({
      providerName: 'default/profile',
      arn,
    });
  });

  test('of a temporary credential is found by the published SDK', async () => {
    const job = scene.job();
    const { outputs } = succeeded(await job.login({ ...OIDC, profile: 'work' }));
    expect(await consume(job)).toMatchObject({
      providerName: 'default/cli_profile',
      securityToken: outputs['security-token'],
      arn: outputs['arn'],
    });
  });

  test('stands beside that of another step in the same files, and both work', async () => {
    const job = scene.job();
    const first = succeeded(await job.login({ ...OIDC, profile: 'first' }));
    const second = succeeded(await job.login({ ...userKey(scene.emulator), profile: 'second' }));
    expect(second.outputs['credentials-file']).toBe(first.outputs['credentials-file']);
    expect(Object.keys(iniOf(second))).toEqual(['first', 'second']);
    expect(configOf(job).profiles.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(await consume(job, { ALIBABA_CLOUD_PROFILE: 'first' })).toMatchObject({
      arn: first.outputs['arn'],
    });
    expect(await consume(job)).toMatchObject({ arn: second.outputs['arn'] });

    const [undoSecond, undoFirst] = await job.finish();
    expect(undoSecond?.exported).toMatchObject({ ALIBABA_CLOUD_PROFILE: 'first' });
    expect(undoFirst?.exported).toEqual(each(PROFILE_VARIABLES, ''));
  });

  test('of a first step is untouched when the second’s post has run', async () => {
    const job = scene.job();
    const { outputs } = succeeded(await job.login({ ...OIDC, profile: 'first' }));
    const [ini, config] = [job.read(outputs['credentials-file'] ?? ''), job.read(configFile(job))];
    const later = succeeded(await job.login({ ...userKey(scene.emulator), profile: 'second' }));
    expect(job.read(configFile(job))).not.toBe(config);
    // The second step's post alone.
    const state = Object.entries(later.state).map(([name, value]) => [`STATE_${name}`, value]);
    const post = await job.run([ACTION.post], { env: Object.fromEntries(state) });
    job.results.push(succeeded(post));
    expect([job.read(outputs['credentials-file'] ?? ''), job.read(configFile(job))]).toEqual([ini, config]);
  });

  test('that two steps write is the second’s, then the first’s again', async () => {
    const job = scene.job();
    const first = succeeded(await job.login({ ...OIDC, profile: 'work' }));
    const config = job.read(configFile(job));
    const second = succeeded(await job.login({ ...userKey(scene.emulator), profile: 'work' }));
    expect(await consume(job)).toMatchObject({ arn: second.outputs['arn'] });
    expect(config).toContain(first.outputs['access-key-id']);
    await job.finish();
    expect(fs.existsSync(configFile(job))).toBe(false);
  });

  test('can be had together with the variables', async () => {
    const result = succeeded(await scene.job().login({ ...OIDC, profile: 'work', 'export-env': 'true' }));
    expect(Object.keys(result.exported)).toHaveLength(22);
  });

  test('that variables of an earlier step would win over is written with a warning', async () => {
    const job = scene.job();
    succeeded(await job.login(OIDC));
    const result = await job.login({ ...userKey(scene.emulator), profile: 'work' });
    expect(result.exitCode).toBe(0);
    expect(warningsOf(result).join()).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
  });
});

describe('the owner’s files', () => {
  const owned = (): { job: WatchedJob; ini: string; inputs: Record<string, string> } => {
    const job = scene.job();
    job.write('home/.aliyun/config.json', OWNERS_CONFIG, 0o644);
    const ini = job.write('home/.alibabacloud/credentials.ini', OWNERS_INI, 0o640);
    return { job, ini, inputs: { ...OIDC, 'credentials-file': ini } };
  };

  test('stay byte for byte around a new profile, and are theirs again after post', async () => {
    const { job, ini, inputs } = owned();
    succeeded(await job.login({ ...inputs, profile: 'added' }));
    expect(job.read(ini).startsWith(OWNERS_INI)).toBe(true);
    const config = job.read(configFile(job));
    const untouched = OWNERS_CONFIG.slice(0, OWNERS_CONFIG.lastIndexOf('}\n    ]'));
    expect(config.startsWith(untouched)).toBe(true);
    expect(config.endsWith('"meta_path": "", "more": {"kept": true}\n}')).toBe(true);
    expect(configOf(job)).toMatchObject({ current: 'owner', more: { kept: true } });
    if (has.permissionBits) expect(fs.statSync(ini).mode & 0o777).toBe(0o600);
    expect(await consume(job)).toMatchObject({ providerName: 'default/cli_profile' });
  });

  test('lend the name of a profile and get their own back', async () => {
    const { job, ini, inputs } = owned();
    const { outputs } = succeeded(await job.login({ ...inputs, profile: 'work' }));
    expect(profileIn(job, 'work')).toMatchObject({ access_key_id: outputs['access-key-id'] });
    expect(job.read(ini)).not.toContain('old-work-secret');
    expect(job.read(ini)).toContain('# inside of work');
    expect(profileIn(job, 'owner')).toMatchObject({ access_key_secret: 'owners+own/==' });
    expect(await consume(job)).toMatchObject({ arn: outputs['arn'] });
  });

  test('hold the profiles of two steps, each gone after its own post', async () => {
    const { job, inputs } = owned();
    succeeded(await job.login({ ...inputs, profile: 'work' }));
    succeeded(await job.login({ ...inputs, ...OIDC, profile: 'added' }));
    expect(configOf(job).profiles.map(({ name }) => name)).toEqual(['owner', 'work', 'added']);
  });

  test('lose our profile and keep what somebody else has changed in the meantime', async () => {
    const { job, ini, inputs } = owned();
    job.leaves.push(/config\.json$/, /credentials\.ini$/);
    succeeded(await job.login({ ...inputs, profile: 'added' }));
    const config = configOf(job);
    config.profiles.unshift({ name: 'theirs', mode: 'AK', access_key_id: 'x', access_key_secret: 'y' });
    config.current = 'theirs';
    fs.writeFileSync(configFile(job), JSON.stringify(config));
    fs.appendFileSync(ini, '\n[theirs]\ntype = access_key\n');
    const [post] = await job.finish();
    expect(succeeded(post as StepResult).annotations).toEqual([]);
    const owners = JSON.parse(OWNERS_CONFIG) as CliConfig;
    expect(configOf(job)).toEqual({
      ...owners,
      current: 'theirs',
      profiles: [
        { name: 'theirs', mode: 'AK', access_key_id: 'x', access_key_secret: 'y' },
        ...owners.profiles,
      ],
    });
    expect(job.read(ini)).toContain('[theirs]');
    expect(job.read(ini)).toContain(OWNERS_INI);
    expect(job.read(ini)).not.toContain('[added]');
  });

  test('get a profile of the same name back even where somebody else has reformatted the file', async () => {
    const { job, inputs } = owned();
    job.leaves.push(/config\.json$/);
    succeeded(await job.login({ ...inputs, profile: 'work' }));
    fs.writeFileSync(configFile(job), JSON.stringify(configOf(job)));
    await job.finish();
    expect(configOf(job)).toEqual(JSON.parse(OWNERS_CONFIG));
  });

  test('keep a profile that somebody else has written over ours', async () => {
    const { job, inputs } = owned();
    job.leaves.push(/config\.json$/);
    succeeded(await job.login({ ...inputs, profile: 'work' }));
    const config = configOf(job);
    const theirs = { name: 'work', mode: 'AK', access_key_id: 'LTAI-theirs', access_key_secret: 'theirs' };
    config.profiles = config.profiles.map((profile) => (profile['name'] === 'work' ? theirs : profile));
    fs.writeFileSync(configFile(job), JSON.stringify(config));
    await job.finish();
    expect(profileIn(job, 'work')).toEqual(theirs);
    expect(fs.readdirSync(path.dirname(configFile(job)))).toEqual(['config.json']);
  });

  test('that somebody made after us, around our profile, are kept without it', async () => {
    const job = scene.job();
    job.leaves.push(/\.aliyun/);
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    const config = configOf(job);
    config.profiles.push({ name: 'theirs', mode: 'AK' });
    fs.writeFileSync(configFile(job), JSON.stringify(config, null, 8));
    await job.finish();
    expect(configOf(job)).toMatchObject({ current: 'theirs', profiles: [{ name: 'theirs' }] });
  });

  test('that somebody has removed are put back', async () => {
    const { job, ini, inputs } = owned();
    job.leaves.push(/config\.json$/, /credentials\.ini$/);
    const before = [fs.readFileSync(ini, 'utf8'), job.read(configFile(job))];
    succeeded(await job.login({ ...inputs, profile: 'work' }));
    fs.rmSync(ini);
    fs.rmSync(configFile(job));
    const [post] = await job.finish();
    succeeded(post as StepResult);
    expect([fs.readFileSync(ini, 'utf8'), fs.readFileSync(configFile(job), 'utf8')]).toEqual(before);
  });

  test.each([
    ['empty', ''],
    ['of white space', ' \n'],
    ['an empty object', '{}'],
    ['without a list of profiles', '{"current":"gone"}'],
    ['with an empty list', '{"current":"","profiles":[],"meta_path":""}'],
    ['with null for a list', '{"current":"","profiles":null}'],
  ])('that are %s take the profile and are the same after post', async (_, content) => {
    const job = scene.job();
    job.write('home/.aliyun/config.json', content);
    const { outputs } = succeeded(await job.login({ ...OIDC, profile: 'work' }));
    expect(configOf(job).current).toBe('work');
    expect(await consume(job)).toMatchObject({ arn: outputs['arn'] });
  });
});

describe('the owner’s files, where the claims beside them are gone,', () => {
  const key = { name: 'a', mode: 'AK', access_key_id: 'LTAI-owner', access_key_secret: 'owners-own-secret' };

  test.each([
    ['no profile', { current: 'default', profiles: [], mine: 1 }],
    ['another profile, and a current one that is not there', { current: 'gone', profiles: [key] }],
  ])('and our entry too, stay as they are: %s', async (_, config) => {
    const job = scene.job();
    job.secrets.push('owners-own-secret');
    job.leaves.push(/config\.json/);
    const text = JSON.stringify(config);
    const file = job.write('home/.aliyun/config.json', text);
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    fs.rmSync(`${file}.claims`);
    fs.writeFileSync(file, text);
    await job.finish();
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
  });

  test('do not become those of a user who wrote them then (needs root)', async ({ skip }) => {
    if (!has.otherUsers) skip();
    const job = scene.job();
    const folder = path.join(job.root, 'sticky');
    fs.mkdirSync(folder);
    fs.chmodSync(folder, 0o1777);
    const inputs = { ...OIDC, profile: 'work', 'credentials-file': path.join(folder, 'credentials.ini') };
    succeeded(await job.login(inputs));
    // The job dies, and somebody else comes before the next.
    for (const name of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, name), { recursive: true });
    fs.rmSync(inputs['credentials-file']);
    fs.writeFileSync(
      inputs['credentials-file'],
      '[default]\ntype = access_key\naccess_key_id = LTAI-stranger\n',
    );
    fs.chownSync(inputs['credentials-file'], STRANGER, STRANGER);
    succeeded(await job.login(inputs));
    expect(fs.readFileSync(inputs['credentials-file'], 'utf8')).not.toContain('stranger');
    await job.finish();
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmdirSync(folder);
  });
});

describe('credentials-file', () => {
  test('is made where nothing is, its folders too, and goes without a trace', async () => {
    const job = scene.job();
    const ini = path.join(job.home, 'some', 'where', 'new', 'credentials.ini');
    const result = succeeded(await job.login({ ...OIDC, profile: 'work', 'credentials-file': ini }));
    expect(result.exported['ALIBABA_CLOUD_CREDENTIALS_FILE']).toBe(ini);
    expect(iniOf(result)['work']).toMatchObject({ type: 'sts' });
    expectPrivate(ini);
  });

  test('may begin with ~/ and may lie under RUNNER_TEMP', async () => {
    const job = scene.job();
    const home = succeeded(await job.login({ ...OIDC, profile: 'a', 'credentials-file': '~/mine.ini' }));
    expect(home.outputs['credentials-file']).toBe(path.join(job.home, 'mine.ini'));
    const chosen = path.join(job.temp, 'mine.ini');
    const temp = succeeded(await job.login({ ...OIDC, profile: 'b', 'credentials-file': chosen }));
    expect(temp.outputs['credentials-file']).toBe(chosen);
  });

  test.each([
    ['in the workspace', (job: WatchedJob) => path.join(job.workspace, 'credentials.ini')],
    ['in the workspace by a detour', (job: WatchedJob) => `${job.temp}/../workspace/x/credentials.ini`],
    ['relative', () => 'credentials.ini'],
    ['relative to a parent', () => '../home/credentials.ini'],
  ])('%s is refused by name', async (_, file) => {
    const job = scene.job();
    const message = refusalOf(await job.login({ ...OIDC, profile: 'work', 'credentials-file': file(job) }));
    expect(message).toContain('credentials-file');
  });

  test.skipIf(!has.symbolicLinks)(
    'that leads into the workspace through a linked folder is refused (needs symbolic links)',
    async () => {
      const job = scene.job();
      fs.symlinkSync(job.workspace, path.join(job.home, 'link'));
      const file = path.join(job.home, 'link', 'credentials.ini');
      const message = refusalOf(await job.login({ ...OIDC, profile: 'work', 'credentials-file': file }));
      expect(message).toContain(path.join(job.home, 'link'));
    },
  );

  test.skipIf(!has.symbolicLinks)(
    'in the workspace is refused also where a folder further up is a link into it (needs symbolic links)',
    async () => {
      const job = scene.job();
      fs.mkdirSync(path.join(job.workspace, 'sub'));
      fs.symlinkSync(job.workspace, path.join(job.home, 'link'));
      const file = path.join(job.home, 'link', 'sub', 'credentials.ini');
      refusalOf(await job.login({ ...OIDC, profile: 'work', 'credentials-file': file }));
    },
  );
});

describe('what stands in the way of a profile', () => {
  const inputs = { ...OIDC, profile: 'work', 'export-env': 'true' };

  test.each([
    ['no JSON', '{"profiles": ['],
    ['JSON with comments', '{"profiles": [] /* mine */}'],
    ['a list', '[]'],
    ['JSON whose profiles are an object', '{"profiles": {"work": {}}}'],
    ['JSON with a profile twice', '{"profiles": [{"name": "work"}, {"name": "work"}]}'],
    ['JSON with a byte order mark', '\ufeff{"profiles": []}'],
  ])('is a config.json that is %s: it is left alone and named', async (_, content) => {
    const job = scene.job();
    job.write('home/.aliyun/config.json', content);
    expect(refusalOf(await job.login(inputs))).toContain(configFile(job));
    expect(job.read(configFile(job))).toBe(content);
  });

  test.each([
    ['JSON', '{"profiles": []}'],
    ['ini with a line that is nothing', '[a]\ntype = sts\nwhat is this\n'],
    ['ini with the profile twice', '[work]\na = b\n[work]\nc = d\n'],
    ['ini with a byte order mark', '\ufeff[other]\ntype = sts\n'],
    ['ini with a broken header', '[work\ntype = sts\n'],
  ])('is a credentials.ini that is %s: it is left alone and named', async (_, content) => {
    const job = scene.job();
    const ini = job.write('home/credentials.ini', content);
    expect(refusalOf(await job.login({ ...inputs, 'credentials-file': ini }))).toContain(ini);
    expect(job.read(ini)).toBe(content);
    expect(fs.existsSync(configFile(job))).toBe(false);
  });

  test('is a file that is not UTF-8', async () => {
    const job = scene.job();
    const file = job.write('home/.aliyun/config.json', '');
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    fs.writeFileSync(file, bytes);
    expect(refusalOf(await job.login(inputs))).toContain(file);
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });

  test.skipIf(!has.symbolicLinks)('is a link at ~/.aliyun (needs symbolic links)', async () => {
    const job = scene.job();
    fs.mkdirSync(path.join(job.home, 'elsewhere'));
    fs.symlinkSync('elsewhere', path.join(job.home, '.aliyun'));
    expect(refusalOf(await job.login(inputs))).toContain(path.join(job.home, '.aliyun'));
  });

  test.skipIf(!has.symbolicLinks)(
    'is a link at config.json, also one that leads nowhere (needs symbolic links)',
    async () => {
      const job = scene.job();
      const folder = path.join(job.home, '.aliyun');
      fs.mkdirSync(folder);
      fs.symlinkSync('/nowhere/at/all', path.join(folder, 'config.json'));
      expect(refusalOf(await job.login(inputs))).toContain(path.join(folder, 'config.json'));
      const other = scene.job();
      const target = other.write('home/real.json', OWNERS_CONFIG);
      fs.mkdirSync(path.join(other.home, '.aliyun'));
      fs.symlinkSync(target, path.join(other.home, '.aliyun', 'config.json'));
      expect(refusalOf(await other.login(inputs))).toContain(configFile(other));
    },
  );

  test.skipIf(!has.symbolicLinks)(
    'is a link or a folder at credentials-file (needs symbolic links)',
    async () => {
      const job = scene.job();
      const target = job.write('home/real.ini', OWNERS_INI);
      const link = path.join(job.home, 'link.ini');
      fs.symlinkSync(target, link);
      expect(refusalOf(await job.login({ ...inputs, 'credentials-file': link }))).toContain(link);
      const other = scene.job();
      expect(refusalOf(await other.login({ ...inputs, 'credentials-file': other.home }))).toContain(
        other.home,
      );
    },
  );

  test('is a folder at config.json, or a file at ~/.aliyun', async () => {
    const job = scene.job();
    fs.mkdirSync(configFile(job), { recursive: true });
    expect(refusalOf(await job.login(inputs))).toContain(configFile(job));
    const other = scene.job();
    other.write('home/.aliyun', 'a file');
    expect(refusalOf(await other.login(inputs))).toContain(path.join(other.home, '.aliyun'));
  });

  test.skipIf(!has.permissionBits)(
    'is a home folder that may not be written to (needs permission bits)',
    async () => {
      const job = scene.job();
      const as = unprivileged(job);
      fs.chmodSync(job.home, 0o500);
      expect(refusalOf(await job.login(inputs, as))).toContain(path.join(job.home, '.aliyun'));
      await job.finish(as);
    },
  );

  test.skipIf(!has.permissionBits)(
    'is a config.json that may not be read (needs permission bits)',
    async () => {
      const job = scene.job();
      job.write('home/.aliyun/config.json', OWNERS_CONFIG);
      const as = unprivileged(job);
      fs.chmodSync(configFile(job), 0o200);
      expect(refusalOf(await job.login(inputs, as))).toContain(configFile(job));
      await job.finish(as);
    },
  );

  test.each([
    ['# begins a comment', 'abcdefgh#ijkl'],
    ['; begins one too', 'abcdefgh;ijkl'],
    ['% is a substitution', 'abcdefgh%ijkl'],
    ['a quote', 'abcdefgh"ijkl'],
    ['an apostrophe', "abcdefgh'ijkl"],
    ['&', 'abcdefgh&ijkl'],
    ['spaces at its ends', ' abcdefghijkl '],
  ])('is a secret that the readers of an ini do not agree on (%s): refused by name', async (_, secret) => {
    const id = `LTAI5tIni${Buffer.from(secret).toString('hex')}`;
    scene.emulator.world.addUser({
      account: SAMPLE.account,
      name: 'x',
      accessKeyId: id,
      accessKeySecret: secret,
    });
    const job = scene.job();
    const key = { 'access-key-id': id, 'access-key-secret': secret };
    const message = refusalOf(await job.login({ ...key, profile: 'work', 'export-env': 'true' }));
    expect(message).toContain('profile');
    expect(message).toContain('access-key-secret');
    expect(job.requests).toEqual([]);
  });

  test('is not a secret with + / and =', async () => {
    const secret = 'abc+def/ghi==';
    const id = 'LTAI5tPlusSlashEquals';
    scene.emulator.world.addUser({
      account: SAMPLE.account,
      name: 'x',
      accessKeyId: id,
      accessKeySecret: secret,
    });
    const job = scene.job();
    const key = { 'access-key-id': id, 'access-key-secret': secret };
    succeeded(await job.login({ ...key, profile: 'work' }));
    expect(await consume(job)).toMatchObject({ accessKeySecret: secret });
    const inIni = await consume(job, { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' });
    expect(inIni).toMatchObject({ accessKeySecret: secret });
  });

  test('is a RUNNER_TEMP that is not set or not there', async () => {
    const unset = scene.job({ RUNNER_TEMP: '' });
    expect(refusalOf(await unset.login(inputs))).toContain('RUNNER_TEMP');
    const missing = scene.job();
    missing.env['RUNNER_TEMP'] = path.join(missing.root, 'missing');
    expect(refusalOf(await missing.login(inputs))).toContain(path.join(missing.root, 'missing'));
  });

  test.each(['itself', 'a folder in it', 'a folder in it that is not there'])(
    'is a RUNNER_TEMP in the workspace: %s',
    async (which) => {
      const job = scene.job();
      const folder = which === 'itself' ? job.workspace : path.join(job.workspace, 'temp');
      if (which === 'a folder in it') {
        fs.mkdirSync(folder);
        job.leaves.push(/^workspace\/temp$/);
      }
      job.env['RUNNER_TEMP'] = folder;
      expect(refusalOf(await job.login(inputs))).toContain(`RUNNER_TEMP (${folder}) is in the workspace`);
    },
  );

  test.skipIf(!has.symbolicLinks)(
    'is a RUNNER_TEMP that is a link into the workspace (needs symbolic links)',
    async () => {
      const job = scene.job();
      const link = path.join(job.root, 'link');
      fs.symlinkSync(job.workspace, link);
      job.env['RUNNER_TEMP'] = link;
      expect(refusalOf(await job.login(inputs))).toContain(`RUNNER_TEMP (${link}) is in the workspace`);
    },
  );

  // A job of root's could write into it, and whoever made it first could read the secret.
  test.skipIf(!has.otherUsers).each([
    ['empty', 'credentials.ini', ''],
    ['with a profile', 'credentials.ini', '[work]\ntype = sts\n'],
    ['the list of logins beside it', 'credentials.ini.claims', '{}'],
  ])(
    'is a file that another user made first in a sticky folder: %s (needs root)',
    async (_, name, content) => {
      const job = scene.job();
      const folder = path.join(job.root, 'sticky');
      const planted = job.write(`sticky/${name}`, content, 0o644);
      fs.chmodSync(folder, 0o1777);
      fs.chownSync(planted, STRANGER, STRANGER);
      const file = path.join(folder, 'credentials.ini');
      const message = refusalOf(await job.login({ ...inputs, 'credentials-file': file }));
      expect(message).toContain(`${planted} belongs to another user`);
      expect(fs.readFileSync(planted, 'utf8')).toBe(content);
      expect(fs.statSync(planted)).toMatchObject({ uid: STRANGER, gid: STRANGER });
      expect(fs.readdirSync(folder)).toEqual([name]);
    },
  );

  test.skipIf(!has.permissionBits)(
    'is a RUNNER_TEMP that may not be written to (needs permission bits)',
    async () => {
      const closed = scene.job();
      const as = unprivileged(closed);
      fs.chmodSync(closed.temp, 0o500);
      expect(refusalOf(await closed.login(inputs, as))).toContain(closed.temp);
      await closed.finish(as);
    },
  );
});

describe('the aliyun CLI, between login and post,', () => {
  /** What `aliyun configure delete --profile work` leaves of a file that holds nothing else. */
  const emptied = (extra: object): string =>
    `${JSON.stringify({ current: 'default', profiles: [], ...extra }, null, '\t')}\n`;

  test.each([
    ['as newer ones write it', {}],
    ['as older ones write it', { meta_path: '' }],
  ])(
    'deletes our profile from a file that was not there before: post removes the file (%s)',
    async (_, extra) => {
      const job = scene.job();
      succeeded(await job.login({ ...OIDC, profile: 'work' }));
      fs.writeFileSync(configFile(job), emptied(extra));
      const [post] = await job.finish();
      expect(succeeded(post as StepResult).annotations).toEqual([]);
      expect(fs.existsSync(path.join(job.home, '.aliyun'))).toBe(false);
    },
  );

  test('deletes one of two: the other login still takes back its own, and the file goes with it', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    succeeded(await job.login({ ...OIDC, profile: 'other' }));
    const config = JSON.parse(fs.readFileSync(configFile(job), 'utf8'));
    const profiles = config.profiles.filter(({ name }: { name: string }) => name !== 'work');
    fs.writeFileSync(
      configFile(job),
      JSON.stringify({ ...config, current: 'default', profiles }, null, '\t'),
    );
    for (const post of await job.finish()) expect(succeeded(post).annotations).toEqual([]);
    expect(fs.existsSync(path.join(job.home, '.aliyun'))).toBe(false);
  });

  test('deletes our profile, which had replaced the owner’s: the owner’s comes back', async () => {
    const job = scene.job();
    const mine = { name: 'work', mode: 'AK', access_key_id: 'LTAI-mine', access_key_secret: 'mine-alone' };
    job.secrets.push('mine-alone');
    job.leaves.push(/config\.json/);
    job.write('home/.aliyun/config.json', JSON.stringify({ current: 'work', profiles: [mine] }));
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    fs.writeFileSync(configFile(job), emptied({ meta_path: '' }));
    await job.finish();
    const left = JSON.parse(fs.readFileSync(configFile(job), 'utf8'));
    expect(left.profiles).toEqual([mine]);
  });
});

describe('an owner’s profile of the same name', () => {
  /** The fields that say how the CLI works, each with a value of its own. */
  const SETTINGS = {
    region_id: 'eu-central-1',
    output_format: 'table',
    language: 'zh',
    site: 'intl',
    endpoint_type: 'vpc',
    sts_region: 'eu-central-1',
    sts_endpoint: 'sts.eu-central-1.aliyuncs.com',
    enable_vpc: true,
    retry_timeout: 7,
    connect_timeout: 8,
    read_timeout: 9,
    retry_count: 3,
    bearer_token_header_key: 'X-Token',
    auto_plugin_install: true,
  };
  /** Those that say who it is. */
  const WHO = {
    mode: 'RamRoleArn',
    access_key_id: 'LTAI-owner',
    access_key_secret: 'owners-own-secret',
    ram_role_arn: SAMPLE.deploy2,
    ram_session_name: 'owner',
    policy: '{}',
    external_id: 'of-the-owner',
    source_profile: 'other',
    expired_seconds: 900,
  };

  test.each([
    ['an STS credential', () => OIDC, ['access_key_id', 'access_key_secret', 'mode', 'name', 'sts_token']],
    ['a key', () => userKey(scene.emulator), ['access_key_id', 'access_key_secret', 'mode', 'name']],
    [
      'a bearer token',
      () => ({ 'bearer-token': 'a-bearer-token-of-ours' }),
      ['bearer_token', 'mode', 'name'],
    ],
  ])('keeps its settings, and nothing of who it was, while %s is in its place', async (_, inputs, fields) => {
    const job = scene.job();
    job.secrets.push('owners-own-secret', 'a-bearer-token-of-ours');
    const text = JSON.stringify(
      { current: 'work', profiles: [{ name: 'work', ...WHO, ...SETTINGS }] },
      null,
      2,
    );
    job.write('home/.aliyun/config.json', text);
    job.leaves.push(/config\.json/);
    succeeded(await job.login({ ...inputs(), profile: 'work' }));
    const [profile] = JSON.parse(fs.readFileSync(configFile(job), 'utf8')).profiles;
    expect(profile).toMatchObject(SETTINGS);
    expect(
      Object.keys(profile)
        .filter((name) => !(name in SETTINGS))
        .sort(),
    ).toEqual(fields);
    expect(profile.access_key_id).not.toBe('LTAI-owner');
    await job.finish();
    expect(fs.readFileSync(configFile(job), 'utf8')).toBe(text);
  });

  test('gives way to the region that the workflow names', async () => {
    const job = scene.job();
    job.secrets.push('owners-own-secret');
    job.leaves.push(/config\.json/);
    job.write(
      'home/.aliyun/config.json',
      JSON.stringify({ current: 'work', profiles: [{ name: 'work', ...WHO, ...SETTINGS }] }),
    );
    succeeded(await job.login({ ...OIDC, profile: 'work', region: 'cn-beijing' }));
    const [profile] = JSON.parse(fs.readFileSync(configFile(job), 'utf8')).profiles;
    expect(profile).toMatchObject({ ...SETTINGS, region_id: 'cn-beijing' });
  });
});
