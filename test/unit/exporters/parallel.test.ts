/**
 * Two logins of a job whose steps run in the background, in every order of their starts, ends, waits and post steps,
 * with a logout anywhere between: no variable of one stands with one of the other, whoever is waited for last is whom
 * later steps are, and in the end the job has its own variables and files, and no others.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LoginStep, ParallelJob, type Variables } from '../support/parallel-job.ts';

/** Variables that mean something only together: those of a key, by who reads them, and those of a profile. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  SDKs: ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN'],
  Terraform: ['ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'],
  CLI: ['ALIBABACLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_SECRET', 'ALIBABACLOUD_SECURITY_TOKEN'],
  OSS: ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_SESSION_TOKEN'],
  others: ['ALICLOUD_ACCESS_KEY_ID', 'ALICLOUD_ACCESS_KEY_SECRET', 'ALICLOUD_ACCESS_KEY_STS_TOKEN'],
  profile: ['ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE'],
};
const KEYS = ['SDKs', 'Terraform', 'CLI', 'OSS', 'others'];

const key = (who: string): Variables => ({
  'access-key-id': `LTAIkeyOf${who}`,
  'access-key-secret': `secretOfKeyOf${who}`,
});
const sts = (who: string): Variables => ({
  'access-key-id': `STS.keyOf${who}`,
  'access-key-secret': `secretOf${who}`,
  'security-token': `tokenOf${who}`,
});
const HAND_OFFS: Readonly<Record<string, (who: string) => Variables>> = {
  sts,
  key,
  bearer: (who) => ({ 'bearer-token': `bearerOf${who}` }),
  'sts, a region': (who) => ({ ...sts(who), region: 'cn-beijing' }),
  'key, a region': (who) => ({ ...key(who), region: `cn-${who === 'One' ? 'hangzhou' : 'shanghai'}` }),
  'sts, a profile': (who) => ({ ...sts(who), profile: `p-${who.toLowerCase()}` }),
  'key, a profile': (who) => ({ ...key(who), profile: `p-${who.toLowerCase()}`, region: 'cn-beijing' }),
  'key, a profile of one name': (who) => ({ ...key(who), profile: 'p' }),
  'sts, a profile and variables': (who) => ({
    ...sts(who),
    profile: `p-${who.toLowerCase()}`,
    'export-env': 'true',
  }),
  'sts, outputs': (who) => ({ ...sts(who), 'export-env': 'false' }),
};

/** Those among which a logout, or the order of the post steps, makes a difference. */
const TELLING = ['sts', 'key', 'bearer', 'key, a profile', 'sts, a profile and variables'];

const NOTHING: Variables = {};
const JOBS: Readonly<Record<string, Variables>> = {
  'nothing of its own': NOTHING,
  'a key of its own': {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIofTheJob',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secretOfTheJob',
    ALIBABA_CLOUD_REGION: 'eu-central-1',
  },
  'a session and a profile of its own': {
    ...Object.fromEntries(
      KEYS.flatMap((group) =>
        (GROUPS[group] ?? []).map((name, index) => [
          name,
          ['STS.ofTheJob', 'itsSecret', 'itsToken'][index] ?? '',
        ]),
      ),
    ),
    SECURITY_TOKEN: 'itsToken',
    ALIBABA_CLOUD_PROFILE: 'own',
    ALICLOUD_PROFILE: 'own',
    ALIBABA_CLOUD_CREDENTIALS_FILE: '/own',
    ALIBABA_CLOUD_REGION: 'eu-central-1',
  },
};

type Event = `${'start' | 'end' | 'wait'} ${number}` | 'logout';

/** Every order of what happens to so many steps. */
function orders(steps: number): Event[][] {
  const found: Event[][] = [];
  const go = (order: Event[], at: readonly number[]): void => {
    if (at.every((next) => next === 3)) found.push(order);
    for (const [index, next] of at.entries()) {
      // Which of them is the first to start makes no difference: every pair is there in both orders.
      if (next === 3 || (next === 0 && at.slice(0, index).includes(0))) continue;
      const event: Event = `${(['start', 'end', 'wait'] as const)[next] ?? 'start'} ${index}`;
      go([...order, event], at.with(index, next + 1));
    }
  };
  go([], Array(steps).fill(0));
  return found;
}

const filled = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
const of = (variables: Variables, group: string): string[] =>
  (GROUPS[group] ?? []).map((name) => variables[name] ?? '');

interface Played {
  readonly refused: number;
}

/** Plays a job, and looks at it after every event. */
async function play(
  own: Variables,
  inputs: readonly Variables[],
  order: readonly Event[],
  { postsInOrder = false } = {},
): Promise<Played> {
  const job = new ParallelJob(own);
  const before = job.memory.tree();
  const steps: LoginStep[] = [];
  const whole: Record<string, string[][]> = {};
  for (const group of Object.keys(GROUPS)) whole[group] = [of(own, group)];
  const stays = inputs.some(({ cleanup }) => cleanup === 'false');

  for (const event of order) {
    const [what, which = ''] = event.split(' ');
    const step = steps[Number(which)];
    if (what === 'start') steps.push(job.start(inputs[Number(which)] ?? {}));
    else if (what === 'logout') expect(await job.logout()).toBe(true);
    else if (what === 'end') await step?.finish();
    else {
      step?.wait();
      for (const group of Object.keys(GROUPS)) {
        const names = GROUPS[group] ?? [];
        if (!names.some((name) => step?.exported[name])) continue;
        const its = of(step?.exported ?? {}, group);
        whole[group]?.push(its);
        // Whoever was waited for last is whom later steps are.
        expect(of(job.variables, group), `${group} after ${event}`).toEqual(its);
      }
    }
    for (const [group, allowed] of Object.entries(whole))
      expect([...allowed, ['', '', '']], `${group} after ${event}`).toContainEqual(of(job.variables, group));
  }
  if (!order.includes('logout')) {
    const profiles = inputs.flatMap(({ profile }, index) => (steps[index]?.error ? [] : (profile ?? [])));
    const config = job.memory.all()['/home/runner/.aliyun/config.json'] ?? '{}';
    const names = (JSON.parse(config).profiles ?? []).map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual([...new Set(profiles)].sort());
  }
  for (const step of postsInOrder ? steps : steps.toReversed()) await step.post();
  if (!stays) {
    expect(filled(job.variables)).toEqual(filled(own));
    expect(job.memory.tree()).toEqual(before);
  }
  const refused = steps.flatMap(({ error }) => error ?? []);
  for (const error of refused) expect(error).toContain('parallel step that has not been waited for');
  return { refused: refused.length };
}

/** Whether every step that was started before a moment has been waited for. */
const isQuiet = (order: readonly Event[], at: number): boolean => {
  const before = order.slice(0, at).map((event) => event.split(' ')[0]);
  return before.filter((what) => what === 'start').length === before.filter((what) => what === 'wait').length;
};
const alone = (order: readonly Event[]): boolean => order.indexOf('wait 0') < order.indexOf('start 1');
const setsKey = (name: string): 'sts' | 'key' | undefined =>
  name.startsWith('bearer') || name.endsWith('outputs') || (/profile/.test(name) && !/variables/.test(name))
    ? undefined
    : name.startsWith('sts')
      ? 'sts'
      : 'key';

describe.each(Object.entries(JOBS))('two logins side by side in a job with %s', (_, own) => {
  test.each(Object.keys(HAND_OFFS))(
    'the first of them by %s',
    async (one) => {
      let played = 0;
      for (const two of Object.keys(HAND_OFFS)) {
        const pair = [one, two].every((name) => TELLING.includes(name));
        const inputs = [HAND_OFFS[one]?.('One') ?? {}, HAND_OFFS[two]?.('Two') ?? {}];
        for (const order of orders(2)) {
          for (const postsInOrder of alone(order) || !pair ? [false] : [false, true]) {
            const { refused } = await play(own, inputs, order, { postsInOrder });
            const [first, second] = [setsKey(one), setsKey(two)];
            // A key over a session takes its tokens away itself.
            const clash = first && second && first !== second && !own['SECURITY_TOKEN'] && !alone(order);
            expect(refused, `${one} and ${two}: ${order}`).toBe(clash ? 1 : 0);
            played += 1;
          }
          for (let at = 1; pair && own !== NOTHING && at <= order.length; at++)
            await play(own, inputs, order.toSpliced(at, 0, 'logout'));
          if (own === NOTHING) continue;
          if (one === two) await play(own, [{ ...inputs[0], cleanup: 'false' }, inputs[1] ?? {}], order);
          await play(own, [inputs[0] ?? {}, { ...inputs[1], cleanup: 'false' }], order);
        }
      }
      expect(played).toBeGreaterThanOrEqual(100);
    },
    60_000,
  );
});

test('three logins side by side, in any order', async () => {
  const handOff = fc.constantFrom(...Object.keys(HAND_OFFS));
  const all = orders(3);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(JOBS)),
      fc.tuple(handOff, handOff, handOff),
      fc.constantFrom(...all),
      fc.option(fc.nat(9), { nil: undefined }),
      async (own, names, order, logout) => {
        const inputs = names.map(
          (name, index) => HAND_OFFS[name]?.(['One', 'Two', 'Three'][index] ?? '') ?? {},
        );
        // A logout while two others are under way can leave a pointer of the job's empty: a known gap (README, parallel steps).
        await play(
          own,
          inputs,
          logout === undefined || !isQuiet(order, logout) ? order : order.toSpliced(logout, 0, 'logout'),
        );
      },
    ),
    { numRuns: Number(process.env['PARALLEL_RUNS'] ?? 400) },
  );
}, 120_000);
