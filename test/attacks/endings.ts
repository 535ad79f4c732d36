/** The end of a login: while its profile renews itself, several times at once, with another user's folder in its place. */

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Emulator, SAMPLE } from '../../emulator/emulator.ts';
import type { StepResult } from '../../emulator/runner.ts';
import { checksum } from '../../src/secrets/fingerprint.ts';
import type { Attack, Kind } from './attack.ts';
import { differences, filesWithSecrets, look, type Thing } from './judge.ts';
import { configOf, credentialsOf, ownConfig, ownCredentials } from './owner.ts';
import { type AttackedJob, pause, STRANGER, type Stage } from './stage.ts';

const REFRESH = {
  'role-to-assume': SAMPLE.deploy,
  'oidc-provider-arn': SAMPLE.oidcProvider,
  profile: 'ci',
  refresh: 'true',
};

/** Milliseconds; services are slow, and others hold locks. */
const PATIENT = { within: 60_000 };

const foldersOf = ({ home, temp, workspace }: AttackedJob): string[] => [home, temp, workspace];

/** The command of the profile, as tools split it. */
function commandOf(job: AttackedJob): [node: string, script: string, folder: string] {
  const { profiles } = JSON.parse(fs.readFileSync(configOf(job.home), 'utf8'));
  return profiles.at(-1).process_command.split(' ');
}

/** As if so much of the credential's life had passed. */
function age(folder: string, part: number): void {
  const file = path.join(folder, 'credential.json');
  const cached = JSON.parse(fs.readFileSync(file, 'utf8'));
  const past = part * (cached.expires - cached.obtained);
  const times = { obtained: cached.obtained - past, expires: cached.expires - past };
  fs.writeFileSync(file, JSON.stringify({ ...cached, ...times }));
}

/** A credential on one line, or nothing and one line that says why. */
function judgeAnswer(stage: Stage, { exitCode, raw, stderr }: StepResult): void {
  const isGiven = exitCode === 0 && /^\{"mode":"StsToken",[^\n]*\}\n$/.test(raw);
  const isRefused = exitCode === 1 && raw === '' && /^alicloud-credentials: [^\n]*\n$/.test(stderr);
  if (!isGiven && !isRefused) stage.find(`the command ends with ${exitCode} and “${raw}${stderr}”`);
  if (stage.secrets.in(stderr).length > 0) stage.find('the command prints a secret on standard error');
}

/** Nothing of the login is there, and no secret anywhere. */
function judgeEnd(stage: Stage, job: AttackedJob, before: ReadonlyMap<string, Thing>): void {
  const after = look(...foldersOf(job));
  stage.find(...differences(before, after));
  for (const file of filesWithSecrets(after, stage.secrets)) stage.find(`a secret is left in ${file}`);
}

async function endsWhileItRenews(stage: Stage): Promise<void> {
  const { random } = stage;
  const { faults } = await stage.emulator();
  const job = await stage.job();
  const before = look(...foldersOf(job));
  await job.login(REFRESH, PATIENT, { must: 'succeed' });
  const [node, script, folder] = commandOf(job);
  age(folder, random.pick([0.7, 0.9, 1.1]));
  for (const service of ['github', 'sts'] as const)
    faults.queue(service, { kind: 'delay', ms: random.whole(200, 1_000), times: 99 });
  const renewals = Array.from({ length: random.whole(2, 6) }, async () => {
    await pause(random.whole(0, 300));
    return job.exec(node, [script, folder]);
  });
  const logouts = random.pick([0, 0, 1, 2]);
  await pause(random.whole(0, 1_500));
  stage.notes.push(`${renewals.length} renewals, ${logouts} logouts`);
  await Promise.all(Array.from({ length: logouts }, () => job.logout({}, {}, { must: 'succeed' })));
  const meanwhile = logouts === 0 ? await job.finish(PATIENT) : [];
  for (const answer of await Promise.all(renewals)) judgeAnswer(stage, answer);
  for (const file of filesWithSecrets(look(...foldersOf(job)), stage.secrets))
    stage.find(`a secret is left in ${file} before post`);
  const posts = [...meanwhile, ...(await job.finish(PATIENT))];
  if (posts.length !== 1) stage.find(`there were ${posts.length} post steps`);
  judgeEnd(stage, job, before);
}

/** Of several logins, all or those of one profile; some of the logouts find nothing left to do. */
async function logsOutAtOnce(stage: Stage): Promise<void> {
  const { random } = stage;
  const standing = { OSS_REGION: 'eu-central-1', ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId' };
  const job = stage.loneJob(standing);
  if (random.chance(0.7)) ownConfig(job.home, random);
  if (random.chance(0.7)) ownCredentials(job.home, random);
  const before = look(...foldersOf(job));
  const names = random.shuffle(['default', 'ci', 'work', 'other']).slice(0, random.whole(1, 3));
  for (const profile of names) {
    const secret = `ending-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
    stage.secrets.add(secret);
    const inputs = {
      'bearer-token': secret,
      profile,
      ...(random.chance(0.5) && { 'export-env': 'true', region: 'cn-hangzhou' }),
      ...(random.chance(0.5) && { 'credentials-file': credentialsOf(job.home) }),
    };
    await job.login(inputs, PATIENT, { must: 'succeed' });
  }
  const wanted = Array.from({ length: random.whole(2, 4) }, () =>
    random.chance(0.6) ? {} : { profile: random.pick(names) },
  );
  stage.notes.push(`${names.join()}; ${JSON.stringify(wanted)}`);
  await Promise.all(
    wanted.map(async (inputs) => {
      await pause(random.whole(0, 60));
      await job.logout(inputs, {}, { must: 'succeed' });
    }),
  );
  if (wanted.some(({ profile }) => profile === undefined)) {
    // A login's record keeps until post what variables held before it: an earlier login's credential, say.
    const left = filesWithSecrets(look(...foldersOf(job)), stage.secrets);
    for (const file of left.filter((one) => path.basename(one) !== 'login.json'))
      stage.find(`a secret is left in ${file} before post`);
  }
  await job.finish(PATIENT);
  judgeEnd(stage, job, before);
  for (const [name, value] of Object.entries(job.env))
    if (/^(ALIBABA|ALICLOUD|OSS)/.test(name) && value !== (standing[name as keyof typeof standing] ?? ''))
      stage.find(`${name} is left as ${value.slice(0, 20)}`);
}

/** What another user has put into a copy of the private folder. */
const THEIRS = { key: 'STS.ofSomebodyElse0123', host: 'theirs.invalid', preload: '/tmp/theirs.so' };

/** Puts the copy in the place of the folder, and back, as long as it runs. */
const SWAP = `const fs = require('fs'); const [, own, theirs, often] = process.argv;
  const swap = (a, b) => { try { fs.renameSync(a, a + '-aside'); fs.renameSync(b, a); fs.renameSync(a + '-aside', b); } catch {} };
  do { swap(own, theirs); if (often) swap(theirs, own); } while (often);`;

/** RUNNER_TEMP is open to everybody, and another user exchanges the private folder for one of their own. */
async function exchanges(stage: Stage): Promise<void> {
  const { random } = stage;
  const emulator = await stage.emulator();
  const job = await stage.job();
  const home = look(job.home);
  await job.login(REFRESH, PATIENT, { must: 'succeed' });
  const [node, script, folder] = commandOf(job);
  for (const open of [job.root, job.temp]) fs.chmodSync(open, open === job.temp ? 0o777 : 0o755);
  age(folder, random.pick([0, 0.9]));
  const planted = plant(stage, folder);
  const often = random.chance(0.7);
  const user = { uid: STRANGER, gid: STRANGER, stdio: 'ignore' } as const;
  const swapper = spawn(process.execPath, ['-e', SWAP, folder, planted, often ? 'often' : ''], user);
  const ended = new Promise((resolve) => swapper.once('close', resolve));
  stage.atEnd(() => void swapper.kill('SIGKILL'));
  if (!often) await ended;
  const what = random.pick(['command', 'logout', 'post']);
  stage.notes.push(`${what}, exchanged ${often ? 'all the time' : 'once'}`);
  if (what === 'command') {
    for (let call = 0; call < 8; call++) judgeAnswerOfOwn(stage, await job.exec(node, [script, folder]));
  } else if (what === 'logout') judgeExported(stage, [await job.logout()]);
  swapper.kill('SIGKILL');
  if (often) await ended;
  judgeExported(stage, await job.finish(PATIENT, { mayWarn: true }));
  stage.find(...differences(home, look(job.home)));
  judgeAsked(stage, emulator);
}

function plant(stage: Stage, folder: string): string {
  const { random } = stage;
  const planted = `${folder}-theirs`;
  fs.cpSync(folder, planted, { recursive: true });
  const change = (name: string, edit: (text: string) => string): void => {
    const file = path.join(planted, name);
    if (!fs.existsSync(file)) return;
    fs.writeFileSync(file, edit(fs.readFileSync(file, 'utf8')));
    fs.chmodSync(file, random.pick([0o600, 0o644, 0o666]));
  };
  change('credential.json', (text) => text.replace(/STS\.[^"\\]+/, THEIRS.key));
  change('refresh.json', (text) => text.replace(/"host":"[^"]+"/g, `"host":"${THEIRS.host}"`));
  const set = { LD_PRELOAD: checksum('salt', '') };
  const entry = { kind: 'variables', salt: 'salt', set, before: { LD_PRELOAD: THEIRS.preload } };
  change('login.json', (text) => JSON.stringify({ ...JSON.parse(text), entries: [entry] }));
  fs.chmodSync(planted, random.pick([0o700, 0o777]));
  for (const file of look(planted).keys()) fs.lchownSync(file, STRANGER, STRANGER);
  return planted;
}

function judgeAnswerOfOwn(stage: Stage, answer: StepResult): void {
  judgeAnswer(stage, answer);
  if (answer.raw.includes(THEIRS.key)) stage.find('the command gives the credential of another user');
}

function judgeExported(stage: Stage, results: readonly StepResult[]): void {
  for (const { exported } of results)
    if ('LD_PRELOAD' in exported) stage.find('a variable is set as another user has it');
}

function judgeAsked(stage: Stage, { refused }: Emulator): void {
  if (refused.some((host) => host.includes(THEIRS.host))) stage.find('another user’s host is asked');
}

const rounds = (run: (stage: Stage) => Promise<void>, idle = false) => ({
  round: (number: number): Attack => ({ name: `round ${number}`, idle, run }),
});

export const renewals: Kind = {
  name: 'renewals against post and logout',
  does: 'Two to six processes run the command of a profile that renews itself, whose credential is late or has expired, with slow services; post or one or two logouts come at any moment',
  usual: 12,
  ...rounds(endsWhileItRenews, true),
};

export const logouts: Kind = {
  name: 'logouts at once',
  does: 'Two to four logouts at once, of all logins or of one profile, in a job with one to three logins',
  usual: 12,
  ...rounds(logsOutAtOnce),
};

export const exchangedFolders: Kind = {
  name: 'exchanged folders',
  does: 'RUNNER_TEMP is open to everybody, and another user puts a folder of their own (their credential, their host, their record) in the place of the private one, once or all the time, while the command, logout or post reads it (as root only)',
  usual: process.getuid?.() === 0 ? 12 : 0,
  ...rounds(exchanges),
};
