/** Jobs that share a home folder, call by call in any order: what a crowd of processes does once in a thousand rounds. */

import fs from 'node:fs';
import path from 'node:path';
import type { Attack, Kind } from './attack.ts';
import { look, type Thing } from './judge.ts';
import { addProfile, credentialsOf, ownConfig, ownCredentials } from './owner.ts';
import type { Random } from './random.ts';
import { judgeAfterwards, judgeMeanwhile, PROFILE_NAMES, type SharedHome } from './shared-home.ts';
import type { Stage } from './stage.ts';
import type { Played, Step } from './table.ts';
import { type Fate, Turns } from './turns.ts';

/** No step makes so many changes when it is alone; a higher number kills nothing. */
const MOST_CHANGES = 60;
const MOST_TURNS = 500;

interface Member {
  readonly name: string;
  readonly profile: string;
  readonly secret: string;
  readonly home: string;
  readonly temp: string;
  readonly shared: boolean;
  /** Its post never runs: a runner that was killed has emptied its RUNNER_TEMP. */
  readonly vanishes: boolean;
  state: Readonly<Record<string, string>>;
  phase: 'waiting' | 'running' | 'over';
}

interface Crowd extends SharedHome {
  readonly members: readonly Member[];
  readonly turns: Turns;
}

async function round(stage: Stage): Promise<void> {
  const { random } = stage;
  const crowd = gather(stage);
  const { owners, members, home } = crowd;
  const before = look(home);
  const edits = random.chance(0.2);
  for (let left = members; left.length > 0; left = members.filter(({ phase }) => phase !== 'over')) {
    const together = random.shuffle(left).slice(0, random.chance(0.8) ? random.whole(2, 4) : 1);
    await goOn(crowd, together);
    judgeNow(crowd);
    if (edits && owners.length > 0 && random.chance(0.3)) {
      const name = `added-${random.whole(0, 9999)}`;
      stage.notes.push(`the owner adds ${name}`);
      addProfile(random.pick(owners), name);
    }
  }
  if (members.some(({ vanishes }) => vanishes)) {
    const last = member(crowd, 'last', { profile: 'last', vanishes: false, shared: true });
    await goOn(crowd, [last], {});
    await goOn(crowd, [last], {});
  }
  judgeAtEnd(crowd, before);
  if (stage.findings.length > 0 && process.env['TRACE']) {
    stage.notes.push(...crowd.turns.trace);
    for (const file of owners)
      stage.notes.push(`EXPECTED ${file.expected}`, fs.readFileSync(file.path, 'utf8'));
  }
}

function gather(stage: Stage): Crowd {
  const { random } = stage;
  const home = path.join(stage.root, 'home');
  fs.mkdirSync(home);
  fs.symlinkSync(home, path.join(stage.root, 'alias'));
  const owners = [
    ...(random.chance(0.75) ? [ownConfig(home, random)] : []),
    ...(random.chance(0.6) ? [ownCredentials(home, random)] : []),
  ];
  const names = random.pick(PROFILE_NAMES);
  const members: Member[] = [];
  const crowd = { stage, home, owners, members, turns: new Turns(random) };
  const vanishing = random.chance(0.2);
  const count = random.whole(3, 6);
  for (let number = 1; number <= count; number++) {
    const vanishes = vanishing && random.chance(0.4);
    members.push(
      member(crowd, String(number), { profile: random.pick(names), vanishes, shared: random.chance(0.7) }),
    );
  }
  stage.notes.push(
    `${owners.map((file) => path.basename(file.path)).join(' and ') || 'nothing'} of the owner’s; ` +
      members.map(describe).join(', '),
  );
  return crowd;
}

function member(
  { stage: { random, root, secrets } }: Pick<Crowd, 'stage'>,
  name: string,
  chosen: Pick<Member, 'profile' | 'vanishes' | 'shared'>,
): Member {
  const temp = path.join(root, `temp-${name}`);
  fs.mkdirSync(temp);
  const secret = `secret-of-${name}-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
  secrets.add(secret);
  const home = path.join(root, random.chance(0.1) ? 'alias' : 'home');
  return { name, secret, home, temp, state: {}, phase: 'waiting', ...chosen };
}

function describe({ name, profile, home, shared, vanishes }: Member): string {
  const ways = [
    ...(shared ? [] : ['private ini']),
    ...(home.endsWith('alias') ? ['by another path'] : []),
    ...(vanishes ? ['vanishes'] : []),
  ];
  return `${name} ${profile}${ways.length > 0 ? ` (${ways.join(', ')})` : ''}`;
}

/** The next step of each, all at once. */
async function goOn(
  { stage, turns, members }: Crowd,
  together: readonly Member[],
  fate?: Fate,
): Promise<void> {
  const { random } = stage;
  const steps = together.map((one) => ({ step: stepOf(one), fate: fate ?? fateOf(one, random) }));
  const played = await turns.play(steps);
  for (const [index, one] of together.entries()) {
    const [result, chosen] = [played[index], steps[index]];
    if (!result || !chosen) throw new Error('A step was not played.');
    stage.notes.push(`${one.name} ${chosen.step.post ? 'ends' : 'starts'}${whatCameOf(chosen.fate, result)}`);
    judge(stage, members, one, chosen.step, result);
    if (!chosen.step.post) one.state = result.state;
    one.phase = chosen.step.post || one.vanishes ? 'over' : 'running';
    if (one.phase === 'over' && one.vanishes)
      for (const left of fs.readdirSync(one.temp)) fs.rmSync(path.join(one.temp, left), { recursive: true });
  }
}

function stepOf({ name, profile, secret, home, temp, shared, state, phase }: Member): Step {
  const post = phase === 'running';
  return {
    job: name,
    ids: `id-${name}-${post ? 'post' : 'main'}`,
    inputs: { profile, secret, credentialsFile: shared ? credentialsOf(home) : undefined },
    env: { HOME: home, RUNNER_TEMP: temp, GITHUB_WORKSPACE: path.join(temp, '..', 'workspace') },
    state,
    post,
  };
}

function fateOf({ phase }: Member, random: Random): Fate {
  const killedAt = phase === 'waiting' && random.chance(0.25) ? random.whole(1, MOST_CHANGES) : undefined;
  const stopped = random.chance(0.15)
    ? {
        turn: random.whole(1, MOST_TURNS),
        for: random.pick([random.whole(20, 400), random.whole(3_100, 9_000)]),
      }
    : undefined;
  return { killedAt, stopped };
}

function whatCameOf({ killedAt, stopped }: Fate, { killed }: Played): string {
  const killing = killed ? `, is killed before change ${killedAt}` : '';
  return `${killing}${stopped ? `, is stopped at turn ${stopped.turn} for ${stopped.for} ms` : ''}`;
}

function judge(stage: Stage, members: readonly Member[], one: Member, step: Step, result: Played): void {
  const which = step.post ? 'post' : 'main';
  if (result.failure !== undefined) stage.find(`${which} of ${one.name} fails: ${result.failure}`);
  // Another job may have written its own over this one's.
  const isAlone = members.every((other) => other === one || other.profile !== one.profile);
  if (isAlone && result.warnings.length > 0)
    stage.find(`${which} of ${one.name} warns: ${result.warnings[0]}`);
}

function judgeNow(crowd: Crowd): void {
  const ended = crowd.members.filter(({ phase, vanishes }) => phase === 'over' && !vanishes);
  judgeMeanwhile(
    crowd,
    ended.map(({ secret }) => secret),
  );
}

function judgeAtEnd(crowd: Crowd, before: ReadonlyMap<string, Thing>): void {
  // Who vanishes right after making a folder has told nobody.
  const vanished = crowd.members.some(({ vanishes }) => vanishes);
  judgeAfterwards(
    crowd,
    before,
    crowd.members.map(({ temp }) => temp),
    { mayStay: (left) => vanished && isEmptyFolder(left) },
  );
}

function isEmptyFolder(left: string): boolean {
  return fs.lstatSync(left).isDirectory() && fs.readdirSync(left).length === 0;
}

export const interleavedJobs: Kind = {
  name: 'interleaved jobs',
  does: 'Three to six jobs share a home folder as in a crowd, but in threads whose every call to the file system waits for its turn, in an order that the seed decides; mains are killed before any change, steps stopped for up to 9 seconds, jobs vanish without post',
  usual: 100,
  round: (number): Attack => ({ name: `round ${number}`, run: round }),
};
