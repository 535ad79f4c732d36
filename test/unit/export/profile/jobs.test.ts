import { describe, expect, test } from 'vitest';
import { oneIn, sampleOf } from '../../../thorough.ts';
import { CONFIG, HOME, INI, type Machine, type MachineJob, makeMachine } from '../../support/jobs.ts';

/**
 * Three jobs share a home, log in with profiles, and end, in every order; and in every order each of their changes of a
 * file is the last before the process is killed. What the owner had stands again after the last; no secret of a job that
 * has ended is anywhere; meanwhile every name is somebody's who is still there, or its owner's.
 */

const OWNERS_CONFIG = `{
  "current": "default",
  "profiles": [
    {"name": "default", "mode": "AK", "access_key_id": "LTAIowner", "access_key_secret": "ownersFirstSecret", "odd": [1 ,2]},
    {"name": "other", "mode": "AK", "access_key_id": "LTAIother", "access_key_secret": "ownersOtherSecret"}
  ]
}`;
const OWNERS_INI =
  '# mine\n[default]\nenable = true\ntype = access_key\naccess_key_id = LTAIowner\naccess_key_secret = ownersFirstSecret\n\n[other]\ntype=ecs_ram_role';

const OWNERS: Record<string, (machine: Machine) => void> = {
  'an owner with that profile': ({ memory }) => {
    memory.write(CONFIG, OWNERS_CONFIG, 0o640);
    memory.write(INI, OWNERS_INI, 0o644);
  },
  'an owner with other profiles, none of them current': ({ memory }) => {
    memory.write(
      CONFIG,
      OWNERS_CONFIG.replaceAll('"default"', '"mine"').replace('"mine",', '"gone",'),
      0o600,
    );
    memory.write(INI, '[mine]\ntype = ecs_ram_role\n');
  },
  'an owner with an empty file': ({ memory }) => memory.write(CONFIG, '', 0o600),
  'no owner': () => {},
};

const NAMES = [
  ['default', 'default', 'default'],
  ['default', 'default', 'ci'],
  ['default', 'ci', 'deploy'],
];

type Event = readonly [job: number, what: 'main' | 'post'];

/** Every order of coming and ending. */
function orders(jobs: number): Event[][] {
  const grow = (come: readonly number[], ended: readonly number[]): Event[][] => {
    const next: Event[] = [];
    for (let job = 0; job < jobs; job++) {
      if (!come.includes(job)) next.push([job, 'main']);
      else if (!ended.includes(job)) next.push([job, 'post']);
    }
    if (next.length === 0) return [[]];
    return next.flatMap((event) => {
      const [job, what] = event;
      const rest = what === 'main' ? grow([...come, job], ended) : grow(come, [...ended, job]);
      return rest.map((events) => [event, ...events]);
    });
  };
  return grow([], []);
}

const ORDERS = orders(3);
/** Of jobs that are alike, which is the first does not matter. */
const UNLIKE = ORDERS.filter(
  (events) =>
    events
      .filter(([, what]) => what === 'main')
      .map(([job]) => job)
      .join('') === '012',
);

const nameOf = (events: readonly Event[]): string =>
  events.map(([job, what]) => `${what[0]}${job}`).join(' ');

function newJobs(machine: Machine, names: readonly string[]): MachineJob[] {
  return names.map((name) => machine.job(name, { file: INI }));
}

/** What the owner sees, without the runners' own folders. */
const treeOf = ({ memory }: Machine): Record<string, string> =>
  Object.fromEntries(Object.entries(memory.tree()).filter(([name]) => name.startsWith(HOME)));

/** The secret in the profile of a name, in either file. */
function secretsOf({ memory }: Machine, name: string): (string | undefined)[] {
  const files = memory.all();
  const profiles = files[CONFIG]?.trim() ? JSON.parse(files[CONFIG]).profiles : [];
  const ofConfig = profiles?.find((profile: { name: string }) => profile.name === name)?.access_key_secret;
  const section = files[INI]?.split(/^(?=\[)/m).find((text) => text.startsWith(`[${name}]`));
  return [ofConfig, /access_key_secret = (.*)/.exec(section ?? '')?.[1]];
}

function expectOnlyLiveSecrets(machine: Machine, ended: readonly MachineJob[], what: string): void {
  for (const [file, text] of Object.entries(machine.memory.all()))
    for (const { secret } of ended)
      expect(text.includes(secret), `${what}: ${secret} in ${file}`).toBe(false);
}

describe('three jobs that share a home', () => {
  const isChosen = oneIn(6);

  test.each(Object.entries(OWNERS))('leave %s as it was, in every order', async (_, prepare) => {
    for (const names of NAMES) {
      for (const events of ORDERS) {
        if (!isChosen()) continue;
        const machine = makeMachine();
        prepare(machine);
        const before = treeOf(machine);
        const owners = Object.fromEntries(names.map((name) => [name, secretsOf(machine, name)]));
        const jobs = newJobs(machine, names);
        const live: MachineJob[] = [];
        const ended: MachineJob[] = [];
        for (const [index, what] of events) {
          const job = jobs[index] as MachineJob;
          const { warnings } = await job[what]();
          expect(warnings, nameOf(events)).toEqual([]);
          if (what === 'main') live.push(job);
          else ended.push(...live.splice(live.indexOf(job), 1));
          expectOnlyLiveSecrets(machine, ended, nameOf(events));
          for (const name of names) {
            const last = live.findLast(({ profile }) => profile === name)?.secret;
            const expected = last === undefined ? owners[name] : [last, last];
            expect(secretsOf(machine, name), `${nameOf(events)}: ${name}`).toEqual(expected);
          }
        }
        expect(treeOf(machine), nameOf(events)).toEqual(before);
      }
    }
  });

  test.each<[string, boolean]>([
    ['whose post step comes all the same', true],
    ['whose post step is killed, or never comes', false],
  ])(
    'leave the owner’s files as they were, each killed at every change, %s',
    async (_, postComes) => {
      let kills = 0;
      for (const events of UNLIKE) {
        for (const [at, [, killed]] of events.entries()) {
          if ((postComes && killed === 'post') || !isChosen()) continue;
          for (let killAt = 1; ; killAt++) {
            const machine = makeMachine();
            OWNERS['an owner with that profile']?.(machine);
            const before = treeOf(machine);
            const jobs = newJobs(machine, ['default', 'default', 'default']);
            const what = `${nameOf(events)}, event ${at} killed at ${killAt}`;
            let wasKilled = false;
            for (const [step, [index, part]] of events.entries()) {
              const job = jobs[index] as MachineJob;
              // Of a job whose main was killed, and its runner with it.
              if (!postComes && step > at && index === events[at]?.[0]) continue;
              const ran = await job[part](step === at ? killAt : undefined);
              if (step === at) wasKilled = ran.killed;
            }
            if (!wasKilled) break;
            kills++;
            if (!postComes) {
              // The runner's next job: not even one with this profile.
              const dead = jobs[events[at]?.[0] ?? 0] as MachineJob;
              machine.emptyTemp(dead.runner);
              const next = machine.job('ci', { file: INI, runner: dead.runner });
              await next.main();
              await next.post();
            }
            expect(treeOf(machine), what).toEqual(before);
            expectOnlyLiveSecrets(machine, jobs, what);
          }
        }
      }
      expect(kills).toBeGreaterThan(sampleOf(500, 10));
    },
    180_000,
  );
});

describe('a name of another job', () => {
  test('is refused to another plan while that job lives, and leaves everything as it was', async () => {
    const machine = makeMachine();
    OWNERS['an owner with that profile']?.(machine);
    const before = treeOf(machine);
    const one = machine.job('default', { file: INI, plan: 'p' });
    await one.main();
    const during = treeOf(machine);
    const other = machine.job('default', { file: INI, plan: 'q' });
    await expect(other.main()).rejects.toThrow(/another job holds “default”/);
    await other.post();
    expect(treeOf(machine)).toEqual(during);
    // Killed, and its runner's next job begins.
    machine.emptyTemp(one.runner);
    const next = machine.job('default', { file: INI, plan: 'q', runner: one.runner });
    await next.main();
    expectOnlyLiveSecrets(machine, [one], 'next');
    await next.post();
    expect(treeOf(machine)).toEqual(before);
  });

  test('joins with the same plan, and with any in the same job', async () => {
    const machine = makeMachine();
    const before = treeOf(machine);
    const one = machine.job('ci', { file: INI, plan: 'p' });
    const two = machine.job('ci', { file: INI, plan: 'p' });
    const later = machine.job('work', { file: INI, plan: 'p' });
    const stacked = machine.job('work', { file: INI, plan: 'q', runner: later.runner });
    for (const job of [one, two, later, stacked]) await job.main();
    expect(secretsOf(machine, 'ci')).toEqual([two.secret, two.secret]);
    expect(secretsOf(machine, 'work')).toEqual([stacked.secret, stacked.secret]);
    await two.post();
    await stacked.post();
    expect(secretsOf(machine, 'ci')).toEqual([one.secret, one.secret]);
    expect(secretsOf(machine, 'work')).toEqual([later.secret, later.secret]);
    await one.post();
    await later.post();
    expect(treeOf(machine)).toEqual(before);
  });
});
