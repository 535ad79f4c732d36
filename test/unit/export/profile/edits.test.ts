import { expect, test } from 'vitest';
import { numbersOneIn, sampleOf } from '../../../thorough.ts';
import { CONFIG, HOME, INI, type Machine, type MachineJob, makeMachine } from '../../support/jobs.ts';

/**
 * Two jobs, one of them killed before each of its changes; just before or after that the owner or a tool changes a file.
 * What the owner has is there at the end, and no secret of a job.
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

// biome-ignore lint/suspicious/noExplicitAny: files of many shapes
const parse = (text: string): any => JSON.parse(text);

interface Edit {
  /** @param before the files as they were before the step */
  make(machine: Machine, before: Readonly<Record<string, string>>): void;
  /** What the owner has from then on. */
  readonly adds?: boolean;
}

/** Changes every profile of config.json. */
const rewrite =
  (change: (profile: Record<string, unknown>) => unknown): Edit['make'] =>
  ({ memory }) => {
    const file = parse(memory.all()[CONFIG] ?? '');
    memory.write(
      CONFIG,
      JSON.stringify({ ...file, profiles: file.profiles.map(change), extra: '' }, null, 4),
    );
  };

const EDITS: Record<string, Edit> = {
  'the owner adds a profile': {
    adds: true,
    make: ({ memory }) => {
      const files = memory.all();
      memory.write(CONFIG, (files[CONFIG] ?? '').replace('"profiles": [', '"profiles": [{"name": "added"},'));
      memory.write(INI, `${files[INI]}\n\n[added]\ntype = ecs_ram_role\n`);
    },
  },
  'a tool rewrites config.json and drops what it does not know': {
    make: rewrite(({ odd: _, ...profile }) => profile),
  },
  'a tool switches ours to another mode': {
    make: rewrite((profile) =>
      String(profile['access_key_secret']).startsWith('secretOfJob')
        ? { ...profile, mode: 'RamRoleArn', ram_role_arn: 'acs:ram::1:role/r' }
        : profile,
    ),
  },
  'a tool writes back what it had read before the step': {
    make: ({ memory }, before) => memory.write(CONFIG, before[CONFIG] ?? ''),
  },
  'a killed tool leaves half of config.json': {
    make: ({ memory }) => {
      const text = memory.all()[CONFIG] ?? '';
      memory.write(CONFIG, text.slice(0, text.length / 2));
    },
  },
  'a killed tool leaves config.json empty': { make: ({ memory }) => memory.write(CONFIG, '') },
  'somebody removes both': {
    make: ({ memory }) => {
      for (const file of [CONFIG, INI]) memory.files.remove(file);
    },
  },
};

const ORDERS = [
  ['main0', 'main1', 'post0', 'post1'],
  ['main0', 'main1', 'post1', 'post0'],
  ['main0', 'post0', 'main1', 'post1'],
] as const;
const VARIANTS = [
  ['default', 'default'],
  ['default', 'ci'],
  ['ci', 'work'],
].flatMap((names) => [true, false].flatMap((gone) => [true, false].map((early) => ({ names, gone, early }))));
/** No step makes so many changes. */
const MOST_CHANGES = 40;
/** Each kill meets one of the variants; other seeds give it another one. */
const FIRST = Number(process.env['FUZZ_SEED'] ?? 0);

test.each(Object.entries(EDITS))(
  'what the owner has is there at the end where %s around a kill',
  async (what, edit) => {
    let kills = 0;
    let turn = FIRST;
    const { first, step } = numbersOneIn(4);
    for (const order of ORDERS)
      for (const at of order.keys())
        for (let killAt = first; killAt <= MOST_CHANGES; killAt += step) {
          const variant = VARIANTS[turn++ % VARIANTS.length] ?? { names: [], gone: false, early: false };
          const label = `${what}: ${order.join(' ')}, event ${at} killed at ${killAt}, ${JSON.stringify(variant)}`;
          if (await isKilled(label, edit, { order, at, killAt, ...variant })) kills++;
        }
    expect(kills).toBeGreaterThan(sampleOf(100, 5));
  },
  120_000,
);

interface Case {
  readonly order: readonly string[];
  readonly at: number;
  readonly killAt: number;
  readonly names: readonly string[];
  /** The killed job's post never runs. */
  readonly gone: boolean;
  /** The change comes before the killed step. */
  readonly early: boolean;
}

/** Whether the step had so many changes; else nothing has been judged. */
async function isKilled(label: string, edit: Edit, one: Case): Promise<boolean> {
  const { order, at, killAt, names, gone, early } = one;
  const machine = makeMachine();
  const { memory } = machine;
  memory.write(CONFIG, OWNERS_CONFIG, 0o640);
  memory.write(INI, OWNERS_INI, 0o644);
  const jobs = names.map((name) => machine.job(name, { file: INI }));
  const jobOf = (step = ''): MachineJob => jobs[Number(step.slice(-1))] as MachineJob;
  const killed = jobOf(order[at]);
  let isEdited = false;
  let before = memory.all();
  const change = (): void => {
    const all = memory.all();
    // Without claims beside it nobody can know what was there.
    if (!edit.adds && !(all[`${CONFIG}.claims`] && all[`${INI}.claims`])) return;
    edit.make(machine, before);
    isEdited = true;
  };
  for (const [index, step] of order.entries()) {
    const job = jobOf(step);
    if (gone && index > at && job === killed) continue;
    if (early && index === at) change();
    if (!early && index === at) before = memory.all();
    const ran = await (step.startsWith('main') ? job.main : job.post)(index === at ? killAt : undefined);
    if (index !== at) continue;
    if (!ran.killed) return false;
    if (!early) change();
  }
  if (gone) machine.emptyTemp(killed.runner);
  else if (order[at]?.startsWith('post')) await killed.post();
  const next = machine.job('next', { file: INI, runner: killed.runner });
  await next.main();
  await next.post();

  const all = memory.all();
  for (const [file, text] of Object.entries(all))
    for (const { secret } of jobs)
      expect(text.includes(secret), `${label}: ${secret} in ${file}`).toBe(false);
  const left = Object.keys(all).filter((name) => name.startsWith(HOME));
  expect(left.sort(), label).toEqual([CONFIG, INI].filter((file) => all[file] !== undefined).sort());
  const isAdded = isEdited && edit.adds === true;
  const { profiles, current } = parse(OWNERS_CONFIG);
  const now = parse(all[CONFIG] ?? '{}');
  expect(now.current, label).toBe(current);
  expect(now.profiles, label).toEqual([...(isAdded ? [{ name: 'added' }] : []), ...profiles]);
  const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
  expect(lines(all[INI] ?? ''), label).toEqual([
    ...lines(OWNERS_INI),
    ...(isAdded ? ['[added]', 'type = ecs_ram_role'] : []),
  ]);
  return true;
}
