/** What the bench runs: the built actions, the floor, GitHub's toolkit with Alibaba Cloud's SDK, and peers. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Emulator, SAMPLE, trustsGithub } from '../emulator/emulator.ts';
import { Job, type StepResult } from '../emulator/runner.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const built = (name: string): string => path.join(ROOT, `dist/${name}/index.js`);
export const ACTION = { main: built('main'), post: built('post') };

/** The ports of STS and of GitHub. */
export interface Services {
  readonly sts: number;
  readonly github: number;
}

type Variables = Readonly<Record<string, string>>;

export interface Program {
  readonly name: string;
  /** What Node is given, where `prepare` does not say. */
  readonly node?: readonly string[];
  readonly inputs?: Variables;
  /** Comes before the program in its job, and is not timed. */
  readonly prepare?: (job: Job, services: Services) => Promise<{ node?: readonly string[]; env?: Variables }>;
}

export const BARE: Program = { name: 'bare Node', node: ['-e', '0'] };
export const FLOOR: Program = { name: 'floor', node: [path.join(import.meta.dirname, 'floor.mjs')] };

export const main = (name: string, inputs: Variables = {}): Program => ({
  name,
  node: [ACTION.main],
  inputs,
});

/** The post step of a login with these inputs. */
export const postAfter = (name: string, inputs: Variables): Program => ({
  name,
  node: [ACTION.post],
  prepare: async (job, services) => ({ env: await logIn(job, services, ACTION, inputs) }),
});

/** A post step whose job's folders are gone: everything is undone already. */
export const postAfterAll = (name: string, inputs: Variables): Program => ({
  name,
  node: [ACTION.post],
  prepare: async (job, services) => {
    const env = await logIn(job, services, ACTION, inputs);
    for (const folder of [job.temp, job.home])
      for (const entry of fs.readdirSync(folder)) remove(folder, entry);
    return { env };
  },
});

export const logout = (name: string, inputs: Variables): Program => ({
  name,
  node: [built('logout')],
  prepare: async (job, services) => {
    await logIn(job, services, ACTION, inputs);
    return {};
  },
});

export const check = (name: string): Program => {
  const policy = trustsGithub(['repo:octo-org/octo-repo:*']);
  return { name, node: [built('check')], inputs: { 'trust-policy': JSON.stringify(policy) } };
};

/** The command of a profile that renews itself: what it has, or, when that is old, a new credential. */
export const renewal = (name: string, minutesOld: number): Program => ({
  name,
  prepare: async (job, services) => {
    await logIn(job, services, ACTION, { profile: 'bench', refresh: 'true' });
    const config = JSON.parse(fs.readFileSync(path.join(job.home, '.aliyun/config.json'), 'utf8'));
    const [, ...node] = config.profiles[0].process_command.split(' ');
    const file = path.join(node[1], 'credential.json');
    const cached = JSON.parse(fs.readFileSync(file, 'utf8'));
    const age = minutesOld * 60_000;
    const older = { obtained: cached.obtained - age, expires: cached.expires - age };
    fs.writeFileSync(file, JSON.stringify({ ...cached, ...older }));
    return { node };
  },
});

/** GitHub's toolkit and Alibaba Cloud's SDK as they are, bundled. */
export function toolkitAndSdk(scratch: string): Program {
  const ncc = path.join(ROOT, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const out = path.join(scratch, 'sdk');
  const entry = path.join(import.meta.dirname, 'sdk.mjs');
  execFileSync(process.execPath, [ncc, 'build', entry, '--out', out], { stdio: 'ignore' });
  const file = fs.readdirSync(out).find((name) => /^index\.m?js$/.test(name));
  return { name: 'toolkit + SDK', node: [path.join(out, file ?? 'index.mjs')] };
}

/** A peer knows only the real host names: it is led to the services by a module that costs it a millisecond. */
const LED = ['--require', path.join(import.meta.dirname, 'hosts.cjs')];

/** Another action, from its checkout: its main step, and its post step where it has one. */
export function peer(folder: string): { main: Program; post: Program[] } {
  const { runs } = parse(fs.readFileSync(path.join(folder, 'action.yml'), 'utf8'));
  const script = (name: string): string => path.join(folder, name);
  const name = path.basename(path.resolve(folder));
  const action: Program = { name, node: [...LED, script(runs.main)] };
  if (typeof runs.post !== 'string') return { main: action, post: [] };
  const prepare = async (job: Job, services: Services) => ({
    env: stateOf(await job.run([...LED, script(runs.main)], { env: inputsOf(services) })),
  });
  return { main: action, post: [{ name, node: [script(runs.post)], prepare }] };
}

/** deploy → audit → a role that trusts audit. */
export function chainOfThree(emulator: Emulator): string {
  const [account, name] = [SAMPLE.account, 'bench-last'];
  const trustPolicy = {
    Version: '1' as const,
    Statement: [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Principal: { RAM: [SAMPLE.audit] } }],
  };
  emulator.world.addRole({ account, name, trustPolicy });
  return [SAMPLE.deploy, SAMPLE.audit, `acs:ram::${account}:role/${name}`].join('\n');
}

export function newJob(emulator: Emulator, { github }: Services): Job {
  const env = emulator.githubEnv({ direct: true });
  const url = new URL(env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  // GitHub and STS are two hosts: no program may use one connection for both.
  url.hostname = 'localhost';
  url.port = String(github);
  return new Job({ ...env, ACTIONS_ID_TOKEN_REQUEST_URL: url.href, NODE_EXTRA_CA_CERTS: emulator.caFile });
}

/** Inputs as the runner passes them. */
export function inputsOf({ sts }: Services, more: Variables = {}): Record<string, string> {
  const inputs = {
    'role-to-assume': SAMPLE.deploy,
    'oidc-provider-arn': SAMPLE.oidcProvider,
    'sts-endpoint': `127.0.0.1:${sts}`,
    ...more,
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** Runs main. @returns the state that it leaves to post, as variables */
async function logIn(
  job: Job,
  services: Services,
  { main }: { readonly main: string },
  inputs: Variables,
): Promise<Record<string, string>> {
  return stateOf(await job.run([main], { env: inputsOf(services, inputs) }));
}

function stateOf({ exitCode, log, state }: StepResult): Record<string, string> {
  if (exitCode !== 0) throw new Error(`a login failed:\n${log}`);
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

function remove(folder: string, entry: string): void {
  fs.rmSync(path.join(folder, entry), { recursive: true });
}
