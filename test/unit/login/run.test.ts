import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FileError } from '../../../src/errors.ts';
import { nodeFiles } from '../../../src/runtime/files.ts';
import { type Answer, assumedRole, json } from '../support/context.ts';
import { run } from '../support/run.ts';
import { type KillMoment, makeWorld, mortalFiles, type World } from '../support/world.ts';

const OIDC = {
  INPUT_TYPE: '',
  'INPUT_ROLE-TO-ASSUME': 'acs:ram::1234567890123456:role/deploy',
  'INPUT_OIDC-PROVIDER-ARN': 'acs:ram::1234567890123456:oidc-provider/github',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token-0123456789',
};
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm8vciJ9.c2lnbmF0dXJl';
const login = (): Answer[] => [json(200, { value: TOKEN }), json(200, assumedRole())];

const { AccessKeySecret = '', SecurityToken = '', AccessKeyId = '' } = assumedRole().Credentials;
const EARLIER = 'earlierSecretInTheJob0123456789';
const OWNERS = 'ownersSecretInTheFile0123456789';
const OURS = [AccessKeyId, AccessKeySecret, SecurityToken, TOKEN];
const ANY_SECRET = new RegExp(
  [...OURS, EARLIER, OWNERS].map((text) => text.replace(/\W/g, '\\$&')).join('|'),
);

/** A job on a machine whose owner uses the aliyun CLI, where an earlier step left a credential. */
function busyWorld(): World {
  const world = makeWorld({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIearlier',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EARLIER,
    ALIBABA_CLOUD_REGION: 'cn-beijing',
  });
  const owner = { name: 'owner', mode: 'AK', access_key_id: 'LTAIowner', access_key_secret: OWNERS };
  world.write('home/.aliyun/config.json', JSON.stringify({ current: 'owner', profiles: [owner] }, null, 2));
  world.write('home/keys.ini', `[owner]\ntype = access_key\naccess_key_secret = ${OWNERS}`, 0o640);
  return world;
}

const EVERYTHING = {
  ...OIDC,
  INPUT_PROFILE: 'ci',
  'INPUT_EXPORT-ENV': 'true',
  'INPUT_CREDENTIALS-FILE': '~/keys.ini',
  INPUT_REGION: 'cn-hangzhou',
};

/** What the job's variables are, with those that are empty left out: a runner cannot unset one. */
function variablesOf(world: World): Record<string, string> {
  return Object.fromEntries(Object.entries(world.env()).filter(([, value]) => value !== ''));
}

function allFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function expectNoSecretBelow(folder: string, secrets: readonly string[]): void {
  for (const file of allFiles(folder)) {
    expect(file).not.toMatch(/\.(tmp|new)$/);
    const text = fs.readFileSync(file, 'utf8');
    for (const secret of secrets) expect(text, `${file} holds a secret`).not.toContain(secret);
  }
}

afterEach(() => vi.restoreAllMocks());

describe('a whole step', () => {
  test('exports the credential, and post takes everything back', async () => {
    const world = busyWorld();
    const files = world.snapshot();
    const variables = variablesOf(world);
    const step = world.step({ env: EVERYTHING, http: login() });
    await run(step);
    expect(step.unanswered()).toBe(0);
    expect(world.env()).toMatchObject({
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: AccessKeySecret,
      ALICLOUD_SECURITY_TOKEN: SecurityToken,
      OSS_REGION: 'cn-hangzhou',
      ALIBABA_CLOUD_PROFILE: 'ci',
    });
    expect(world.outputs()).toMatchObject({
      'access-key-secret': AccessKeySecret,
      'account-id': '1234567890123456',
      expiration: '2026-11-02T11:00:00Z',
      type: 'oidc_role_arn',
    });
    expect(world.state()).not.toMatch(ANY_SECRET);

    await world.post();
    expect(world.snapshot()).toEqual(files);
    expect(variablesOf(world)).toEqual(variables);
    expectNoSecretBelow(world.home, OURS);
    expect(allFiles(world.temp)).toEqual([]);
  });

  test('masks every secret before it is exported', async () => {
    const world = busyWorld();
    const step = world.step({ env: EVERYTHING, http: login() });
    let exported = 0;
    const expectMasked = (values: Readonly<Record<string, string>>): void => {
      exported += Object.keys(values).length;
      for (const value of Object.values(values))
        if (OURS.includes(value)) expect(step.masks).toContain(value);
    };
    const runner = {
      ...step.runner,
      exportVariables: (variables: Readonly<Record<string, string>>) => {
        expectMasked(variables);
        return step.runner.exportVariables(variables);
      },
      setOutputs: (outputs: Readonly<Record<string, string>>) => {
        expectMasked(outputs);
        step.runner.setOutputs(outputs);
      },
    };
    await run({ ...step, runner });
    expect(exported).toBeGreaterThan(10);
    const log = step.lines.filter((line) => !line.startsWith('::add-mask::')).join('');
    for (const secret of OURS) expect(log).not.toContain(secret);
  });

  test('leaves everything standing with cleanup: false', async () => {
    const world = busyWorld();
    await run(world.step({ env: { ...EVERYTHING, INPUT_CLEANUP: 'false' }, http: login() }));
    const after = world.snapshot();
    const variables = world.env();
    await world.post();
    expect(world.snapshot()).toEqual(after);
    expect(world.env()).toEqual(variables);
  });

  test('takes everything back at once when it fails half-way, and exports nothing', async () => {
    const world = busyWorld();
    const files = world.snapshot();
    const variables = variablesOf(world);
    const step = world.step({ env: EVERYTHING, http: login() });
    const runner = {
      ...step.runner,
      setOutputs: () => {
        throw new Error('no outputs today');
      },
    };
    await expect(run({ ...step, runner })).rejects.toThrow('no outputs today');
    expect(world.snapshot()).toEqual(files);
    expect(variablesOf(world)).toEqual(variables);
    await world.post();
    expect(world.snapshot()).toEqual(files);
  });

  test.skipIf(!fs.existsSync('/dev/full')).each(['GITHUB_OUTPUT', 'GITHUB_ENV'])(
    'sets nothing, not even to the empty string, when %s cannot be written (needs /dev/full)',
    async (name) => {
      for (const world of [busyWorld(), makeWorld()]) {
        const files = world.snapshot();
        const variables = world.env();
        const step = world.step({ env: { ...EVERYTHING, [name]: '/dev/full' }, http: login() });
        await expect(run(step)).rejects.toThrow('/dev/full is a pipe or a device');
        expect(world.env()).toEqual(variables);
        expect(world.outputs()).toEqual({});
        expect(world.snapshot()).toEqual(files);
      }
    },
  );

  test('undoes all the same, and ends with the cause, when what it set cannot be cut off', async () => {
    const world = busyWorld();
    const files = world.snapshot();
    const variables = variablesOf(world);
    const stuck = {
      ...nodeFiles,
      shorten: () => {
        throw new FileError('cannot be cut');
      },
    };
    const step = world.step({ env: EVERYTHING, http: login(), files: stuck });
    const runner = {
      ...step.runner,
      setOutputs: () => {
        throw new Error('no outputs today');
      },
    };
    await expect(run({ ...step, runner })).rejects.toThrow('no outputs today');
    expect(step.lines.join('\n')).toContain('cannot be cut');
    expect(world.snapshot()).toEqual(files);
    expect(variablesOf(world)).toEqual(variables);
  });

  test('warns, and stands, when with cleanup: false something kept cannot be removed', async () => {
    const world = busyWorld();
    const stuck = {
      ...nodeFiles,
      remove: (file: string) => {
        if (path.basename(file) === 'login.json') throw new FileError(`Cannot remove ${file}`);
        nodeFiles.remove(file);
      },
    };
    const step = world.step({ env: { ...EVERYTHING, INPUT_CLEANUP: 'false' }, http: login(), files: stuck });
    await run(step);
    expect(step.lines.join('\n')).toMatch(/kept to undo this login: Cannot remove .*login\.json/);
    expect(world.env()['ALIBABA_CLOUD_ACCESS_KEY_SECRET']).toBe(AccessKeySecret);
  });

  test('takes everything back where with cleanup: false post cannot be told', async () => {
    const world = busyWorld();
    const files = world.snapshot();
    const variables = variablesOf(world);
    const step = world.step({ env: { ...EVERYTHING, INPUT_CLEANUP: 'false' }, http: login() });
    const runner = {
      ...step.runner,
      saveState: (name: string, value: string) => {
        if (value === '') throw new Error('the disk is full');
        step.runner.saveState(name, value);
      },
    };
    await expect(run({ ...step, runner })).rejects.toThrow('the disk is full');
    expect(world.snapshot()).toEqual(files);
    expect(variablesOf(world)).toEqual(variables);
  });

  test('exports nothing, and asks nobody, for a role of an account that is not allowed', async () => {
    const world = busyWorld();
    const step = world.step({ env: { ...EVERYTHING, 'INPUT_ALLOWED-ACCOUNT-IDS': '9999999999999999' } });
    await expect(run(step)).rejects.toThrow(/allowed-account-ids/);
    expect(step.requests).toEqual([]);
    expect(world.outputs()).toEqual({});
  });

  test('asks STS who a key is, and refuses one of an account that is not allowed', async () => {
    const world = makeWorld();
    const answer = json(200, { AccountId: '1111111111111111', Arn: 'acs:ram::1111111111111111:user/ci' });
    const step = world.step({
      env: {
        'INPUT_ACCESS-KEY-ID': 'LTAIfake0000000000',
        'INPUT_ACCESS-KEY-SECRET': 'fakeSecret0123456789',
        'INPUT_ALLOWED-ACCOUNT-IDS': '2222222222222222',
      },
      http: [answer],
    });
    await expect(run(step)).rejects.toThrow(/1111111111111111.*2222222222222222/s);
    expect(world.env()).toEqual({});
    expect(world.outputs()).toEqual({});
  });

  test('hides the account ID everywhere with mask-account-id', async () => {
    const world = makeWorld();
    const step = world.step({ env: { ...OIDC, 'INPUT_MASK-ACCOUNT-ID': 'true' }, http: login() });
    await run(step);
    expect(step.masks).toContain('1234567890123456');
    const log = step.lines.filter((line) => !line.startsWith('::add-mask::')).join('');
    expect(log).not.toContain('1234567890123456');
  });

  test.each([
    ['a profile beside standing keys', { INPUT_PROFILE: 'ci' }, /ALIBABA_CLOUD_ACCESS_KEY_ID/],
    ['keys beside a standing profile', { ALIBABA_CLOUD_PROFILE: 'old' }, /ALIBABA_CLOUD_PROFILE .*old/],
  ])('warns of %s', async (_, env, message) => {
    const world = busyWorld();
    const step = world.step({ env: { ...OIDC, ...env }, http: login() });
    await run(step);
    expect(step.lines.filter((line) => line.startsWith('::warning')).join('')).toMatch(message);
  });
});

describe('the line after a login', () => {
  const document = json(200, { Code: 'Success', ...assumedRole().Credentials });
  const plain = (body: string): Answer => ({ status: 200, headers: {}, body });
  const identity = json(200, { AccountId: '1111111111111111', Arn: 'acs:ram::1111111111111111:user/ci' });
  const KEYS = 'access_key_id = LTAIini\naccess_key_secret = ini-secret-0123456789';

  test.each<[string, Record<string, string>, Answer[], string]>([
    [
      'an instance’s role',
      { INPUT_TYPE: 'ecs_ram_role' },
      [plain('metadata-token'), plain('runner'), document],
      'with the instance role “runner”, until 2026-11-02T11:00:00Z.',
    ],
    [
      'a credentials URI',
      { 'INPUT_CREDENTIALS-URI': 'https://credentials.example.com/the-path' },
      [document],
      'with the credentials URI (credentials.example.com), until',
    ],
    ['a bearer token', { 'INPUT_BEARER-TOKEN': 'bearer-0123456789' }, [], 'with a bearer credential.'],
    [
      'the environment’s key',
      {
        INPUT_TYPE: 'default',
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIenv',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'env-secret-0123456789',
      },
      [identity],
      'as acs:ram::1111111111111111:user/ci (account 1111111111111111), from the key in the environment.',
    ],
    [
      'a profile',
      { 'INPUT_SOURCE-PROFILE': 'work' },
      [identity],
      'as acs:ram::1111111111111111:user/ci (account 1111111111111111), from profile “work” of HOME/.alibabacloud/credentials.',
    ],
    [
      'the instance’s role of a profile',
      { 'INPUT_SOURCE-PROFILE': 'ecs' },
      [plain('metadata-token'), document],
      'with the instance role “runner”, from profile “ecs” of HOME/.alibabacloud/credentials, until',
    ],
  ])('says whence it is: %s', async (_, env, http, words) => {
    const world = makeWorld();
    world.write(
      'home/.alibabacloud/credentials',
      `[work]\ntype = access_key\n${KEYS}\n[ecs]\ntype = ecs_ram_role\nrole_name = runner\n`,
    );
    const step = world.step({ env, http });
    await run(step);
    expect(step.unanswered()).toBe(0);
    const line = step.lines.find((text) => text.startsWith('Logged in')) ?? '';
    expect(line.replaceAll(world.home, 'HOME').replaceAll(path.sep, '/')).toContain(`Logged in ${words}`);
  });
});

describe('a step that is killed', () => {
  const moments: KillMoment[] = ['before', 'half-way', 'after'];

  test.each(moments)(
    '%s any change of a file leaves post all it needs to undo everything',
    async (moment) => {
      const counting = mortalFiles(Number.POSITIVE_INFINITY, moment);
      await run(busyWorld().step({ env: EVERYTHING, files: counting.files, http: login() }));
      const total = counting.changes();
      expect(total).toBeGreaterThan(15);

      for (let killAt = 1; killAt <= total; killAt++) {
        const world = busyWorld();
        const files = world.snapshot();
        const variables = variablesOf(world);
        const step = world.step({ env: EVERYTHING, files: mortalFiles(killAt, moment).files, http: login() });
        await run(step).catch(() => {});
        expect(world.state()).not.toMatch(ANY_SECRET);

        const post = await world.post();
        expect(world.snapshot(), `killed ${moment} change ${killAt}`).toEqual(files);
        expect(variablesOf(world), `killed ${moment} change ${killAt}`).toEqual(variables);
        expectNoSecretBelow(world.home, OURS);
        expect(allFiles(world.temp)).toEqual([]);
        expect(post.lines.join('')).not.toMatch(/::warning/);
      }
    },
  );

  test('is undone even if its undoing was killed too', async () => {
    const counting = mortalFiles(Number.POSITIVE_INFINITY, 'before');
    await run(busyWorld().step({ env: EVERYTHING, files: counting.files, http: login() }));
    const exported = counting.changes();
    // A failure after the last change begins the undoing, which is killed in its turn.
    for (let more = 1; more <= 8; more++) {
      const world = busyWorld();
      const files = world.snapshot();
      const variables = variablesOf(world);
      const mortal = mortalFiles(exported + more, 'before');
      const step = world.step({ env: EVERYTHING, files: mortal.files, http: login() });
      const log = {
        ...step.log,
        info: () => {
          throw new Error('a failure at the very end');
        },
      };
      await expect(run({ ...step, log })).rejects.toThrow();
      await world.post();
      expect(world.snapshot()).toEqual(files);
      expect(variablesOf(world)).toEqual(variables);
    }
  });
});
