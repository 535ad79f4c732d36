/**
 * Processes that outlive the session: with `refresh: true` in the login, the SDKs ask STS who they are, again and again,
 * while sessions of seconds end three times over.
 */

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import type { Checks } from './checks.ts';
import { CONSUMERS, type Consumer } from './consumers.ts';
import { answers, type LoggedIn, logIn, logOut, runIn, runtimeEnv, type Said } from './scene.ts';

/** Seconds that a session lives: a third of it is what a process has to use a credential that it was given. */
export const LIFE = 12;
export const ENDS = 3;
/** Milliseconds. */
const TIME_LIMIT = 90_000;

/** What Go's SDK and Terraform drop when they write config.json: fields that they do not know, and the layout. */
const OWNERS = `{
  "current": "owner",
  "profiles": [
    { "name": "owner", "mode": "AK", "access_key_id": "LTAI-owner", "access_key_secret": "owners-own",
      "region_id": "eu-central-1", "output_format": "table", "language": "zh", "endpoint_type": "vpc", "read_timeout": 7 }
  ],
  "meta_path": "/home/owner/meta"
}`;

interface Crew {
  readonly name: string;
  /** A process for each. */
  readonly processes: readonly Consumer[];
  /** Milliseconds that the clocks of STS and GitHub are ahead of the runner's. */
  readonly ahead?: number;
}

export async function endurance(
  scratch: string,
  available: (consumer: Consumer) => boolean,
  checks: Checks,
): Promise<void> {
  const sdks = CONSUMERS.filter((consumer) => consumer.keepAsking && available(consumer));
  const together: readonly Crew[] = [
    ...sdks.map((sdk) => ({ name: `${nameOf(sdk)}, one process`, processes: [sdk] })),
    { name: 'all at once, the runner’s clock ten minutes slow', processes: sdks, ahead: 600_000 },
    { name: 'all at once, the runner’s clock ten minutes fast', processes: sdks, ahead: -600_000 },
  ];
  await Promise.all(together.map((crew) => outlive(crew, scratch, checks)));
  for (const sdk of sdks) {
    const processes = Array.from({ length: 10 }, () => sdk);
    await outlive({ name: `${nameOf(sdk)}, ten processes`, processes }, scratch, checks);
  }
}

function nameOf({ tool, version }: Consumer): string {
  return `${tool} ${version}`;
}

/** These processes in one job, until {@link ENDS} sessions have ended. */
async function outlive({ name, processes, ahead = 0 }: Crew, scratch: string, checks: Checks): Promise<void> {
  const emulator = await startEmulator();
  emulator.world.sessionLimit = LIFE;
  emulator.world.clockOffset = ahead;
  const loggedIn = await logIn(emulator, 'sts', 'refresh', OWNERS);
  const folder = fs.mkdtempSync(path.join(scratch, 'endurance-'));
  try {
    const running = await startAll(processes, folder, loggedIn, emulator, scratch);
    // On a machine that is busy some have ended before the last process began.
    const before = endedSessions(emulator);
    fs.writeFileSync(path.join(folder, 'go'), '');
    await sessionsEnd(emulator, before + ENDS);
    const exchanges = exchangesOf(emulator);
    const ended = endedSessions(emulator);
    fs.rmSync(folder, { recursive: true });
    const said = await Promise.all(running);

    const told = said.map((one) => answers(one));
    const calls = told.flat();
    const refused = calls.filter(({ arn }) => arn !== loggedIn.login.arn);
    const asked = told.every((its) => its.length > 1);
    checks.expect(
      `${name}: ${ended} sessions ended, ${calls.length} calls, ${refused.length} refused`,
      ended >= before + ENDS && asked && refused.length === 0,
      [JSON.stringify(refused[0] ?? ''), ...said.map(({ everything }) => everything.slice(-1500))].join('\n'),
    );
    const unneeded = early(emulator, exchanges);
    checks.expect(
      `${name}: ${exchanges.length} exchanges`,
      exchanges.length <= ended + 1 && unneeded.length === 0,
      `Too early by so many milliseconds: ${unneeded}`,
    );
    const left = await logOut(loggedIn);
    const config = fs.readFileSync(path.join(loggedIn.job.home, '.aliyun/config.json'), 'utf8');
    if (config !== OWNERS) left.push(`config.json is not its owner’s:\n${config}`);
    checks.expect(`${name}: post leaves nothing`, left.length === 0, left.join('\n'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    loggedIn.job.dispose();
    await emulator.close();
  }
}

/**
 * Starts the processes one after the other: each has had its first answer before the next begins. Node's SDK writes the
 * keys that it got into config.json by truncating the file, and whoever reads it first at that moment fails.
 */
async function startAll(
  processes: readonly Consumer[],
  folder: string,
  { job }: LoggedIn,
  emulator: Emulator,
  scratch: string,
): Promise<Promise<Said>[]> {
  const running: Promise<Said>[] = [];
  for (const { keepAsking, env } of processes) {
    if (keepAsking === undefined) continue;
    const { promise: answered, resolve } = Promise.withResolvers<void>();
    const ends = runIn(
      job,
      keepAsking(folder),
      { ...runtimeEnv(emulator, job.home, scratch), ...env?.({ endpoint: '', folder }) },
      (child) => child.stdout?.once('data', () => resolve()),
    );
    running.push(ends);
    await Promise.race([answered, ends]);
  }
  return running;
}

async function sessionsEnd(emulator: Emulator, wanted: number): Promise<void> {
  const giveUp = performance.now() + TIME_LIMIT;
  while (endedSessions(emulator) < wanted && performance.now() < giveUp) await setTimeout(100);
}

function endedSessions({ world }: Emulator): number {
  return [...world.sessions.values()].filter(({ expiration }) => expiration <= world.now()).length;
}

/** When STS was asked for a session, in milliseconds since the epoch. */
function exchangesOf({ requests }: Emulator): number[] {
  return requests.flatMap(({ action, at }) => (action === 'AssumeRoleWithOIDC' ? at : []));
}

/** By how much, in milliseconds, exchanges came before the last third of the session before them; a second is rounding. */
function early({ world }: Emulator, exchanges: readonly number[]): number[] {
  const slack = (LIFE * 1000) / 3 + 1000 + world.clockOffset;
  const due = [...world.sessions.values()].map(({ expiration }) => expiration - slack);
  return exchanges.slice(1).flatMap((at, index) => {
    const before = (due[index] ?? at) - at;
    return before > 0 ? before : [];
  });
}
