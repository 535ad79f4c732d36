/** A workflow of ours on a real runner: act in host mode, `uses: ./`, the emulator as GitHub and STS. */

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import type { Checks } from './checks.ts';
import { ACTION_FOLDER, BIN, CACHE, HERE } from './paths.ts';
import { runtimeEnv } from './scene.ts';

const TIME_LIMIT = 120_000;

export async function runWorkflow(emulator: Emulator, scratch: string, checks: Checks): Promise<void> {
  const folder = fs.mkdtempSync(path.join(scratch, 'act-'));
  const [home, cache, repository] = ['home', 'cache', 'repository'].map((name) => {
    const made = path.join(folder, name);
    fs.mkdirSync(made);
    return made;
  }) as [string, string, string];
  const issued = emulator.world.sessions.size;
  makeRepository(repository, home);
  const { exitCode, log } = await act(emulator, { folder, home, cache, repository });
  const jobs = ['environment', 'profiles'].map((name) =>
    log.split('\n').filter((line) => new RegExp(`^\\[interop/${name} *\\]`).test(line)),
  );
  const [environment = [], profiles = []] = jobs;
  const has = (lines: readonly string[], pattern: RegExp): boolean =>
    lines.some((line) => pattern.test(line));
  const account = (id: string, role: string): RegExp =>
    new RegExp(`INTEROP .*"arn":"acs:ram::${id}:assumed-role/${role}/`);
  const expect = (name: string, holds: boolean): void =>
    checks.expect(`act: ${name}`, holds, log.slice(-6000));

  expect('both jobs succeed', exitCode === 0);
  expect('a later step’s SDK is the role', has(environment, account(SAMPLE.account, 'deploy')));
  expect('a step that may not log in fails, and the job goes on', has(environment, /\| refused: failure/));
  expect('outputs reach later steps', has(environment, /\| login: acs:ram::.*assumed-role\/deploy\//));
  expect('nothing is left for the next job', has(profiles, /\| leftovers: 0/));
  expect('the first of two profiles is one account', has(profiles, account(SAMPLE.account, 'deploy')));
  expect('the second is another', has(profiles, account(SAMPLE.otherAccount, 'target')));
  expect(
    'post steps run, last step first',
    JSON.stringify(jobs.map(postSteps)) ===
      JSON.stringify([
        ['Fail to log in', 'Log in'],
        ['Log in to the second account', 'Log in to the first account'],
      ]),
  );
  expect('no post step fails', !has(log.split('\n'), /❌.*Post/));
  const secrets = [...emulator.world.sessions.values()]
    .slice(issued)
    .flatMap(({ accessKeyId, accessKeySecret, securityToken }) => [
      accessKeyId,
      accessKeySecret,
      securityToken,
    ]);
  expect('the log holds no secret', secrets.length > 0 && !secrets.some((secret) => log.includes(secret)));
  const left = filesBelow(folder).filter((file) =>
    secrets.some((secret) => fs.readFileSync(file, 'utf8').includes(secret)),
  );
  checks.expect('act: no file holds a secret', left.length === 0, left.join('\n'));
  const ours = filesBelow(home).filter((file) => /\/\.(aliyun|alibabacloud)\//.test(file));
  checks.expect('act: the home folder is as it was', ours.length === 0, ours.join('\n'));
}

function postSteps(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const name = /⭐ Run Post (.*)$/.exec(line)?.[1];
    return name === undefined || name.startsWith('actions/') ? [] : [name];
  });
}

/** A repository that holds the action and the workflow; act takes names and revisions from it. */
function makeRepository(folder: string, home: string): void {
  for (const name of ['action.yml', 'dist'])
    fs.cpSync(path.join(ACTION_FOLDER, name), path.join(folder, name), { recursive: true });
  const workflows = path.join(folder, '.github/workflows');
  fs.mkdirSync(workflows, { recursive: true });
  fs.copyFileSync(path.join(HERE, 'act/workflow.yml'), path.join(workflows, 'interop.yml'));
  const git = (...parameters: string[]): void => {
    const identity = ['-c', 'user.name=Octocat', '-c', 'user.email=octocat@example.com'];
    execFileSync('git', [...identity, ...parameters], {
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
    });
  };
  git('init', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://github.com/octo-org/octo-repo');
  git('add', '.');
  git('commit', '--message=Interop');
}

interface Folders {
  readonly folder: string;
  readonly home: string;
  readonly cache: string;
  readonly repository: string;
}

async function act(
  emulator: Emulator,
  { folder, home, cache, repository }: Folders,
): Promise<{ exitCode: number | null; log: string }> {
  const child = spawn(
    path.join(BIN, 'act'),
    [
      ...['workflow_dispatch', '--directory', repository, '--workflows', '.github/workflows/interop.yml'],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--pull=false', '--action-offline-mode'],
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...runtimeEnv(emulator, home, folder),
        ...emulator.clientEnv(),
        ...emulator.githubEnv(),
        // It runs `node` from here: the version that action.yml asks for.
        PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        HOME: home,
        XDG_CACHE_HOME: cache,
        XDG_CONFIG_HOME: path.join(home, '.config'),
        // It would ask its makers for a newer version.
        ACT_DISABLE_VERSION_CHECK: '1',
        CONSUMER: path.join(CACHE, 'node/who.mjs'),
      },
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  clearTimeout(timer);
  return { exitCode, log };
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
