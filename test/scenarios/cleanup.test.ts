/** The post step: everything undone, also after a step that was killed, and never a failed job. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  ACTION,
  each,
  KEY_IDS,
  KEY_SECRETS,
  OIDC,
  OWNERS_CONFIG,
  PROFILE_VARIABLES,
  REGIONS,
  ROOT,
  refusalOf,
  setScene,
  succeeded,
  TOKENS,
  unprivileged,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

const ALL = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS];

/** Expects that every variable of the job has the value it had at the start, or is empty. */
function expectUndone(job: WatchedJob, before: Readonly<Record<string, string>>): void {
  for (const name of [...ALL, ...REGIONS, ...PROFILE_VARIABLES]) {
    expect(job.env[name] ?? '', name).toBe(before[name] ?? '');
  }
}

describe('post', () => {
  test('sets what was exported empty, and removes every file', async () => {
    const job = scene.job();
    const before = { ...job.env };
    succeeded(await job.login({ ...OIDC, region: 'cn-hangzhou' }));
    const [post] = await job.finish();
    expect(succeeded(post as never).exported).toEqual(each([...ALL, ...REGIONS], ''));
    expect(post?.annotations).toEqual([]);
    expectUndone(job, before);
  });

  test('restores what stood in the job before, secrets too, which the state holds nowhere in clear', async () => {
    const standing = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'standing-secret\nwith-two-lines ',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'standing-token+/==',
      ALICLOUD_REGION: 'eu-central-1',
    };
    const job = scene.job(standing);
    job.secrets.push(...Object.values(standing).slice(0, 3));
    const before = { ...job.env };
    const main = succeeded(await job.login({ ...OIDC, region: 'cn-hangzhou' }));
    expect(main.exported['ALICLOUD_REGION']).toBe('cn-hangzhou');
    const [post] = await job.finish();
    expect(post?.exported).toMatchObject(standing);
    expectUndone(job, before);
    expect(post?.raw.split(/\r?\n/)).toContain('::add-mask::standing-token+/==');
  });

  test('needs no JSON editor for a config.json that nobody else has changed', async () => {
    const job = scene.job();
    const folder = path.join(job.home, '.aliyun');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'config.json'), OWNERS_CONFIG);
    const copy = path.join(job.root, 'dist');
    fs.cpSync(path.join(ROOT, 'dist'), copy, { recursive: true });
    for (const chunk of ['edit-config-json.js', 'jsonc-parser.js']) fs.rmSync(path.join(copy, 'post', chunk));
    const action = { main: ACTION.main, post: path.join(copy, 'post/index.js') };
    succeeded(await job.login({ ...OIDC, profile: 'deploy' }, { action }));
    const [post] = await job.finish();
    expect(warningsOf(succeeded(post as never))).toEqual([]);
    expect(fs.readFileSync(path.join(folder, 'config.json'), 'utf8')).toBe(OWNERS_CONFIG);
  });

  test('undoes two steps, last first', async () => {
    const job = scene.job({ ALICLOUD_ACCESS_KEY: 'LTAI5tStandingKeyId' });
    const before = { ...job.env };
    const first = succeeded(await job.login({ ...OIDC, region: 'cn-beijing' }));
    succeeded(await job.login({ ...userKey(scene.emulator), region: 'cn-shanghai' }));
    const [second, last] = await job.finish();
    expect({ ...second?.exported }).toMatchObject({
      ALIBABA_CLOUD_ACCESS_KEY_ID: first.outputs['access-key-id'],
      ALIBABA_CLOUD_SECURITY_TOKEN: first.outputs['security-token'],
      OSS_REGION: 'cn-beijing',
    });
    expect(last?.exported['ALICLOUD_ACCESS_KEY']).toBe('LTAI5tStandingKeyId');
    expectUndone(job, before);
  });

  test('leaves alone what a later step has set for itself', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, region: 'cn-beijing' }));
    Object.assign(job.env, { OSS_REGION: 'cn-shanghai', OSS_ACCESS_KEY_ID: 'LTAI5tSomebodyElse' });
    const [post] = await job.finish();
    expect(Object.keys(post?.exported ?? {})).not.toContain('OSS_REGION');
    expect(job.env).toMatchObject({ OSS_REGION: 'cn-shanghai', OSS_ACCESS_KEY_ID: 'LTAI5tSomebodyElse' });
    expect(job.env['OSS_ACCESS_KEY_SECRET']).toBe('');
  });

  test('decides by what main did, not by its inputs', async () => {
    const job = scene.job();
    succeeded(await job.login(OIDC));
    const [post] = await job.finish({ env: { INPUT_CLEANUP: 'false', 'INPUT_EXPORT-ENV': 'false' } });
    expect(post?.exported).toEqual(each(ALL, ''));
  });

  test('does nothing where cleanup is false', async () => {
    const job = scene.job();
    job.leaves.push(/./);
    const main = succeeded(
      await job.login({ ...OIDC, profile: 'kept', 'export-env': 'true', cleanup: 'false' }),
    );
    const [post] = await job.finish();
    expect(succeeded(post as never).exported).toEqual({});
    expect(fs.existsSync(main.outputs['oidc-token-file'] ?? '')).toBe(true);
    expect(fs.existsSync(main.outputs['credentials-file'] ?? '')).toBe(true);
    expect(job.read('home/.aliyun/config.json')).toContain('"kept"');
  });

  test('makes no request', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    const asked = job.requests.length;
    await job.finish();
    expect(job.requests).toHaveLength(asked);
  });
});

describe('post finds another world than main left, and', () => {
  const SECRET = 'owners-own-secret-of-the-profile';
  const REPLACED = `{"current":"work","profiles":[{"name":"work","mode":"AK","access_key_id":"LTAI-w","access_key_secret":"${SECRET}"}]}`;
  const config = 'home/.aliyun/config.json';

  /** Rewrites config.json as another program would. */
  const rewrite = (job: WatchedJob): void =>
    void job.write(config, JSON.stringify({ ...JSON.parse(job.read(config)), meta_path: 'changed' }));

  test('takes the profile out of a file that was empty before', async () => {
    for (const empty of ['', ' \n']) {
      const job = scene.job();
      job.write(config, empty);
      succeeded(await job.login({ ...OIDC, profile: 'work' }));
      rewrite(job);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(job.read(config)).toBe(empty);
      job.leaves.push(/config\.json/);
    }
  });

  test.skipIf(!has.symbolicLinks)(
    'takes it out of a file that was moved, with a link in its place (needs symbolic links)',
    async () => {
      const job = scene.job();
      job.write(config, OWNERS_CONFIG);
      succeeded(await job.login({ ...OIDC, profile: 'work' }));
      rewrite(job);
      fs.mkdirSync(path.join(job.home, 'dotfiles'));
      fs.renameSync(path.join(job.root, config), path.join(job.home, 'dotfiles/config.json'));
      fs.symlinkSync('../dotfiles/config.json', path.join(job.root, config));
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(job.read('home/dotfiles/config.json')).not.toContain('"work"');
      expect(fs.readlinkSync(path.join(job.root, config))).toBe('../dotfiles/config.json');
      job.leaves.push(/config\.json/, /dotfiles/);
    },
  );

  test('keeps the profile that stood in its place where it cannot be put back', async () => {
    const job = scene.job();
    job.write(config, REPLACED);
    job.secrets.push(SECRET);
    job.leaves.push(/config\.json/);
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    fs.appendFileSync(path.join(job.root, config), 'garbage');
    const [post] = await job.finish();
    const kept = path.join(job.home, '.aliyun', 'config.json.claims');
    expect(JSON.parse(job.read(kept)).owner.text).toBe(REPLACED);
    expect(warningsOf(post as never).join()).toContain(kept);
    expect(post?.log).not.toContain('Took back');
  });

  test.skipIf(!has.otherUsers)(
    'puts it back where it is in a folder in which nothing can be made (needs root)',
    async () => {
      const job = scene.job();
      job.write(config, REPLACED);
      job.secrets.push(SECRET);
      job.leaves.push(/./);
      const as = unprivileged(job);
      succeeded(await job.login({ ...OIDC, profile: 'work' }, as));
      fs.chmodSync(path.join(job.home, '.aliyun'), 0o555);
      const [post] = await job.finish(as);
      expect(succeeded(post as never).annotations).toEqual([]);
      expect(job.read(config)).toBe(REPLACED);
      expect(job.read('home/.aliyun/config.json.claims')).toBe('');
      fs.chmodSync(path.join(job.home, '.aliyun'), 0o755);
    },
  );

  test('says that it took everything back only where it did', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    job.write(config, 'no json');
    job.leaves.push(/\.aliyun/);
    const [post] = await job.finish();
    expect(warningsOf(post as never).join()).toContain('config.json');
    expect(post?.log).not.toContain('Took back');
  });

  test('takes the credential back from behind the step’s own env', async () => {
    const key = userKey(scene.emulator);
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: key['access-key-id'] ?? '',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key['access-key-secret'] ?? '',
    };
    const job = scene.job();
    const inputs = { 'role-to-assume': SAMPLE.deploy2, 'role-chaining': 'true' };
    succeeded(await job.login(inputs, { env }));
    expect(job.env['ALIBABA_CLOUD_ACCESS_KEY_ID']).toMatch(/^STS\./);
    const [post] = await job.finish();
    expect(succeeded(post as never).annotations).toEqual([]);
    for (const name of ALL) expect(job.env[name], name).toBe('');
  });

  test('leaves a second step’s profile alone that is not to be cleaned up', async () => {
    const job = scene.job();
    job.leaves.push(/./);
    succeeded(await job.login({ ...OIDC, profile: 'first' }));
    const second = succeeded(await job.login({ ...OIDC, profile: 'second', cleanup: 'false' }));
    await job.finish();
    const file = second.outputs['credentials-file'] ?? '';
    expect(job.read(file)).toContain('[second]');
    expect(job.read(config)).toContain('"second"');
    expect(job.read(config)).not.toContain('"first"');
    expect(job.env['ALIBABA_CLOUD_CREDENTIALS_FILE']).toBe(file);
  });
});

describe('a token that an earlier step left', () => {
  const stale = {
    ALIBABA_CLOUD_SECURITY_TOKEN: 'stale-token-of-the-job',
    OSS_SESSION_TOKEN: 'stale-oss-token',
  };

  test('in the job’s env is set empty for a key without one, and restored by post', async () => {
    const job = scene.job(stale);
    job.secrets.push(...Object.values(stale));
    const main = succeeded(await job.login(userKey(scene.emulator)));
    const tokens = Object.fromEntries(
      Object.entries(main.exported).filter(([name]) => TOKENS.includes(name)),
    );
    expect(tokens).toEqual(each(Object.keys(stale), ''));
    await job.finish();
    expect(job.env).toMatchObject(stale);
  });

  test('by this action is set empty for a key without one, and restored by post', async () => {
    const job = scene.job();
    const first = succeeded(await job.login(OIDC));
    const second = succeeded(await job.login(userKey(scene.emulator)));
    expect(second.exported).toMatchObject(each(TOKENS, ''));
    const [undoSecond] = await job.finish();
    expect(undoSecond?.exported).toMatchObject(each(TOKENS, first.outputs['security-token']));
    expect(job.env).toMatchObject(each(ALL, ''));
  });
});

describe('post warns and never fails', () => {
  const run = async (env: Record<string, string>, options = {}) => {
    const job = scene.job();
    const result = await job.run([ACTION.post], { env, ...options });
    job.results.push(result);
    return { job, result };
  };

  test.each([
    ['text that is no JSON', 'login{'],
    ['an object without a folder', '{}'],
    ['a number', '17'],
    ['null', 'null'],
    ['a folder that is none', '{"folder":7}'],
    ['a folder of somebody else', '{"folder":"/tmp"}'],
  ])('about a state that is %s', async (_, state) => {
    const { result } = await run({ STATE_login: state });
    expect(result.exitCode, result.log).toBe(0);
    expect(result.stderr).toBe('');
    expect(result.exported).toEqual({});
    expect(result.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  test('and says nothing where there is nothing to undo', async () => {
    const { result } = await run({});
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toEqual([]);
  });

  test('about entries of its record that are broken, and undoes the rest', async () => {
    const job = scene.job();
    const main = succeeded(await job.login(OIDC));
    const { folder } = JSON.parse(main.state['login'] ?? '');
    const file = path.join(folder, 'login.json');
    const record = JSON.parse(fs.readFileSync(file, 'utf8'));
    const broken = [null, 1, 'x', [], {}, { kind: 'variables' }, { kind: 'profile' }, { kind: 'unknown' }];
    fs.writeFileSync(file, JSON.stringify({ ...record, entries: [...record.entries, ...broken] }));
    const [post] = await job.finish();
    expect(post?.exitCode).toBe(0);
    expect(post?.stderr).toBe('');
    expect(post?.exported).toEqual(each(ALL, ''));
    expect(warningsOf(post as never)).toHaveLength(3);
    expect(fs.readdirSync(job.temp)).toEqual([]);
  });

  // What a wiped RUNNER_TEMP costs: the variables stay, for the post steps of other actions. Files that jobs share say
  // themselves what is ours.
  test('where its record is gone, and takes the profile out of the shared files all the same', async () => {
    const job = scene.job({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId' });
    job.write('home/.aliyun/config.json', OWNERS_CONFIG);
    succeeded(await job.login({ ...OIDC, profile: 'work', 'export-env': 'true' }));
    for (const entry of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, entry), { recursive: true });
    const [post] = await job.finish();
    expect(post?.exitCode, post?.log).toBe(0);
    expect(post?.stderr).toBe('');
    expect(warningsOf(post as never)).toHaveLength(1);
    expect(warningsOf(post as never)[0]).toContain('Variables that it set stay until the job ends');
    expect(post?.exported).toEqual({});
    expect(job.read('home/.aliyun/config.json')).toBe(OWNERS_CONFIG);
    job.leaves.push(/config\.json/);
  });

  test('where its record and the shared files are gone', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, profile: 'work' }));
    for (const entry of fs.readdirSync(job.temp)) fs.rmSync(path.join(job.temp, entry), { recursive: true });
    fs.rmSync(path.join(job.home, '.aliyun'), { recursive: true });
    const [post] = await job.finish();
    expect(post?.exitCode, post?.log).toBe(0);
    expect(post?.stderr).toBe('');
    expect(warningsOf(post as never)).toHaveLength(1);
  });

  test('where GITHUB_ENV is gone, and still removes the files', async () => {
    const job = scene.job();
    succeeded(await job.login(OIDC));
    const [post] = await job.finish({ env: { GITHUB_ENV: path.join(job.root, 'missing', 'file') } });
    expect(post?.exitCode, post?.log).toBe(0);
    expect(warningsOf(post as never).join()).toContain('missing');
    expect(fs.readdirSync(job.temp)).toEqual([]);
  });

  test.skipIf(!has.permissionBits)(
    'about a place that it may not write to, naming it, and still undoes the rest (needs permission bits)',
    async () => {
      const job = scene.job();
      job.write('home/.aliyun/config.json', OWNERS_CONFIG);
      const as = unprivileged(job);
      succeeded(await job.login({ ...OIDC, profile: 'work', 'export-env': 'true' }, as));
      const folder = path.join(job.home, '.aliyun');
      fs.chmodSync(folder, 0o000);
      try {
        const [post] = await job.finish(as);
        expect(post?.exitCode, post?.log).toBe(0);
        expect(post?.stderr).toBe('');
        expect(warningsOf(post as never).join()).toContain(path.join(folder, 'config.json'));
        expect(fs.readdirSync(job.temp)).toEqual([]);
        for (const name of ALL) expect(job.env[name]).toBe('');
      } finally {
        fs.chmodSync(folder, 0o700);
        job.leaves.push(/config\.json/);
      }
    },
  );
});

describe('a step that fails half-way', () => {
  test('leaves nothing: no variable, no output, no file, before post has run', async () => {
    const job = scene.job();
    job.write('home/.alibabacloud/keep', 'x');
    job.write('home/.aliyun/config.json', 'no json');
    const message = refusalOf(await job.login({ ...OIDC, profile: 'work', 'export-env': 'true' }));
    expect(message).toContain(path.join(job.home, '.aliyun', 'config.json'));
    expect(fs.readdirSync(job.temp)).toEqual([]);
  });

  test.skipIf(!has.permissionBits)(
    'between its files takes the first one back (needs permission bits)',
    async () => {
      const job = scene.job();
      const as = unprivileged(job);
      const ini = path.join(job.home, 'credentials.ini');
      const folder = path.join(job.home, '.aliyun');
      fs.mkdirSync(folder, { mode: 0o500 });
      if (as.uid !== undefined) fs.chownSync(folder, as.uid, as.uid);
      const inputs = { ...OIDC, profile: 'work', 'credentials-file': ini };
      expect(refusalOf(await job.login(inputs, as))).toContain(path.join(folder, 'config.json'));
      expect(fs.existsSync(ini)).toBe(false);
      await job.finish(as);
    },
  );

  test.skipIf(!has.signals)(
    'when the job is cancelled says so and leaves nothing (needs signals)',
    async () => {
      scene.emulator.faults.queue('sts', { kind: 'hang' });
      const job = scene.job();
      const stop = (child: { kill(signal: NodeJS.Signals): boolean }): void => {
        const wait = setInterval(() => {
          if (job.actions.length === 0) return;
          clearInterval(wait);
          child.kill('SIGINT');
        }, 10);
      };
      const result = await job.login(OIDC, { onStart: stop });
      expect(refusalOf(result)).toMatch(/cancelled/i);
      expect(fs.readdirSync(job.temp)).toEqual([]);
    },
  );
});
