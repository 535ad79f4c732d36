/**
 * Two logins of a job whose steps run in the background, in every order of their starts, ends, waits and post steps,
 * with a logout anywhere between: whoever is waited for last is whom later steps are, no key stands with the secret of
 * another, and in the end the job has its own variables and files, and no others.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneIn, sampleOf } from '../../thorough.ts';
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
  sts: (who) => ({ ...sts(who), region: 'cn-beijing' }),
  key: (who) => ({ ...key(who), region: `cn-${who === 'One' ? 'hangzhou' : 'shanghai'}` }),
  bearer: (who) => ({ 'bearer-token': `bearerOf${who}` }),
  'a profile': (who) => ({ ...key(who), profile: `p-${who.toLowerCase()}`, region: 'cn-beijing' }),
  'a profile and variables': (who) => ({
    ...sts(who),
    profile: `p-${who.toLowerCase()}`,
    'export-env': 'true',
  }),
};
const setsKey = ({ profile, 'export-env': env, ...inputs }: Variables): boolean =>
  'access-key-id' in inputs && (profile === undefined || env === 'true');

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

/** Plays a job, and looks at it after every event. */
async function play(
  own: Variables,
  inputs: readonly Variables[],
  order: readonly Event[],
  { postsInOrder = false } = {},
): Promise<void> {
  const job = new ParallelJob(own);
  const before = job.memory.tree();
  const steps: LoginStep[] = [];
  // A key that is waited for after a session stands with its token. STS refuses the pair, and post undoes both.
  const tokens = inputs.filter(setsKey).map((one) => 'security-token' in one);
  const isMixed = own['SECURITY_TOKEN'] === undefined && new Set(tokens).size > 1;
  const of = (variables: Variables, group: string): string[] =>
    (GROUPS[group] ?? [])
      .slice(0, isMixed && KEYS.includes(group) ? 2 : undefined)
      .map((name) => variables[name] ?? '');
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
        if (!of(step?.exported ?? {}, group).some(Boolean)) continue;
        const its = of(step?.exported ?? {}, group);
        whole[group]?.push(its);
        // Whoever was waited for last is whom later steps are.
        expect(of(job.variables, group), `${group} after ${event}`).toEqual(its);
      }
    }
    for (const [group, allowed] of Object.entries(whole)) {
      const found = of(job.variables, group);
      expect([...allowed, found.map(() => '')], `${group} after ${event}`).toContainEqual(found);
    }
  }
  expect(steps.flatMap(({ error }) => error ?? [])).toEqual([]);
  if (!order.includes('logout')) {
    const profiles = inputs.flatMap(({ profile }) => profile ?? []);
    const config = job.memory.all()['/home/runner/.aliyun/config.json'] ?? '{}';
    const names = (JSON.parse(config).profiles ?? []).map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual([...new Set(profiles)].sort());
  }
  for (const step of postsInOrder ? steps : steps.toReversed()) await step.post();
  if (stays) return;
  expect(filled(job.variables)).toEqual(filled(own));
  expect(job.memory.tree()).toEqual(before);
}

const alone = (order: readonly Event[]): boolean => order.indexOf('wait 0') < order.indexOf('start 1');

describe.each(Object.entries(JOBS))('two logins side by side in a job with %s', (_, own) => {
  const isChosen = oneIn(8);
  test.each(Object.keys(HAND_OFFS))(
    'the first of them by %s',
    async (one) => {
      for (const two of Object.keys(HAND_OFFS)) {
        const inputs = [HAND_OFFS[one]?.('One') ?? {}, HAND_OFFS[two]?.('Two') ?? {}];
        for (const order of orders(2)) {
          // Of steps that follow each other, the later one's post is the first.
          for (const postsInOrder of alone(order) ? [false] : [false, true])
            if (isChosen()) await play(own, inputs, order, { postsInOrder });
          if (own['SECURITY_TOKEN'] === undefined) continue;
          for (let at = 1; at <= order.length; at++)
            if (isChosen()) await play(own, inputs, order.toSpliced(at, 0, 'logout'));
          if (isChosen()) await play(own, [inputs[0] ?? {}, { ...inputs[1], cleanup: 'false' }], order);
        }
      }
    },
    60_000,
  );
});

test('three logins side by side, in any order', async () => {
  const exportOptions = fc.constantFrom(...Object.keys(HAND_OFFS));
  const all = orders(3);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(JOBS)),
      fc.tuple(exportOptions, exportOptions, exportOptions),
      fc.constantFrom(...all),
      fc.option(fc.nat(9), { nil: undefined }),
      async (own, names, order, logout) => {
        const inputs = names.map(
          (name, index) => HAND_OFFS[name]?.(['One', 'Two', 'Three'][index] ?? '') ?? {},
        );
        await play(own, inputs, logout === undefined ? order : order.toSpliced(logout, 0, 'logout'));
      },
    ),
    { numRuns: sampleOf(400, 8) },
  );
}, 120_000);
