/** A workflow of ours on a real runner: act in host mode, `uses: ./`, the emulator as GitHub and STS. */

import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import { act, filesBelow, makeBench } from './act.ts';
import type { Checks } from './checks.ts';
import { ACTION_FOLDER, CACHE, HERE } from './paths.ts';
import { runtimeEnv } from './scene.ts';

export async function runWorkflow(emulator: Emulator, scratch: string, checks: Checks): Promise<void> {
  const bench = makeBench(scratch, fill);
  const { folder, home } = bench;
  const issued = emulator.world.sessions.size;
  const { exitCode, log } = await act(bench, 'workflow_dispatch', 'interop.yml', {
    env: {
      ...runtimeEnv(emulator, home, folder),
      ...emulator.clientEnv(),
      ...emulator.githubEnv(),
      CONSUMER: path.join(CACHE, 'node/who.mjs'),
    },
  });
  const jobs = ['environment', 'profiles', 'beside'].map((name) =>
    log.split('\n').filter((line) => new RegExp(`^\\[interop/${name} *\\]`).test(line)),
  );
  const [environment = [], profiles = [], beside = []] = jobs;
  const has = (lines: readonly string[], pattern: RegExp): boolean =>
    lines.some((line) => pattern.test(line));
  const account = (id: string, role: string): RegExp =>
    new RegExp(`INTEROP .*"arn":"acs:ram::${id}:assumed-role/${role}/`);
  const expect = (name: string, holds: boolean): void =>
    checks.expect(`act: ${name}`, holds, log.slice(-6000));

  expect('all jobs succeed', exitCode === 0);
  expect('a later step’s SDK is the role', has(environment, account(SAMPLE.account, 'deploy')));
  expect('a step that may not log in fails, and the job goes on', has(environment, /\| refused: failure/));
  expect('outputs reach later steps', has(environment, /\| login: acs:ram::.*assumed-role\/deploy\//));
  expect('nothing is left for the next job', has(profiles, /\| leftovers: 0/));
  expect('the first of two profiles is one account', has(profiles, account(SAMPLE.account, 'deploy')));
  expect('the second is another', has(profiles, account(SAMPLE.otherAccount, 'target')));
  expect('check says that this job is trusted', has(beside, /\| .*role\/deploy would trust this job/));
  expect('check fails where it is not', has(beside, /\| untrusted: failure/));
  expect('a dry run sends nothing and exports nothing', has(beside, /\| dry run: \[\]/));
  expect(
    'a login in the middle of the job is whom it should be',
    has(beside, account(SAMPLE.account, 'deploy')),
  );
  expect('a logout leaves nothing to later steps', has(beside, /\| after the logout: \[\], profiles: 0/));
  expect(
    'post steps run, last step first',
    JSON.stringify(jobs.map(postSteps)) ===
      JSON.stringify([
        ['Fail to log in', 'Log in'],
        ['Log in to the second account', 'Log in to the first account'],
        ['Log in', 'Tell what a login would do'],
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

/** The action and the workflow. */
function fill(repository: string): void {
  for (const name of ['action.yml', 'acr-login', 'check', 'logout', 'dist'])
    fs.cpSync(path.join(ACTION_FOLDER, name), path.join(repository, name), { recursive: true });
  const workflows = path.join(repository, '.github/workflows');
  fs.mkdirSync(workflows, { recursive: true });
  fs.copyFileSync(path.join(HERE, 'act/workflow.yml'), path.join(workflows, 'interop.yml'));
}
