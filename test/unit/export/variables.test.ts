import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessKey, bearerToken, type Credential, stsCredential } from '../../../src/credentials.ts';
import type { Pointers } from '../../../src/export/exporter.ts';
import { exportVariables, variablesFor } from '../../../src/export/variables.ts';
import type { ExportOptions } from '../../../src/plan/plan.ts';
import { openJournal } from '../../../src/record/journal.ts';
import { plainSecret } from '../support/arbitraries.ts';
import { makeWorld, type World } from '../support/world.ts';

const noMask = (): void => {};
const KEY = accessKey('the-id', 'the-secret', noMask);
const SESSION = stsCredential(
  { accessKeyId: 'the-id', accessKeySecret: 'the-secret', securityToken: 'the-token' },
  noMask,
);
const BEARER = bearerToken('the-bearer', noMask);
const ENV: ExportOptions = { env: true, outputs: true, maskAccountId: false, cleanup: true };
const NO_ENV: ExportOptions = { ...ENV, env: false };
const NO_POINTERS: Pointers = { variables: {}, outputs: {} };
const nothing = (): boolean => false;

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'the-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'the-secret',
  ALICLOUD_ACCESS_KEY: 'the-id',
  ALICLOUD_SECRET_KEY: 'the-secret',
  ALIBABACLOUD_ACCESS_KEY_ID: 'the-id',
  ALIBABACLOUD_ACCESS_KEY_SECRET: 'the-secret',
  OSS_ACCESS_KEY_ID: 'the-id',
  OSS_ACCESS_KEY_SECRET: 'the-secret',
  ALICLOUD_ACCESS_KEY_ID: 'the-id',
  ALICLOUD_ACCESS_KEY_SECRET: 'the-secret',
};
const TOKENS = {
  ALIBABA_CLOUD_SECURITY_TOKEN: 'the-token',
  ALICLOUD_SECURITY_TOKEN: 'the-token',
  ALIBABACLOUD_SECURITY_TOKEN: 'the-token',
  OSS_SESSION_TOKEN: 'the-token',
  ALICLOUD_ACCESS_KEY_STS_TOKEN: 'the-token',
  SECURITY_TOKEN: 'the-token',
};
const REGIONS = {
  ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
  ALIBABA_CLOUD_REGION: 'cn-hangzhou',
  ALIBABACLOUD_REGION_ID: 'cn-hangzhou',
  ALICLOUD_REGION: 'cn-hangzhou',
  OSS_REGION: 'cn-hangzhou',
};
const PROFILES = {
  ALIBABA_CLOUD_PROFILE: 'ci',
  ALICLOUD_PROFILE: 'ci',
  ALIBABA_CLOUD_CREDENTIALS_FILE: '/t/credentials.ini',
  ALICLOUD_SHARED_CREDENTIALS_FILE: '/h/config.json',
};

const PROFILE: Pointers = { variables: PROFILES, outputs: {} };

describe('the variables', () => {
  test.each<[string, Credential, ExportOptions, Pointers | undefined, object]>([
    ['a key', KEY, ENV, undefined, KEYS],
    ['a session', SESSION, ENV, undefined, { ...KEYS, ...TOKENS }],
    ['a bearer token', BEARER, ENV, undefined, { ALIBABA_CLOUD_BEARER_TOKEN: 'the-bearer' }],
    [
      'a session and a region',
      SESSION,
      { ...ENV, region: 'cn-hangzhou' },
      undefined,
      { ...KEYS, ...TOKENS, ...REGIONS },
    ],
    ['a profile', SESSION, NO_ENV, PROFILE, PROFILES],
    [
      'a profile and a region',
      SESSION,
      { ...NO_ENV, region: 'cn-hangzhou' },
      PROFILE,
      { ...PROFILES, ...REGIONS },
    ],
    ['a profile and the environment', KEY, ENV, PROFILE, { ...KEYS, ...PROFILES }],
    ['outputs only', SESSION, NO_ENV, undefined, {}],
  ])(
    'of %s are those of the documentation, and no other',
    (_, credential, wanted, pointers = NO_POINTERS, expected) => {
      expect(variablesFor({ credential, wanted, pointers }, nothing)).toEqual(expected);
    },
  );

  test('of a key empty a token that an earlier step left, and only that', () => {
    const stands = (name: string): boolean =>
      ['ALICLOUD_SECURITY_TOKEN', 'OSS_SESSION_TOKEN', 'OTHER'].includes(name);
    expect(variablesFor({ credential: KEY, wanted: ENV, pointers: NO_POINTERS }, stands)).toEqual({
      ...KEYS,
      ALICLOUD_SECURITY_TOKEN: '',
      OSS_SESSION_TOKEN: '',
    });
    expect(variablesFor({ credential: KEY, wanted: NO_ENV, pointers: PROFILE }, () => true)).toEqual(
      PROFILES,
    );
    expect(variablesFor({ credential: SESSION, wanted: ENV, pointers: NO_POINTERS }, () => true)).toEqual({
      ...KEYS,
      ...TOKENS,
    });
  });

  test('never make a tool assume a role a second time, and are never empty for nothing', () => {
    const exportOptions = fc.record(
      {
        env: fc.boolean(),
        outputs: fc.boolean(),
        maskAccountId: fc.boolean(),
        region: fc.constant('cn-hangzhou'),
      },
      { requiredKeys: ['env', 'outputs', 'maskAccountId'] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(KEY, SESSION, BEARER),
        exportOptions,
        fc.constantFrom(NO_POINTERS, PROFILE),
        fc.boolean(),
        (credential, way, pointers, stands) => {
          const variables = variablesFor(
            { credential, wanted: way as ExportOptions, pointers },
            () => stands,
          );
          const names = Object.keys(variables);
          for (const name of ['ALIBABA_CLOUD_ROLE_ARN', 'OSS_ROLE_ARN', 'ALIBABA_CLOUD_STS_REGION']) {
            expect(names).not.toContain(name);
          }
          const empty = names.filter((name) => variables[name] === '');
          if (!stands) expect(empty).toEqual([]);
          for (const name of empty) expect(Object.keys(TOKENS)).toContain(name);
        },
      ),
    );
  });
});

/** Its file, where a job has had one login. */
function recordOf({ temp }: World): string {
  const [folder = ''] = fs.readdirSync(temp);
  return path.join(temp, folder, 'login.json');
}

async function exportInto(
  world: World,
  variables: Record<string, string>,
  env: Record<string, string> = {},
): Promise<void> {
  const context = world.step({ env });
  await exportVariables(context, openJournal(context), variables);
}

/** Empty is the nearest to unset that a runner knows. */
const standing = (world: World): Record<string, string> =>
  Object.fromEntries(Object.entries(world.env()).filter(([, value]) => value !== ''));

describe('taking the variables back', () => {
  test('gives every variable its earlier value, and empties those that had none', async () => {
    const before = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'old', OSS_SESSION_TOKEN: 'stale', OTHER: 'x' };
    const world = makeWorld(before);
    await exportInto(world, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'new',
      OSS_REGION: 'cn-x',
      OSS_SESSION_TOKEN: '',
    });
    expect(world.env()).toMatchObject({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'new', OSS_SESSION_TOKEN: '' });
    await world.post();
    expect(world.env()).toEqual({ ...before, OSS_REGION: '' });
  });

  test('leaves alone what somebody changed since', async () => {
    const world = makeWorld({ A: 'old' });
    await exportInto(world, { A: 'ours', B: 'ours' });
    const keep = world.state();
    await world.step().runner.exportVariables({ A: 'theirs' });
    world.write('commands/state', keep);
    await world.post();
    expect(world.env()).toEqual({ A: 'theirs', B: '' });
  });

  test('writes nothing where a variable has its earlier value already', async () => {
    const world = makeWorld({ A: 'same' });
    await exportInto(world, { A: 'same' });
    const written = fs.readFileSync(path.join(world.root, 'commands', 'env'), 'utf8');
    await world.post();
    expect(fs.readFileSync(path.join(world.root, 'commands', 'env'), 'utf8')).toBe(written);
  });

  test('masks an earlier secret before the runner sees it again', async () => {
    const world = makeWorld({
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'the-earlier-secret',
      OSS_REGION: 'cn-beijing',
    });
    await exportInto(world, { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'ours', OSS_REGION: 'cn-hangzhou' });
    const post = await world.post();
    expect(post.masks).toEqual(['the-earlier-secret']);
  });

  test('is right for any variables, twice in a job, last step first', async () => {
    const name = fc.constantFrom(...Object.keys({ ...KEYS, ...TOKENS, ...REGIONS }));
    const value = fc.oneof(plainSecret, fc.constant('line one\nline two'), fc.constant('same'));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, value),
        fc.dictionary(name, value),
        fc.dictionary(name, value),
        async (before, one, two) => {
          const world = makeWorld({ ...before });
          await exportInto(world, { ...one });
          const first = world.state();
          const between = standing(world);
          await exportInto(world, { ...two });
          await world.post();
          expect(standing(world)).toEqual(between);
          world.write('commands/state', first);
          await world.post();
          expect(standing(world)).toEqual({ ...before });
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each<[string, (world: World) => void]>([
    ['is gone', ({ temp }) => fs.rmSync(temp, { recursive: true })],
    ['is damaged', (world) => fs.truncateSync(recordOf(world), 20)],
  ])('leaves them, and says so without a word of it, where the record %s', async (_, damage) => {
    const world = makeWorld({ A: 'the-earlier-secret' });
    await exportInto(world, { A: 'ours' });
    damage(world);
    fs.mkdirSync(world.temp, { recursive: true });
    const post = await world.post();
    expect(world.env()).toEqual({ A: 'ours' });
    expect(post.lines.join('')).toContain('Variables that it set stay until the job ends.');
    expect(post.lines.join('')).not.toMatch(/the-earl/);
    expect(fs.readdirSync(world.temp)).toEqual([]);
  });

  test('sees ours behind the step’s own env by another of the same value, and only then', async () => {
    for (const restored of [false, true]) {
      const world = makeWorld();
      const env = { KEY: 'of the step' };
      await exportInto(world, { KEY: 'ours', SAME: 'ours', OTHER: 'x' }, env);
      const saved = world.state();
      // A parallel login, which saw what this one saw, has been undone.
      if (restored) await world.step().runner.exportVariables({ KEY: 'of the step', SAME: '' });
      world.write('commands/state', saved);
      await world.post({ env });
      expect(world.env()).toEqual({ KEY: restored ? 'of the step' : '', SAME: '', OTHER: '' });
    }
  });
});

describe('the record of variables', () => {
  test('is written before the first of them is set; neither it nor the state holds our secret', async () => {
    await fc.assert(
      fc.asyncProperty(plainSecret, plainSecret, async (before, now) => {
        fc.pre(before !== now && !before.includes(now));
        const world = makeWorld({ A: before });
        await exportInto(world, { A: now, B: now });
        expect(world.state()).not.toContain(before);
        for (const text of [world.state(), fs.readFileSync(recordOf(world), 'utf8')])
          expect(text).not.toContain(now);
      }),
      { numRuns: 30 },
    );
    const world = makeWorld();
    const context = world.step();
    const runner = {
      ...context.runner,
      exportVariables: () => expect(fs.readFileSync(recordOf(world), 'utf8')).toContain('"variables"'),
    };
    await exportVariables({ ...context, runner }, openJournal({ ...context, runner }), { A: 'x' });
  });

  test('does not tell that two logins have the same secret', async () => {
    const sums = new Set();
    for (const world of [makeWorld(), makeWorld()]) {
      await exportInto(world, { A: 'the-secret' });
      sums.add(/"A":"([0-9a-f]+)"/.exec(fs.readFileSync(recordOf(world), 'utf8'))?.[1] ?? sums);
    }
    expect(sums.size).toBe(2);
  });

  test('is not made, nor a folder, where there is nothing to export', async () => {
    const world = makeWorld();
    await exportInto(world, {});
    expect(world.state()).toBe('');
    expect(world.snapshot()).toEqual({});
  });
});
