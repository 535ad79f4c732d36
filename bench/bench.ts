/**
 * `npm run bench`: whole-process times of the built action against the emulator, as ratios within one run.
 *
 *   --runs N          runs of each program, alternating (default 15)
 *   --rtt MS          round-trip time to STS in the distant scenario (default 100)
 *   --oidc-delay MS   how long GitHub takes for a token there (default 150)
 *   --peer DIR        another action's checkout, measured as well (its action.yml says what to run)
 *   --json FILE       writes the figures
 *
 * Machines are noisy: this is a measurement, never a test that can fail.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { SAMPLE, startEmulator } from '../emulator/emulator.ts';
import { Job } from '../emulator/runner.ts';
import { median } from './figures.ts';
import { startRelay } from './relay.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    rtt: { type: 'string', default: '100' },
    'oidc-delay': { type: 'string', default: '150' },
    peer: { type: 'string' },
    json: { type: 'string' },
  },
});
const runs = Number(options.runs);
const rtt = Number(options.rtt);
const oidcDelay = Number(options['oidc-delay']);

const root = path.resolve(import.meta.dirname, '..');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const preload = (name: string): string[] => ['--require', path.join(import.meta.dirname, name)];
const action = path.join(root, 'dist/main/index.js');
const post = path.join(root, 'dist/post/index.js');
const floor = path.join(import.meta.dirname, 'floor.mjs');

interface Program {
  readonly name: string;
  readonly node: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs in the same job before the program, and is not timed; gives variables for it. */
  readonly after?: (job: Job) => Promise<Readonly<Record<string, string>>>;
}

interface Row {
  readonly scenario: string;
  readonly program: string;
  /** Median, milliseconds. */
  readonly wall: number;
  readonly ratios: Readonly<Record<string, number>>;
}

const emulator = await startEmulator();
const near = { sts: emulator.tlsPort, github: emulator.tlsPort };
const relays = [
  await startRelay(emulator.tlsPort, rtt),
  await startRelay(emulator.tlsPort, 0, oidcDelay / 2),
];
const far = { sts: relays[0]?.port ?? 0, github: relays[1]?.port ?? 0 };
try {
  const sdk = bundleSdk();
  const peer = options.peer ? peerProgram(options.peer) : [];
  const rows = [
    ...(await measure('zero distance', near, 'floor', [
      { name: 'bare node', node: ['-e', '0'] },
      { name: 'floor', node: [floor] },
      { name: 'action', node: [action] },
      { name: 'toolkit + SDK', node: [sdk] },
      ...peer,
    ])),
    ...(await measure(`${rtt} ms to STS, ${oidcDelay} ms for the token`, far, 'toolkit + SDK', [
      { name: 'floor', node: [floor] },
      { name: 'action', node: [action] },
      { name: 'action, three roles', node: [action], inputs: { 'role-to-assume': chainOfThree() } },
      { name: 'toolkit + SDK', node: [sdk] },
      ...peer,
    ])),
    ...(await measure('post', near, 'bare node', [
      { name: 'bare node', node: ['-e', '0'] },
      { name: 'post, nothing to undo', node: [post] },
      { name: 'post, environment', node: [post], after: (job) => logIn(job, {}) },
      { name: 'post, profile', node: [post], after: (job) => logIn(job, { profile: 'bench' }) },
      { name: 'post, profile, all gone', node: [post], env: await stateOfAnother({ profile: 'bench' }) },
    ])),
  ];
  const memory = {
    'bare node': await peakMemory(['-e', '0']),
    floor: await peakMemory([floor]),
    action: await peakMemory([action]),
    'toolkit + SDK': await peakMemory([sdk]),
  };
  const sizes = { 'dist/main/index.js': fs.statSync(action).size, dist: sizeOf(path.join(root, 'dist')) };
  print(rows, memory, sizes);
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ runs, rows, memory, sizes }, null, 2));
} finally {
  for (const relay of relays) relay.close();
  await emulator.close();
  fs.rmSync(scratch, { recursive: true, force: true });
}

/** Every program in turn, so that the machine's moods meet all of them; ratios are medians of the pairs. */
async function measure(
  scenario: string,
  ports: { sts: number; github: number },
  base: string,
  programs: readonly Program[],
): Promise<Row[]> {
  const times = new Map<string, number[]>(programs.map(({ name }) => [name, []]));
  for (let round = -1; round < runs; round++) {
    for (const program of programs) {
      const time = await wallTime(program, ports);
      if (round >= 0) times.get(program.name)?.push(time);
    }
  }
  return programs.map(({ name }) => {
    const own = times.get(name) ?? [];
    const ratio = (other: string): number =>
      median(own.map((time, round) => time / (times.get(other)?.[round] ?? 1)));
    return { scenario, program: name, wall: median(own), ratios: { [base]: ratio(base) } };
  });
}

async function wallTime(program: Program, ports: { sts: number; github: number }): Promise<number> {
  const job = newJob(ports);
  try {
    const inputs = { ...baseInputs(ports), ...program.inputs };
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    );
    const before = await program.after?.(job);
    const result = await job.run(program.node, { env: { ...env, ...program.env, ...before } });
    if (result.exitCode !== 0) throw new Error(`${program.name} failed:\n${result.log}`);
    return result.duration;
  } finally {
    job.dispose();
  }
}

function newJob({ github }: { github: number }): Job {
  const env = emulator.githubEnv({ direct: true });
  const url = new URL(env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  // GitHub and STS are two hosts: no program may use one connection for both.
  url.hostname = 'localhost';
  url.port = String(github);
  return new Job({ ...env, ACTIONS_ID_TOKEN_REQUEST_URL: url.href, NODE_EXTRA_CA_CERTS: emulator.caFile });
}

function baseInputs({ sts }: { sts: number }): Record<string, string> {
  return {
    'role-to-assume': SAMPLE.deploy,
    'oidc-provider-arn': SAMPLE.oidcProvider,
    'sts-endpoint': `127.0.0.1:${sts}`,
  };
}

/** deploy → audit → a role that trusts audit. */
function chainOfThree(): string {
  const [account, name] = [SAMPLE.account, 'bench-last'];
  const trustPolicy = {
    Version: '1' as const,
    Statement: [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Principal: { RAM: [SAMPLE.audit] } }],
  };
  emulator.world.addRole({ account, name, trustPolicy });
  return [SAMPLE.deploy, SAMPLE.audit, `acs:ram::${account}:role/${name}`].join('\n');
}

/** Runs main. @returns the state that it leaves to post */
async function logIn(job: Job, inputs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { state } = await job.use({ main: action, post }, { ...baseInputs(near), ...inputs });
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

/** The state of a job whose folders are gone: post finds everything undone. */
async function stateOfAnother(inputs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const job = newJob(near);
  const state = await logIn(job, inputs);
  job.dispose();
  return state;
}

/** Median of the process's largest resident set, in MiB. */
async function peakMemory(node: readonly string[]): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < Math.min(runs, 7); round++) {
    const job = newJob(near);
    const file = path.join(scratch, 'memory');
    const inputs = Object.entries(baseInputs(near)).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
    await job.run([...preload('memory.cjs'), ...node], {
      env: { ...Object.fromEntries(inputs), MEMORY_FILE: file },
    });
    samples.push(Number(fs.readFileSync(file, 'utf8')) / 1024);
    job.dispose();
  }
  return median(samples);
}

function bundleSdk(): string {
  const ncc = path.join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const out = path.join(scratch, 'sdk');
  execFileSync(process.execPath, [ncc, 'build', path.join(import.meta.dirname, 'sdk.mjs'), '--out', out], {
    stdio: 'ignore',
  });
  const file = fs.readdirSync(out).find((name) => /^index\.m?js$/.test(name));
  return path.join(out, file ?? 'index.mjs');
}

/** A peer knows only the real host names; a preload leads them to the relays. It costs the peer about a millisecond. */
function peerProgram(folder: string): Program[] {
  const { runs: definition } = parse(fs.readFileSync(path.join(folder, 'action.yml'), 'utf8'));
  const script = path.join(folder, definition.main);
  return [{ name: `peer (${path.basename(folder)})`, node: [...preload('hosts.cjs'), script] }];
}

function sizeOf(folder: string): number {
  const entries = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function print(rows: readonly Row[], memory: Record<string, number>, sizes: Record<string, number>): void {
  console.log(`Node ${process.version}, ${runs} runs each, medians\n`);
  console.log('| scenario | program | wall | ratio |\n|---|---|---|---|');
  for (const { scenario, program, wall, ratios } of rows) {
    const [base = '', ratio = 0] = Object.entries(ratios)[0] ?? [];
    console.log(`| ${scenario} | ${program} | ${wall.toFixed(0)} ms | ${ratio.toFixed(2)} × ${base} |`);
  }
  console.log('\n| peak memory | MiB | ratio |\n|---|---|---|');
  for (const [name, value] of Object.entries(memory)) {
    console.log(`| ${name} | ${value.toFixed(1)} | ${(value / (memory['floor'] ?? 1)).toFixed(2)} × floor |`);
  }
  console.log('\n| size | kB |\n|---|---|');
  for (const [name, value] of Object.entries(sizes))
    console.log(`| ${name} | ${(value / 1000).toFixed(0)} |`);
}
