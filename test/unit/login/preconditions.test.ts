/**
 * A dry run is the login without its requests: on a machine in whatever state, both say the same. Each place that a login
 * touches is put into each state that files and folders can be in.
 */

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { has } from '../../platform.ts';
import { type Answer, assumedRole, json, START } from '../support/context.ts';
import { run } from '../support/run.ts';
import { makeWorld, type World } from '../support/world.ts';

type Texts = Readonly<Record<string, string>>;

const OIDC = {
  'INPUT_ROLE-TO-ASSUME': 'acs:ram::1234567890123456:role/deploy',
  'INPUT_OIDC-PROVIDER-ARN': 'acs:ram::1234567890123456:oidc-provider/github',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token-0123456789',
};
const PROFILE = { ...OIDC, INPUT_PROFILE: 'work' };
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm8vciJ9.c2lnbmF0dXJl';
const STRANGER = 54_321;

/** Whoever is asked says yes. */
const answer: Answer = ({ url, headers, body = '' }) => {
  if (url.host === 'token.example.com') return json(200, { value: TOKEN });
  if (!url.host.startsWith('sts.')) return json(200, { Code: 'Success', ...assumedRole().Credentials });
  const isIdentity = JSON.stringify([url, headers, body]).includes('GetCallerIdentity');
  const identity = { AccountId: '1111111111111111', Arn: 'acs:ram::1111111111111111:user/ci' };
  return json(200, isIdentity ? identity : assumedRole());
};

/** Stands for the path that a row is about. */
const AT = '{at}';

function at(env: Texts, target: string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace(AT, target)]));
}

interface Outcome {
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string | undefined;
}

const OK: Outcome = {};

/** A random name differs from run to run. */
const steady = (text: string): string => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID');

async function outcomeOf(world: World, step: ReturnType<World['step']>): Promise<Outcome> {
  const dist = path.join(world.root, 'dist');
  world.write('dist/refresh/index.js', '');
  try {
    await run({ ...step, program: { node: '/node', dist } });
    return OK;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { code: error.code, message: steady(error.message), hint: error.hint };
  }
}

/** Both outcomes on one machine; a refused login has asked nobody. */
async function bothOn(world: World, env: Texts): Promise<readonly [dryRun: Outcome, login: Outcome]> {
  const before = world.snapshot();
  const dry = world.step({ env: { ...env, 'INPUT_DRY-RUN': 'true' } });
  const dryRun = await outcomeOf(world, dry);
  expect(dry.requests).toEqual([]);
  expect(world.snapshot()).toEqual(before);
  const step = world.step({ env, http: Array(9).fill(answer) });
  const login = await outcomeOf(world, step);
  if (login !== OK) {
    expect(step.requests, login.message).toEqual([]);
    expect(world.snapshot()).toEqual(before);
  } else await world.post({ env });
  return [dryRun, login];
}

/** What can be at the path of a file, or of what it leads to. */
const STATES: Readonly<Record<string, (file: string, good: string) => void>> = {
  missing: () => {},
  good: (file, good) => fs.writeFileSync(file, good),
  empty: (file) => fs.writeFileSync(file, ''),
  'a folder': (file) => fs.mkdirSync(file),
  'not to be parsed': (file) => fs.writeFileSync(file, '{"profiles": [ "x" ]\n[[\nnothing'),
  'with a byte order mark': (file, good) => fs.writeFileSync(file, `\ufeff${good}`),
  'not text': (file) => fs.writeFileSync(file, Buffer.from([0x5b, 0xff, 0xfe, 0x5d])),
  doubled: (file, good) => fs.writeFileSync(file, twice(good)),
  'too large to be read': (file, good) => fs.writeFileSync(file, good + ' '.repeat(9 * 2 ** 20)),
  'too large to be undone': (file, good) => fs.writeFileSync(file, good + ' '.repeat(8 * 2 ** 20 - 1000)),
  'read-only': (file, good) => fs.writeFileSync(file, good, { mode: 0o400 }),
  ...(has.symbolicLinks && {
    'a link': (file, good) => {
      fs.writeFileSync(`${file}-elsewhere`, good);
      fs.symlinkSync(`${file}-elsewhere`, file);
    },
    'a link to nothing': (file) => fs.symlinkSync(`${file}-elsewhere`, file),
    'a link to itself': (file) => fs.symlinkSync(file, file),
  }),
  ...(has.otherUsers && {
    'another user’s': (file, good) => {
      fs.writeFileSync(file, good);
      fs.chownSync(file, STRANGER, STRANGER);
    },
    'another user’s in a folder of theirs': (file, good) => {
      fs.writeFileSync(file, good);
      for (const one of [file, path.dirname(file)]) fs.chownSync(one, STRANGER, STRANGER);
    },
  }),
};

/** With the same profile once more. */
function twice(good: string): string {
  if (!good.startsWith('{')) return good + good;
  const { profiles, ...rest } = JSON.parse(good);
  return JSON.stringify({ ...rest, profiles: [...(profiles ?? []), ...(profiles ?? [])] });
}

const CONFIG = JSON.stringify({ current: 'work', profiles: [{ name: 'work', mode: 'AK', language: 'zh' }] });
const INI = '[work]\nenable = false\n';
const claims = (list: readonly object[], text: string): string =>
  JSON.stringify({
    ...{ version: 1, format: 'whatever', salt: 's', owner: { text, madeFolders: [] }, list, departed: [] },
  });
const INI_FILE = { ...PROFILE, 'INPUT_CREDENTIALS-FILE': '~/ini/keys.ini' };
const SHARED = 'temp/alicloud-credentials-shared-1';

/** The files that a login touches: where, what a good one says, and the inputs. */
const FILES: Readonly<Record<string, readonly [file: string, good: string, env: Texts]>> = {
  'config.json': ['home/.aliyun/config.json', CONFIG, PROFILE],
  'config.json, with refresh': ['home/.aliyun/config.json', CONFIG, { ...PROFILE, INPUT_REFRESH: 'true' }],
  'the claims of config.json': ['home/.aliyun/config.json.claims', claims([], CONFIG), PROFILE],
  'credentials-file': ['home/ini/keys.ini', INI, INI_FILE],
  'the claims of credentials-file': ['home/ini/keys.ini.claims', claims([], INI), INI_FILE],
  'the job’s credentials.ini': [`${SHARED}/credentials.ini`, INI, PROFILE],
  'the job’s credentials.ini beside cleanup: false': [
    `${SHARED}/credentials.ini`,
    INI,
    { ...PROFILE, INPUT_CLEANUP: 'false' },
  ],
  'oidc-token-file': ['home/token', TOKEN, { ...PROFILE, 'INPUT_OIDC-TOKEN-FILE': AT }],
  GITHUB_ENV: ['commands/other', 'ONE=1\n', { ...OIDC, GITHUB_ENV: AT }],
  GITHUB_OUTPUT: ['commands/other', 'one=1\n', { ...OIDC, GITHUB_OUTPUT: AT }],
  GITHUB_STATE: ['commands/other', 'one=1\n', { ...OIDC, GITHUB_STATE: AT }],
};

test.each(
  Object.entries(FILES).flatMap(([name, row]) =>
    Object.entries(STATES).map(([state, arrange]) => [name, state, row, arrange] as const),
  ),
)('%s that is %s', async (_name, _state, [file, good, env], arrange) => {
  const world = makeWorld();
  const target = path.join(world.root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { force: true });
  arrange(target, good);
  const [dryRun, login] = await bothOn(world, at(env, target));
  expect(dryRun).toEqual(login);
});

const FOLDERS: Readonly<Record<string, (folder: string) => void>> = {
  'not there': () => {},
  empty: (folder) => fs.mkdirSync(folder),
  'a file': (folder) => fs.writeFileSync(folder, ''),
  'below a file': (folder) => fs.writeFileSync(path.dirname(folder), ''),
  'read-only': (folder) => fs.mkdirSync(folder, { mode: 0o500 }),
  ...(has.folderLinks && {
    'a link': (folder) => {
      fs.mkdirSync(`${folder}-elsewhere`);
      fs.symlinkSync(`${folder}-elsewhere`, folder, 'junction');
    },
    'a link to nothing': (folder) => fs.symlinkSync(`${folder}-elsewhere`, folder, 'junction'),
    'a link to itself': (folder) => fs.symlinkSync(folder, folder, 'junction'),
    'a link into the workspace': (folder) =>
      fs.symlinkSync(path.join(folder, '../../../workspace'), folder, 'junction'),
  }),
  ...(has.otherUsers && {
    'another user’s': (folder) => {
      fs.mkdirSync(folder);
      fs.chownSync(folder, STRANGER, STRANGER);
    },
  }),
};

/** The folders, each as one that is two folders below the world's. */
const PLACES: Readonly<Record<string, readonly [folder: string, env: Texts]>> = {
  'the home': ['home/user/me', { ...PROFILE, HOME: AT, USERPROFILE: AT }],
  '~/.aliyun': ['home/user/.aliyun', { ...PROFILE, HOME: `${AT}/..`, USERPROFILE: `${AT}/..` }],
  'credentials-file’s': ['home/user/ini', { ...PROFILE, 'INPUT_CREDENTIALS-FILE': `${AT}/keys.ini` }],
  'RUNNER_TEMP, with a profile': ['temp/user/temp', { ...PROFILE, RUNNER_TEMP: AT }],
  'RUNNER_TEMP, without': ['temp/user/temp', { ...OIDC, RUNNER_TEMP: AT }],
  'RUNNER_TEMP, with a blank and refresh': [
    'temp/user/a temp',
    { ...PROFILE, INPUT_REFRESH: 'true', RUNNER_TEMP: AT },
  ],
};

test.each(
  Object.entries(PLACES).flatMap(([name, row]) =>
    Object.entries(FOLDERS).map(([state, arrange]) => [name, state, row, arrange] as const),
  ),
)('%s is %s', async (_name, _state, [place, env], arrange) => {
  const world = makeWorld();
  const folder = path.join(world.root, place);
  if (arrange !== FOLDERS['below a file']) fs.mkdirSync(path.dirname(folder), { recursive: true });
  arrange(folder);
  const [dryRun, login] = await bothOn(world, at(env, folder));
  expect(dryRun).toEqual(login);
});

test.each(['home/.aliyun/config.json', 'home/ini/keys.ini'])(
  'a name that another job has claimed in %s',
  async (file) => {
    const world = makeWorld();
    const claim = {
      id: 'i',
      name: 'work',
      text: 'x',
      secrets: ['y'],
      job: 'j',
      folder: '/gone',
      began: START,
    };
    world.write(`${file}.claims`, claims([claim], ''));
    const [dryRun, login] = await bothOn(world, INI_FILE);
    expect(login.message).toContain(`another job holds “work” in ${path.join(world.root, file)}`);
    expect(dryRun).toEqual(login);
  },
);

/** What the machine says of whom to log in as; the source, and the inputs beside it. */
const KEYS = 'type = access_key\naccess_key_id = LTAIini\naccess_key_secret = ini-secret-0123456789';
const KEY_OF_CONFIG = { access_key_id: 'LTAIconfig', access_key_secret: 'config-secret-0123' };
const configOf = (...profiles: object[]): string => JSON.stringify({ current: 'me', profiles });
const ROLE = { 'INPUT_ROLE-TO-ASSUME': 'acs:ram::1234567890123456:role/deploy' };
const OTHER = 'acs:ram::6543210987654321:role/other';

test.each(
  (
    [
      ['home/.alibabacloud/credentials', `[me]\n${KEYS}\n`],
      ['home/.aliyun/config.json', configOf({ name: 'me', mode: 'AK', ...KEY_OF_CONFIG })],
    ] as const
  ).flatMap(([file, good]) =>
    Object.entries(STATES).flatMap(([state, arrange]) =>
      [{ 'INPUT_SOURCE-PROFILE': 'me' }, { INPUT_TYPE: 'default', ALIBABA_CLOUD_PROFILE: 'me' }].map(
        (inputs: Texts) => [file, state, inputs, good, arrange] as const,
      ),
    ),
  ),
)('a login that starts from %s that is %s: %j', async (file, _state, inputs, good, arrange) => {
  const world = makeWorld();
  const target = path.join(world.root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  arrange(target, good);
  const [dryRun, login] = await bothOn(world, { ...inputs });
  expect(dryRun).toEqual(login);
});

const FOUND = { 'INPUT_SOURCE-PROFILE': 'me' };
const REFRESHED = { INPUT_PROFILE: 'work', INPUT_REFRESH: 'true' };
const BEARER = 'type = bearer\nbearer_token = bearer-0123456789';

test.each<[what: string, ini: string, env: Texts, says: RegExp | undefined]>([
  ['a key', KEYS, FOUND, undefined],
  ['a key that renews itself', KEYS, { ...FOUND, ...REFRESHED }, /“me” of .* is a stored key/],
  [
    'a key that an ini cannot hold',
    KEYS.replace('ini-', 'i%-'),
    { ...FOUND, INPUT_PROFILE: 'work' },
    /access-key-secret has a char/,
  ],
  [
    'the same, for a role',
    KEYS.replace('ini-', 'i%-'),
    { ...FOUND, ...ROLE, INPUT_PROFILE: 'work' },
    undefined,
  ],
  ['a bearer token', BEARER, FOUND, undefined],
  ['a bearer token, for a role', BEARER, { ...FOUND, ...ROLE }, /a bearer token was found/],
  [
    'a bearer token, of an account',
    BEARER,
    { ...FOUND, 'INPUT_ALLOWED-ACCOUNT-IDS': '1234567890123456' },
    /does not say which account/,
  ],
  [
    'an STS that there is not',
    `${KEYS.replace('access_key', 'ram_role_arn')}\nrole_arn = ${OTHER}\nsts_region = cn-nowhere`,
    FOUND,
    /sts_region/,
  ],
  [
    'an OIDC token that is not there',
    `type = oidc_role_arn\nrole_arn = ${OTHER}\noidc_provider_arn = ${OTHER.replace('role/', 'oidc-provider/')}\noidc_token_file_path = /none`,
    FOUND,
    /no OIDC token at \/none/,
  ],
  [
    'a URI in plain http',
    'type = credentials_uri\ncredentials_uri = http://far.example.com/x',
    FOUND,
    /over plain http/,
  ],
  [
    'an instance, which is forbidden',
    'type = ecs_ram_role\nrole_name = r',
    { ...FOUND, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' },
    /forbids asking/,
  ],
  [
    'no key in the environment',
    '',
    { 'INPUT_ROLE-CHAINING': 'true', ...ROLE },
    /ALIBABA_CLOUD_ACCESS_KEY_ID/,
  ],
  [
    'half a key in the environment',
    '',
    { INPUT_TYPE: 'default', ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI' },
    /ACCESS_KEY_SECRET is not/,
  ],
  ['nothing', '', { INPUT_TYPE: 'default' }, /No way to log in is configured/],
  ['no URI', '', { INPUT_TYPE: 'credentials_uri' }, /needs credentials-uri/],
  [
    'a URI with a password',
    '',
    { 'INPUT_CREDENTIALS-URI': 'https://me:secret@example.com/' },
    /user name or password/,
  ],
])('a machine that has %s', async (_what, ini, env, says) => {
  const world = makeWorld();
  if (ini) world.write('home/.alibabacloud/credentials', `[me]\n${ini}\n`);
  const [dryRun, login] = await bothOn(world, env);
  expect(dryRun).toEqual(login);
  if (says) expect(login.message).toMatch(says);
  else expect(login).toBe(OK);
});

/** A secret that tools read differently in credentials.ini is refused by the name of its input, with profile alone. */
const KEY = { 'INPUT_ACCESS-KEY-ID': 'LTAIkey', 'INPUT_ACCESS-KEY-SECRET': 'key-secret' };

test.each<[string, Texts]>([
  ['access-key-id', { ...KEY, 'INPUT_ACCESS-KEY-ID': 'a;b' }],
  ['access-key-secret', { ...KEY, 'INPUT_ACCESS-KEY-SECRET': 'a b' }],
  ['security-token', { ...KEY, 'INPUT_SECURITY-TOKEN': 'a#b' }],
  ['bearer-token', { 'INPUT_BEARER-TOKEN': 'a%b' }],
])('%s that credentials.ini cannot hold', async (name, env) => {
  const [dryRun, login] = await bothOn(makeWorld(), { ...env, INPUT_PROFILE: 'work' });
  expect(login.message).toMatch(new RegExp(`^profile: .*${name} has a character`));
  expect(dryRun).toEqual(login);
  expect(await bothOn(makeWorld(), env)).toEqual([OK, OK]);
});
