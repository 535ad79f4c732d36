/** Three to six jobs that share a home folder: they come and go in any order, some at once, and some are killed. */

import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Attack, Kind } from './attack.ts';
import { look, type Thing, type Verdict } from './judge.ts';
import { addProfile, configOf, credentialsOf, ownConfig, ownCredentials } from './owner.ts';
import type { Random } from './random.ts';
import { judgeAfterwards, judgeMeanwhile, PROFILE_NAMES, type SharedHome } from './shared-home.ts';
import { type AttackedJob, type Limits, pause, STRANGER, type Stage, sabotage } from './stage.ts';

/** No main makes so many changes; a higher number kills nothing. */
const MOST_CHANGES = 90;
/** Milliseconds: others may hold the lock, and a killed one's must be given up on. */
const PATIENCE = 45_000;

type Inputs = Readonly<Record<string, string>>;

interface Member {
  readonly number: number;
  readonly job: AttackedJob;
  readonly secrets: readonly string[];
  /** Its profiles. */
  readonly names: readonly string[];
  /** Of its steps; most jobs have one. */
  readonly steps: readonly [Inputs, ...Inputs[]];
  /** Who it runs as. */
  readonly user: Limits;
  state: 'waiting' | 'running' | 'over';
  killed: boolean;
  /** The profiles that it wrote, each with its token. */
  readonly held: Map<string, string>;
}

interface Crowd extends SharedHome {
  /** Root runs jobs in the home of another user. */
  readonly mixed: boolean;
  readonly members: readonly Member[];
}

async function round(stage: Stage): Promise<void> {
  const { random } = stage;
  const crowd = await gather(stage);
  const { home, owners, members } = crowd;
  const before = look(home);
  const edits = random.chance(0.2);
  for (let left = members.filter(({ state }) => state !== 'over'); left.length > 0; ) {
    const together = random.shuffle(left).slice(0, random.chance(0.4) ? random.whole(2, 3) : 1);
    await Promise.all(
      together.map((member) => (member.state === 'waiting' ? start(crowd, member) : end(crowd, member))),
    );
    judgeNow(crowd);
    left = members.filter(({ state }) => state !== 'over');
    if (edits && owners.length > 0 && left.length > 0 && random.chance(0.4)) {
      const name = `added-${left.length}-${random.whole(0, 9999)}`;
      stage.notes.push(`the owner adds ${name}`);
      addProfile(random.pick(owners), name);
    }
  }
  judgeAtEnd(crowd, before);
}

async function gather(stage: Stage): Promise<Crowd> {
  const { random } = stage;
  const home = path.join(stage.root, 'home');
  fs.mkdirSync(home);
  fs.chmodSync(home, 0o755);
  const owners = [
    ...(random.chance(0.75) ? [ownConfig(home, random)] : []),
    ...(random.chance(0.6) ? [ownCredentials(home, random)] : []),
  ];
  const names = random.pick(PROFILE_NAMES);
  // The same folder by another path: locks and notes must be the same too.
  const alias = path.join(stage.root, 'alias');
  fs.symlinkSync(home, alias);
  const aliased = random.chance(0.2);
  // The home of somebody who is not root, and of whom root runs jobs too.
  const mixed = process.getuid?.() === 0 && random.chance(0.2);
  if (mixed) giveTo(STRANGER, home);
  const count = random.whole(3, 6);
  // In some rounds most jobs log in alike, and may share a name.
  const alike = random.chance(0.5) ? random.pick([0.5, 0.9]) : 0;
  const common = tokenOf(0, random);
  const members = Array.from({ length: count }, (_, index): Member => {
    const own = aliased && random.chance(0.5) ? alias : home;
    const job = stage.loneJob({ HOME: own, USERPROFILE: own });
    const user = mixed && random.chance(0.6) ? job.asStranger() : {};
    const shared = random.chance(0.7);
    const step = (): Inputs => ({
      'bearer-token': random.chance(alike) ? common : tokenOf(index + 1, random),
      profile: random.pick(names),
      'timeout-seconds': '40',
      ...(shared && { 'credentials-file': credentialsOf(own) }),
      ...(random.chance(0.3) && { 'export-env': 'true', region: 'cn-hangzhou' }),
    });
    const steps: [Inputs, ...Inputs[]] = random.chance(0.2) ? [step(), step()] : [step()];
    const secrets = steps.flatMap((inputs) => inputs['bearer-token'] ?? []);
    stage.secrets.add(...secrets);
    const profiles = steps.flatMap(({ profile }) => profile ?? []);
    return {
      number: index + 1,
      job,
      secrets,
      names: profiles,
      steps,
      user,
      state: 'waiting',
      killed: false,
      held: new Map(),
    };
  });
  stage.notes.push(
    `${owners.map((file) => path.basename(file.path)).join(' and ') || 'nothing'} of the owner’s; ` +
      members.map(describe).join(', '),
  );
  return { stage, home, owners, members, mixed };
}

function tokenOf(number: number, random: Random): string {
  return `crowd-${number}-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
}

/** Whether another job may hold a name that this one wants, for another identity. */
function mayBeRefused(member: Member, members: readonly Member[]): boolean {
  const planOf = (inputs: Inputs): unknown => [inputs['bearer-token'], inputs['region']].join();
  return members.some(
    (other) =>
      other !== member &&
      other.state !== 'over' &&
      other.steps.some((one) =>
        member.steps.some((own) => own['profile'] === one['profile'] && planOf(own) !== planOf(one)),
      ),
  );
}

function describe({ number, names, steps, user, job }: Member): string {
  const ways = [
    ...(steps[0]['credentials-file'] ? [] : ['private ini']),
    ...(user.uid === undefined ? [] : ['not root']),
    ...(job.env['HOME']?.endsWith('alias') ? ['by another path'] : []),
  ];
  return `${number} ${names.join(' then ')}${ways.length > 0 ? ` (${ways.join(', ')})` : ''}`;
}

function giveTo(user: number, folder: string): void {
  for (const file of look(folder).keys()) fs.lchownSync(file, user, user);
}

async function start({ stage, members }: Crowd, member: Member): Promise<void> {
  const { random } = stage;
  const killedAt = random.chance(0.2) ? random.whole(1, MOST_CHANGES) : undefined;
  const frozen = random.chance(0.1);
  const note = stage.notes.push(`${member.number} starts`) - 1;
  // Where root has made the folders, another user may be turned away.
  const mayFail = member.user.uid !== undefined || mayBeRefused(member, members);
  const verdict: Verdict = killedAt !== undefined ? { killed: true } : mayFail ? {} : { must: 'succeed' };
  for (const inputs of member.steps) {
    const result = await member.job.login(
      inputs,
      {
        ...member.user,
        within: PATIENCE,
        ...(killedAt !== undefined && { env: sabotage(`SIGKILL ${killedAt}`) }),
        ...(frozen && { onStart: (child) => void freeze(child, random) }),
      },
      verdict,
    );
    const { profile = '', 'bearer-token': token = '' } = inputs;
    if (result.exitCode === 0) member.held.set(profile, token);
    else if (result.exitCode !== undefined) stage.notes[note] += ', is refused';
    member.killed ||= result.signal !== undefined && result.signal !== null;
    if (result.signal) stage.notes[note] += `, is killed before change ${killedAt}`;
    else if (frozen) stage.notes[note] += ', is frozen for a moment';
  }
  member.state = 'running';
}

async function end({ stage, mixed }: Crowd, member: Member, waits = false): Promise<void> {
  stage.notes.push(`${member.number} ends`);
  // Root's files may be closed to others.
  const mayWarn = waits || mixed;
  await member.job.finish({ ...member.user, within: PATIENCE, env: { NODE_OPTIONS: '' } }, { mayWarn });
  member.state = 'over';
}

/** Stops the process at some moment, and lets it go on before others think that it is dead. */
async function freeze(child: ChildProcess, random: Random): Promise<void> {
  await pause(random.whole(30, 120));
  child.kill('SIGSTOP');
  await pause(random.whole(20, 400));
  child.kill('SIGCONT');
}

function judgeNow(crowd: Crowd): void {
  const { stage, home, members, mixed } = crowd;
  const left = members.filter(({ state }) => state !== 'over');
  const living = left.flatMap(({ secrets }) => secrets);
  const ended = members.filter(({ state }) => state === 'over').flatMap(({ secrets }) => secrets);
  // Nobody but its owner can remove what a killed step was writing; its post does.
  const isWriting = mixed && left.some(({ killed }) => killed);
  judgeMeanwhile(crowd, isWriting ? [] : ended.filter((secret) => !living.includes(secret)));
  for (const { number, held } of left)
    for (const [name, token] of held)
      if (tokenIn(home, name) !== token) stage.find(`${number} is somebody else as ${name}`);
}

function tokenIn(home: string, name: string): unknown {
  const { profiles } = JSON.parse(fs.readFileSync(configOf(home), 'utf8'));
  return profiles.find((profile: { name: string }) => profile.name === name)?.bearer_token;
}

function judgeAtEnd(crowd: Crowd, before: ReadonlyMap<string, Thing>): void {
  const jobs = crowd.members.map(({ job }) => job);
  const others = jobs.flatMap(({ workspace, root }) => [workspace, path.join(root, 'tmp')]);
  judgeAfterwards(
    crowd,
    before,
    jobs.map(({ temp }) => temp),
    { others },
  );
}

/** Milliseconds; a lock is given up on in less. */
const LONG = 13_000;

/** One job is stopped in the middle of a change for so long that others take it for dead; then it goes on. */
async function frozen(stage: Stage): Promise<void> {
  const { random } = stage;
  const crowd = await gather(stage);
  const before = look(crowd.home);
  const [first, ...others] = crowd.members;
  if (!first) throw new Error('Nobody came.');
  const inPost = random.chance(0.5);
  const at = random.whole(1, inPost ? 30 : 60);
  stage.notes.push(`${first.number} is stopped before change ${at} of ${inPost ? 'post' : 'main'}`);
  // Some are there before.
  const early = others.filter(() => random.chance(0.5));
  for (const member of early) await start(crowd, member);
  const limits = {
    ...first.user,
    within: 4 * PATIENCE,
    env: sabotage(`SIGSTOP ${at}`),
    onStart: (child: ChildProcess) => void pause(LONG).then(() => child.kill('SIGCONT')),
  };
  const [inputs] = first.steps;
  if (inPost) await first.job.login(inputs, { ...first.user, within: PATIENCE });
  const stopped = inPost
    ? first.job.finish(limits, { mayWarn: true })
    : first.job.login(inputs, limits, first.user.uid === undefined ? { must: 'succeed' } : {});
  await pause(1_000);
  for (const member of others) {
    if (member.state === 'waiting') {
      // Whoever cannot have the lock may fail, but with nothing half-done.
      await member.job.login(
        { ...member.steps[0], 'timeout-seconds': '30' },
        { ...member.user, within: PATIENCE },
      );
      member.state = 'running';
      stage.notes.push(`${member.number} starts`);
    }
    if (random.chance(0.6)) await end(crowd, member, true);
  }
  await stopped;
  first.state = inPost ? 'over' : 'running';
  stage.notes.push(`${first.number} has gone on`);
  for (const member of crowd.members) if (member.state === 'running') await end(crowd, member, true);
  judgeAtEnd(crowd, before);
}

export const crowds: Kind = {
  name: 'crowds',
  does: 'Three to six jobs share a home folder and write profiles of the same and of other names into the owner’s files, some of them with the same plan; none becomes another; they start and end in any order, some at once; some mains are killed, some stopped for a moment; the owner adds profiles meanwhile',
  usual: 15,
  round: (number): Attack => ({ name: `round ${number}`, run: round }),
};

export const frozenJobs: Kind = {
  name: 'frozen jobs',
  does: 'The same, and one job is stopped for 13 seconds in the middle of main or post while the others go on',
  usual: 3,
  round: (number): Attack => ({ name: `round ${number}`, idle: true, run: frozen }),
};
