import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { SAMPLE, startEmulator, World, worldFromSeed } from '../../../emulator/emulator.ts';
import { has } from '../../platform.ts';
import { emulate, onCleanup } from './support.ts';

async function folder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'emulator-test-'));
  onCleanup(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

test('the CA file is private and goes away', async () => {
  const directory = await folder();
  const emulator = await startEmulator({ directory });
  if (process.platform !== 'win32') expect((await stat(emulator.caFile)).mode & 0o777).toBe(0o600);
  expect(emulator.clientEnv()).toMatchObject({
    https_proxy: emulator.proxyUrl,
    http_proxy: emulator.proxyUrl,
    no_proxy: '',
    NODE_EXTRA_CA_CERTS: emulator.caFile,
  });
  await emulator.close();
  await emulator.close();
  expect(await readdir(directory)).toEqual([]);
});

test('everything listens on loopback', async () => {
  const { proxyUrl, metadataUrl, credentialsUri } = await emulate();
  for (const url of [proxyUrl, metadataUrl, credentialsUri]) expect(new URL(url).hostname).toBe('127.0.0.1');
});

test('a seed adds to the default world', () => {
  const odd = '+/=%#;\'" &\n';
  const world = worldFromSeed({
    users: [{ account: SAMPLE.account, name: 'odd', accessKeyId: 'LTAI5tOdd', accessKeySecret: odd }],
    rootKeys: [{ account: SAMPLE.otherAccount, accessKeyId: 'LTAI5tRoot' }],
    roles: [{ account: SAMPLE.account, name: 'extra', trustPolicy: { Version: '1', Statement: [] } }],
    providers: [{ account: SAMPLE.otherAccount, name: 'gh', issuer: 'https://x', clientIds: ['a'] }],
    github: { claims: { environment: 'production' }, subjectForm: 'immutable' },
    ecs: { mode: 'normal-only', roleArn: null, regionId: 'eu-central-1', instanceId: 'i-1' },
    credentialsUri: { roleArn: null },
    clockOffset: 1000,
  });
  expect(world.secretOf('LTAI5tOdd')).toBe(odd);
  expect(world.role(SAMPLE.deploy).name).toBe('deploy');
  expect(world.roles.has(`acs:ram::${SAMPLE.account}:role/extra`)).toBe(true);
  expect(world.providers.size).toBe(2);
  expect(world.github.subject).toBe('repo:octo-org@65/octo-repo@74:environment:production');
  expect(world.ecs).toMatchObject({ mode: 'normal-only', roleArn: undefined, regionId: 'eu-central-1' });
  expect(world.now() - Date.now()).toBeGreaterThan(900);
});

test('an empty seed is an empty world, and asking it for what it lacks is an error', () => {
  const world = worldFromSeed({ empty: true });
  expect([world.roles.size, world.accessKeys.size, world.providers.size]).toEqual([0, 0, 0]);
  expect(() => world.role(SAMPLE.deploy)).toThrow('no role');
  expect(() => world.secretOf(SAMPLE.userKey)).toThrow('no access key');
  expect(() => world.expireSession('STS.x')).toThrow('no session');
});

test('security tokens have the length asked for', () => {
  const world = worldFromSeed({});
  for (const length of [16, 704, 8000]) {
    world.securityTokenLength = length;
    expect(world.issueSession(world.role(SAMPLE.deploy), 's', 900).securityToken).toHaveLength(length);
  }
  expect(new World().sessions.size).toBe(0);
});

async function runCli(...args: string[]): Promise<{ output: string; code: number | null; caFile?: string }> {
  const home = await folder();
  const child = spawn(process.execPath, ['emulator/main.ts', ...args], {
    // The current environment without a home: the emulator must not want one.
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('{') || line.startsWith('Stop it') || line.includes('--proxy-auth  ')) break;
  }
  child.kill('SIGTERM');
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  return { output: lines.join('\n'), code };
}

test.skipIf(!has.signals)(
  'the command tells what to set, as JSON, and tidies up when told to stop (needs signals)',
  async () => {
    const file = join(await folder(), 'world.json');
    await writeFile(file, JSON.stringify({ github: { claims: { ref: 'refs/heads/dev' } } }));
    const { output, code } = await runCli('--json', '--world', file, '--proxy-auth', 'a:b');
    const told = JSON.parse(output);
    expect(code).toBe(0);
    expect(told.env).toMatchObject({
      https_proxy: expect.stringMatching(/^http:\/\/a:b@127\.0\.0\.1:\d+$/),
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: expect.any(String),
    });
    expect(told.subject).toBe('repo:octo-org/octo-repo:ref:refs/heads/dev');
    expect(told.roles).toContain(SAMPLE.deploy);
    expect(existsSync(told.caFile)).toBe(false);
  },
);

test.skipIf(!has.signals)('the command tells it to people too (needs signals)', async () => {
  const { output, code } = await runCli();
  expect(code).toBe(0);
  expect(output).toContain("export NODE_EXTRA_CA_CERTS='");
  expect(output).toContain(SAMPLE.userKey);
});
