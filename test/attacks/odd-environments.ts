/** Variables that the runner, the workflow or an earlier step has set wrongly, or with a bad intent. */

import fs from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../emulator/emulator.ts';
import type { Attack, Kind } from './attack.ts';
import { differences, filesWithSecrets, look } from './judge.ts';
import type { Stage } from './stage.ts';

const OIDC = {
  'role-to-assume': SAMPLE.deploy,
  'oidc-provider-arn': SAMPLE.oidcProvider,
  'timeout-seconds': '6',
};
const long = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));

/** Paths that are none, or lead nowhere. */
const PATHS: Readonly<Record<string, string>> = {
  nothing: '',
  blanks: '   ',
  'a relative path': 'folder/inside',
  dots: '../..',
  'the root': '/',
  'a path that does not exist': '/nonexistent/folder',
  'a file': '/etc/hostname',
  '/dev/null': '/dev/null',
  '/proc/self': '/proc/self',
  'a path with a line feed': '/tmp/a\n::error::forged',
  'a path of 100 kB': `/${long('a', 100_000)}`,
  'a path of 2,000 folders': long('/a', 4_000),
  'a path with reordering characters': '/tmp/\u202egnp.x',
};

/** Addresses; each is on this machine, or is led through the emulator’s proxy, which knows no such host. */
const ADDRESSES: Readonly<Record<string, string>> = {
  nothing: '',
  'no address': 'not an address',
  'a file’s': 'file:///etc/passwd?x',
  'FTP’s': 'ftp://127.0.0.1/x?x',
  'a script’s': 'javascript:alert(1)?x',
  'one in clear': 'http://127.0.0.1:1/x?x',
  'one with a password': 'https://user:password0123456789@127.0.0.1:1/x?x',
  'one without a question mark': 'https://127.0.0.1:1/x',
  'one with a line feed': 'https://127.0.0.1:1/x?x\r\nX-Forged: 1',
  'one of 100 kB': `https://127.0.0.1:1/${long('a', 100_000)}?x`,
  'one of 100 kB of question marks': `https://127.0.0.1:1/${long('?&=%', 100_000)}`,
  'one with an audience of its own': 'https://127.0.0.1:1/x?audience=other',
  'a port that is none': 'https://127.0.0.1:99999/x?x',
  'a host of dots': 'https://..../x?x',
};

/** Texts for what is no path and no address. */
const WORDS: Readonly<Record<string, string>> = {
  nothing: '',
  'one letter': 'x',
  blanks: '     ',
  'a line feed': 'abcdefgh\nijklmnop',
  accents: 'ÄÖÜäöüÄÖÜ',
  'a command': '::error::forged',
  '100 kB of eyJ': long('eyJ', 100_000),
  '100 kB of dots': long('.', 100_000),
  '100 kB of commas and blanks': long(', ', 100_000),
  '100 kB of one letter': long('a', 100_000),
};

const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  HOME: PATHS,
  RUNNER_TEMP: PATHS,
  GITHUB_WORKSPACE: PATHS,
  ALIBABA_CLOUD_CREDENTIALS_FILE: PATHS,
  ACTIONS_ID_TOKEN_REQUEST_URL: ADDRESSES,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: WORDS,
  GITHUB_REPOSITORY_ID: WORDS,
  GITHUB_REPOSITORY: WORDS,
  GITHUB_RUN_ID: WORDS,
  GITHUB_EVENT_PATH: PATHS,
  GITHUB_SERVER_URL: ADDRESSES,
  ALIBABA_CLOUD_SECURITY_TOKEN: WORDS,
  ALIBABA_CLOUD_ACCESS_KEY_ID: WORDS,
  ALICLOUD_PROFILE: WORDS,
  no_proxy: WORDS,
  https_proxy: ADDRESSES,
  TZ: WORDS,
  RUNNER_DEBUG: WORDS,
};

async function withVariable(stage: Stage, name: string, value: string): Promise<void> {
  const emulator = await stage.emulator();
  const direct = name === 'https_proxy' || name === 'no_proxy';
  // No name is looked up: without the emulator’s proxy, everything is asked by its address.
  const job = await stage.job({
    ...(direct && emulator.githubEnv({ direct })),
    ...(name === 'https_proxy' && { HTTPS_PROXY: value }),
    ...(name === 'no_proxy' && { NO_PROXY: value }),
    [name]: value,
  });
  if (name === 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' && value.length >= 8) stage.secrets.add(value);
  const found = look(job.home, job.temp, job.workspace);
  const profile = ['HOME', 'RUNNER_TEMP', 'GITHUB_WORKSPACE'].includes(name) && { profile: 'ci' };
  await job.login({
    ...OIDC,
    ...profile,
    ...(direct && { 'sts-endpoint': `127.0.0.1:${emulator.tlsPort}` }),
  });
  await job.finish({}, { mayWarn: true });
  const left = look(job.home, job.temp, job.workspace);
  stage.find(...differences(found, left));
  for (const file of filesWithSecrets(left, stage.secrets)) stage.find(`a secret is left in ${file}`);
}

/** What the runner’s files for commands may turn out to be; the runner makes them anew for each step. */
const FILES: Readonly<Record<string, (file: string) => void>> = {
  'is a folder': (file) => fs.mkdirSync(file),
  'is a link to itself': (file) => fs.symlinkSync(file, file),
  'is /dev/full': (file) => fs.symlinkSync('/dev/full', file),
  'lies in a folder that is not there': (file) =>
    fs.rmSync(path.dirname(file), { recursive: true, force: true }),
};

async function withCommandFile(stage: Stage, name: string, how: string, unset: boolean): Promise<void> {
  const job = await stage.job();
  const folder = path.join(stage.root, 'files');
  fs.mkdirSync(folder);
  const file = unset ? '' : path.join(folder, name);
  if (!unset) FILES[how]?.(file);
  const found = look(job.home, job.temp, job.workspace);
  await job.login({ ...OIDC, profile: 'ci', 'export-env': 'true' }, { env: { [name]: file } });
  await job.finish({ env: { [name]: file } }, { mayWarn: true });
  const left = look(job.home, job.temp, job.workspace);
  // Without its state, post cannot know of anything; main must then have changed nothing.
  stage.find(...differences(found, left));
  for (const one of filesWithSecrets(left, stage.secrets)) stage.find(`a secret is left in ${one}`);
}

/** What post may find in place of the state that main has saved. */
const STATES: Readonly<Record<string, (saved: string, victim: string) => string>> = {
  'is empty': () => '',
  'is no JSON': () => '{"a":',
  'is null': () => 'null',
  'is a number': () => '7',
  'is a list of nothings': () => '[null,0,"",[],{}]',
  'is 20,000 levels deep': () => '['.repeat(20_000) + ']'.repeat(20_000),
  'is cut short': (saved) => saved.slice(0, saved.length / 2),
  'has a file of a kind to come': (saved) =>
    saved.replace('"files":[', '"files":[{"kind":"hologram","path":"/","format":"3d"},'),
  'names somebody’s folder': (saved, victim) =>
    saved.replaceAll(/\/[^"]*alicloud-credentials-[^"/]*/g, victim),
  'has numbers for texts': (saved) => saved.replaceAll(/:"[^"]*"/g, ':7'),
  'has texts for objects': (saved) => saved.replaceAll(/\{[^{}]*\}/g, '"x"'),
  'says everything twice': (saved) => saved.replace(/\[(.*)\]/s, '[$1,$1]'),
  'names another folder of the job': (saved) => saved.replace(/(alicloud-credentials-)[^"]*/, '$1other'),
};

/** Post is given another state than main saved: it ends in time, and harms nobody. */
async function withState(stage: Stage, how: string): Promise<void> {
  const job = await stage.job();
  const victim = path.join(stage.root, 'victim');
  fs.mkdirSync(victim);
  fs.writeFileSync(path.join(victim, 'precious'), 'not yours');
  const result = await job.login({ ...OIDC, profile: 'ci', 'export-env': 'true' }, {}, { must: 'succeed' });
  const change = STATES[how];
  const state = Object.fromEntries(
    Object.entries(result.state).map(([name, saved]) => [`STATE_${name}`, change?.(saved, victim) ?? saved]),
  );
  await job.finish({ env: state }, { mayWarn: true });
  if (!fs.existsSync(path.join(victim, 'precious'))) stage.find('post removes what was never the action’s');
  else if (fs.readFileSync(path.join(victim, 'precious'), 'utf8') !== 'not yours')
    stage.find('post changes what was never the action’s');
}

function* attacks(): Generator<Attack> {
  for (const [name, values] of Object.entries(VARIABLES)) {
    for (const [what, value] of Object.entries(values))
      yield { name: `${name} is ${what}`, run: (stage) => withVariable(stage, name, value) };
  }
  for (const name of ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    yield { name: `${name} is not set`, run: (stage) => withCommandFile(stage, name, '', true) };
    for (const how of Object.keys(FILES))
      yield { name: `${name} ${how}`, run: (stage) => withCommandFile(stage, name, how, false) };
  }
  for (const how of Object.keys(STATES))
    yield { name: `the state ${how}`, run: (stage) => withState(stage, how) };
}

export const oddEnvironments: Kind = {
  name: 'odd environments',
  does: 'Paths, addresses, tokens and proxies in the environment that are none, huge, or forge commands; files for the runner’s commands that cannot be written; a state that main did not save',
  usual: 30,
  all: [...attacks()],
};
