/** Jobs that share a home folder, call by call in any order: what a crowd of processes does once in a thousand rounds. */

import fs from 'node:fs';
import path from 'node:path';
import type { Attack, Kind } from './attack.ts';
import { look, type Thing } from './judge.ts';
import { addProfile, credentialsOf, type OwnersFile, ownConfig, ownCredentials } from './owner.ts';
import type { Random } from './random.ts';
import { judgeAfterwards, judgeMeanwhile, PROFILE_NAMES, type SharedHome } from './shared-home.ts';
import type { Stage } from './stage.ts';
import type { Played, Step } from './table.ts';
import { type Fate, randomOrder, recordedOrder, Turns } from './turns.ts';

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
  readonly members: Member[];
  readonly turns: Turns;
  /** What has happened. */
  readonly scenes: Scene[];
}

/** A round without chance, to be played again whatever the sources and the generator become. */
export interface Story {
  /** Of the folder that everything is in. */
  readonly depth: number;
  readonly owners: readonly { readonly path: string; readonly text: string; readonly mode: number }[];
  readonly members: readonly Pick<Member, 'name' | 'profile' | 'secret' | 'home' | 'shared' | 'vanishes'>[];
  readonly scenes: readonly Scene[];
  /** See recordedOrder. */
  readonly turns: string;
  /** Milliseconds that a call takes. */
  readonly pace: number;
}

/** The next steps of some, all at once; or the owner adds a profile to the file at a path. */
type Scene =
  | { readonly together: Readonly<Record<string, Fate>> }
  | { readonly adds: string; readonly to: string };

async function round(stage: Stage): Promise<void> {
  const { random } = stage;
  const crowd = gather(stage);
  const { owners, members, home } = crowd;
  const before = look(home);
  const start = owners.map(({ path: file, expected: text }) => ({
    path: path.relative(home, file),
    text,
    mode: fs.statSync(file).mode & 0o777,
  }));
  const edits = random.chance(0.2);
  for (let left = members; left.length > 0; left = members.filter(({ phase }) => phase !== 'over')) {
    const together = random.shuffle(left).slice(0, random.chance(0.8) ? random.whole(2, 4) : 1);
    await goOn(crowd, together);
    judgeNow(crowd);
    if (edits && owners.length > 0 && random.chance(0.3)) {
      const name = `added-${random.whole(0, 9999)}`;
      addOne(crowd, random.pick(owners), name);
    }
  }
  if (members.some(({ vanishes }) => vanishes)) {
    const last = member(crowd, 'last', { profile: 'last', vanishes: false, shared: true });
    members.push(last);
    await goOn(crowd, [last], {});
    await goOn(crowd, [last], {});
  }
  judgeAtEnd(crowd, before);
  if (stage.findings.length > 0 && process.env['TRACE']) {
    stage.notes.push(...crowd.turns.trace);
    for (const file of owners)
      stage.notes.push(`EXPECTED ${file.expected}`, fs.readFileSync(file.path, 'utf8'));
    stage.notes.push(JSON.stringify(storyOf(crowd, start)));
  }
}

function storyOf({ stage, members, scenes, turns }: Crowd, owners: Story['owners']): Story {
  const cast = members.map(({ name, profile, secret, home, shared, vanishes }) => ({
    ...{ name, profile, secret, shared, vanishes },
    home: path.relative(stage.root, home),
  }));
  return { depth: depthOf(stage.root), owners, members: cast, scenes, turns: turns.taken, pace: turns.pace };
}

function depthOf(folder: string): number {
  return folder.split(path.sep).length;
}

/** Plays a story again; the stage has what did not hold. */
export async function replay(stage: Stage, story: Story): Promise<void> {
  // Whoever looks where a file is looks at each of the folders around it.
  const missing = Math.max(0, story.depth - depthOf(stage.root));
  const root = path.join(stage.root, ...Array.from({ length: missing }, () => 'deep'));
  fs.mkdirSync(root, { recursive: true });
  const home = makeHome(root);
  const owners = story.owners.map(({ path: file, text, mode }): OwnersFile => {
    const target = path.join(home, file);
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    fs.writeFileSync(target, text);
    fs.chmodSync(target, mode);
    const lasting = text.split(/\r?\n/).filter((line) => line.includes('owners-own-owner'));
    return { path: target, expected: text, lasting, edited: false };
  });
  const members = story.members.map((one): Member => {
    stage.secrets.add(one.secret);
    const temp = path.join(root, `temp-${one.name}`);
    fs.mkdirSync(temp);
    return { ...one, temp, home: path.join(root, one.home), state: {}, phase: 'waiting' };
  });
  const turns = new Turns(recordedOrder(story.turns, story.pace));
  const crowd: Crowd = { stage, home, owners, members, turns, scenes: [] };
  const before = look(home);
  for (const scene of story.scenes) {
    if ('adds' in scene) {
      const file = owners.find((one) => one.path === path.join(home, scene.to));
      if (file) addOne(crowd, file, scene.adds);
      continue;
    }
    await play(
      crowd,
      members.flatMap((one) => (scene.together[one.name] ? [[one, scene.together[one.name] ?? {}]] : [])),
    );
    judgeNow(crowd);
  }
  judgeAtEnd(crowd, before);
}

function addOne({ stage, home, scenes }: Crowd, file: OwnersFile, name: string): void {
  stage.notes.push(`the owner adds ${name}`);
  scenes.push({ adds: name, to: path.relative(home, file.path) });
  addProfile(file, name);
}

/** The same folder has another name, too. */
function makeHome(root: string): string {
  const home = path.join(root, 'home');
  fs.mkdirSync(home);
  fs.symlinkSync(home, path.join(root, 'alias'));
  return home;
}

function gather(stage: Stage): Crowd {
  const { random } = stage;
  const home = makeHome(stage.root);
  const owners = [
    ...(random.chance(0.75) ? [ownConfig(home, random)] : []),
    ...(random.chance(0.6) ? [ownCredentials(home, random)] : []),
  ];
  const names = random.pick(PROFILE_NAMES);
  const members: Member[] = [];
  const crowd: Crowd = {
    stage,
    home,
    owners,
    members,
    scenes: [],
    turns: new Turns(randomOrder(random)),
  };
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
function goOn(crowd: Crowd, together: readonly Member[], fate?: Fate): Promise<void> {
  const { random } = crowd.stage;
  return play(
    crowd,
    together.map((one) => [one, fate ?? fateOf(one, random)]),
  );
}

async function play(
  { stage, turns, members, scenes }: Crowd,
  together: readonly (readonly [Member, Fate])[],
): Promise<void> {
  scenes.push({ together: Object.fromEntries(together.map(([{ name }, fate]) => [name, fate])) });
  const steps = together.map(([one, fate]) => ({ step: stepOf(one), fate }));
  const played = await turns.play(steps);
  for (const [index, [one]] of together.entries()) {
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
