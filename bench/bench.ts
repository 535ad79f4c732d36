/**
 * `npm run bench`: whole-process times of the built actions against the emulator, as ratios within one run.
 *
 *   --runs N          runs of each program, alternating (default 15)
 *   --rtt MS          round-trip time to STS in the distant scenario (default 100)
 *   --oidc-delay MS   how long GitHub takes for a token there (default 150)
 *   --peer DIR        another action's checkout, measured as well (its action.yml says what to run); may be repeated
 *   --only WORDS      only the scenarios whose names hold these words
 *   --svg FILE        draws where each millisecond of a login goes
 *   --json FILE       writes the figures
 *
 * Machines are noisy: this is a measurement, never a test that can fail.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/emulator.ts';
import { median } from './figures.ts';
import { type Bar, picture } from './picture.ts';
import type { Program, Services } from './programs.ts';
import * as programs from './programs.ts';
import { startRelay } from './relay.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    rtt: { type: 'string', default: '100' },
    'oidc-delay': { type: 'string', default: '150' },
    peer: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', default: '' },
    svg: { type: 'string' },
    json: { type: 'string' },
  },
});
const runs = Number(options.runs);
const rtt = Number(options.rtt);
const oidcDelay = Number(options['oidc-delay']);

/** One run of a program; milliseconds, MiB. */
interface Run {
  readonly wall: number;
  /** From the start of the process until GitHub and STS were asked. */
  readonly asked: { readonly github?: number; readonly sts?: number };
}

interface Row {
  readonly scenario: string;
  readonly program: string;
  /** Medians: milliseconds of the whole process, milliseconds of processor, MiB. */
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
  /** By what is compared with: the median of the rounds' ratios. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly memoryRatios: Readonly<Record<string, number>>;
  readonly asked: Run['asked'];
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const emulator = await startEmulator();
const near = { sts: emulator.tlsPort, github: emulator.tlsPort };
const relays = [
  await startRelay(emulator.tlsPort, rtt),
  await startRelay(emulator.tlsPort, 0, oidcDelay / 2),
];
const far = { sts: relays[0]?.port ?? 0, github: relays[1]?.port ?? 0 };
const { BARE, FLOOR } = programs;
const sdk = programs.toolkitAndSdk(scratch);
const peers = options.peer.map(programs.peer);
const profile = { profile: 'bench' };
const renewing = { ...profile, refresh: 'true' };

const SCENARIOS: readonly {
  readonly name: string;
  readonly services: Services;
  /** The programs that the others are compared with. */
  readonly bases: readonly Program[];
  readonly programs: readonly Program[];
}[] = [
  {
    name: 'login, zero distance',
    services: near,
    bases: [FLOOR],
    programs: [
      BARE,
      programs.main('login'),
      programs.main('login, profile', profile),
      programs.main('login, profile that renews itself', renewing),
      sdk,
      ...peers.map(({ main }) => main),
    ],
  },
  {
    name: `login, ${rtt} ms to STS, ${oidcDelay} ms for the token`,
    services: far,
    bases: [sdk],
    programs: [
      FLOOR,
      programs.main('login'),
      programs.main('login, three roles', { 'role-to-assume': programs.chainOfThree(emulator) }),
      ...peers.map(({ main }) => main),
    ],
  },
  {
    name: 'post',
    services: near,
    bases: [BARE],
    programs: [
      { name: 'nothing to undo', node: [programs.ACTION.post] },
      programs.postAfter('variables', {}),
      programs.postAfter('profile', profile),
      programs.postAfter('profile that renews itself', renewing),
      programs.postAfterAll('profile, all gone', profile),
      ...peers.flatMap(({ post }) => post),
    ],
  },
  {
    name: 'renewal',
    services: near,
    bases: [BARE, FLOOR],
    programs: [programs.renewal('cached answer', 0), programs.renewal('renewal', 59)],
  },
  {
    name: 'other actions',
    services: near,
    bases: [BARE],
    programs: [programs.check('check'), programs.logout('logout', profile)],
  },
];

try {
  const rows: Row[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(options.only)))
    rows.push(...(await measure(scenario)));
  const dist = path.resolve(programs.ACTION.main, '../..');
  const sizes = { 'dist/main/index.js': fs.statSync(programs.ACTION.main).size, dist: sizeOf(dist) };
  print(rows, sizes);
  if (options.svg) fs.writeFileSync(options.svg, picture(bars(rows)));
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ runs, rows, sizes }, null, 2));
} finally {
  for (const relay of relays) relay.close();
  await emulator.close();
  fs.rmSync(scratch, { recursive: true, force: true });
}

/** Every program in turn, so that the machine's moods meet all of them. */
async function measure({
  name: scenario,
  services,
  bases,
  programs,
}: (typeof SCENARIOS)[number]): Promise<Row[]> {
  const all = [...bases, ...programs];
  const rounds: Map<Program, Run>[] = [];
  const used: Map<Program, Usage>[] = [];
  for (let round = -1; round < runs; round += 1) {
    const times = new Map<Program, Run>();
    for (const program of all) times.set(program, (await once(program, services)).run);
    // The first finds files that nobody has read yet.
    if (round >= 0) rounds.push(times);
  }
  for (let round = 0; round < Math.min(runs, 9); round += 1) {
    const usage = new Map<Program, Usage>();
    for (const program of all) usage.set(program, (await once(program, services, true)).usage);
    used.push(usage);
  }
  const middle = <T>(
    of: readonly Map<Program, T>[],
    value: (one: (program: Program) => T) => number,
  ): number => median(of.map((round) => value((program) => round.get(program) as T)));
  return all.map((program) => ({
    scenario,
    program: program.name,
    wall: middle(rounds, (run) => run(program).wall),
    cpu: middle(used, (run) => run(program).cpu),
    memory: middle(used, (run) => run(program).memory),
    ratios: Object.fromEntries(
      bases.map((base) => [base.name, middle(rounds, (run) => run(program).wall / run(base).wall)]),
    ),
    memoryRatios: Object.fromEntries(
      bases.map((base) => [base.name, middle(used, (run) => run(program).memory / run(base).memory)]),
    ),
    asked: {
      github: middle(rounds, (run) => run(program).asked.github ?? Number.NaN),
      sts: middle(rounds, (run) => run(program).asked.sts ?? Number.NaN),
    },
  }));
}

interface Usage {
  /** Milliseconds of processor. */
  readonly cpu: number;
  /** MiB, at most. */
  readonly memory: number;
}

/** @param counting measures what the process uses, which costs it a millisecond */
async function once(
  program: Program,
  services: Services,
  counting = false,
): Promise<{ run: Run; usage: Usage }> {
  const job = programs.newJob(emulator, services);
  const file = path.join(scratch, 'usage');
  try {
    const prepared = await program.prepare?.(job, services);
    const node = prepared?.node ?? program.node ?? [];
    const counter = counting ? ['--require', path.join(import.meta.dirname, 'usage.cjs')] : [];
    const env = { ...programs.inputsOf(services, program.inputs), ...prepared?.env, USAGE_FILE: file };
    const { length } = emulator.requests;
    const started = Date.now();
    const result = await job.run([...counter, ...node], { env });
    if (result.exitCode !== 0) throw new Error(`${program.name} failed:\n${result.log}${result.stderr}`);
    const requests = emulator.requests.slice(length);
    const asked = (service: string): number | undefined => {
      const first = requests.find((request) => request.service === service);
      return first && first.at - started;
    };
    const [memory = 0, cpu = 0] = counting ? fs.readFileSync(file, 'utf8').split(' ').map(Number) : [];
    return {
      run: { wall: result.duration, asked: { github: asked('github'), sts: asked('sts') } } as Run,
      usage: { cpu: cpu / 1000, memory: memory / 1024 },
    };
  } finally {
    job.dispose();
    fs.rmSync(file, { force: true });
  }
}

/** Where the time of each login goes. */
function bars(rows: readonly Row[]): Bar[] {
  const near = rows.filter(({ scenario }) => scenario === SCENARIOS[0]?.name);
  const bare = near.find(({ program }) => program === BARE.name)?.wall ?? 0;
  return near
    .filter(({ asked }) => Number.isFinite(asked.github) && Number.isFinite(asked.sts))
    .map(({ program, wall, asked: { github = 0, sts = 0 } }) => ({
      name: program,
      parts: [
        ['Node starts', bare],
        ['loads, and asks GitHub', github - bare],
        ['has the token, and asks STS', sts - github],
        ['exports, and ends', wall - sts],
      ],
    }));
}

function sizeOf(folder: string): number {
  const entries = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function print(rows: readonly Row[], sizes: Readonly<Record<string, number>>): void {
  const times = (ratios: Readonly<Record<string, number>>): string =>
    Object.entries(ratios)
      .map(([base, ratio]) => `${ratio.toFixed(2)} × ${base}`)
      .join(', ');
  console.log(`Node ${process.version}, ${runs} runs each, medians\n`);
  console.log('| scenario | program | wall | | processor | peak memory | |\n|---|---|---|---|---|---|---|');
  for (const { scenario, program, wall, ratios, cpu, memory, memoryRatios } of rows) {
    const used = `${cpu.toFixed(0)} ms | ${memory.toFixed(0)} MiB | ${times(memoryRatios)}`;
    console.log(`| ${scenario} | ${program} | ${wall.toFixed(0)} ms | ${times(ratios)} | ${used} |`);
  }
  console.log('\n| size | kB |\n|---|---|');
  for (const [name, value] of Object.entries(sizes))
    console.log(`| ${name} | ${(value / 1000).toFixed(0)} |`);
}
