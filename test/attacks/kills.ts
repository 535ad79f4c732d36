/** The process dies, or is told to, right before one of its changes to the file system, or at any moment. */

import fs from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../emulator/emulator.ts';
import type { StepResult } from '../../emulator/runner.ts';
import type { Attack, Kind } from './attack.ts';
import { differences, filesWithSecrets, look, type Thing, unescapeJson } from './judge.ts';
import {
  configOf,
  credentialsOf,
  lostAtEnd,
  lostNow,
  type OwnersFile,
  ownConfig,
  ownCredentials,
} from './owner.ts';
import { type AttackedJob, type Limits, pause, type Stage, sabotage } from './stage.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Milliseconds; a lock may have to be given up on. */
const PATIENCE = 45_000;

interface Scene {
  readonly job: AttackedJob;
  readonly owners: readonly OwnersFile[];
  readonly inputs: Readonly<Record<string, string>>;
  /** What was there before. */
  readonly found: ReadonlyMap<string, Thing>;
  readonly env: Readonly<Record<string, string>>;
}

/** What the step is asked for, and what its owner has. */
const VARIANTS = [
  { owned: true, shared: true, profile: 'default' },
  { owned: true, shared: false, profile: 'ci' },
  { owned: false, shared: true, profile: 'ci' },
  { owned: false, shared: false, profile: undefined },
] as const;
type Variant = (typeof VARIANTS)[number];

/** @param real logs in with GitHub’s token; else with a bearer token, which asks nobody */
async function prepare(stage: Stage, { owned, shared, profile }: Variant, real: boolean): Promise<Scene> {
  const { random } = stage;
  const standing = { OSS_REGION: 'eu-central-1', ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tStandingKeyId' };
  const job = real ? await stage.job(standing) : stage.loneJob(standing);
  const owners = owned ? [ownConfig(job.home, random), ownCredentials(job.home, random)] : [];
  const secret = `killed-${random.whole(1e8, 9e8)}-${random.whole(1e8, 9e8)}`;
  stage.secrets.add(secret);
  const inputs = {
    ...(real
      ? { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider }
      : { 'bearer-token': secret }),
    ...(profile !== undefined && { profile, 'export-env': 'true' }),
    ...(profile !== undefined && shared && { 'credentials-file': credentialsOf(job.home) }),
    region: 'cn-hangzhou',
  };
  return { job, owners, inputs, found: look(...foldersOf(job)), env: { ...job.env } };
}

const foldersOf = ({ home, temp, workspace, root }: AttackedJob): string[] => [
  home,
  temp,
  workspace,
  path.join(root, 'tmp'),
];

const changes = new Map<string, Promise<number>>();

/** How many changes a step makes to the file system, by trying. */
function changesOf(stage: Stage, which: 'main' | 'post', variant: Variant, real: boolean): Promise<number> {
  const key = JSON.stringify([which, variant, real]);
  const known = changes.get(key);
  if (known) return known;
  const counted = (async () => {
    const { job, inputs } = await prepare(stage, variant, real);
    const report = path.join(stage.root, 'changes');
    const env = sabotage('count', report);
    const off = { NODE_OPTIONS: '' };
    await job.login(inputs, which === 'main' ? { env } : {}, { must: 'succeed' });
    await job.finish({ env: which === 'post' ? env : off });
    return Number(fs.readFileSync(report, 'utf8'));
  })();
  changes.set(key, counted);
  return counted;
}

/** Everything is as it was, and the job’s variables too. */
function judgeUndone(stage: Stage, { job, found, env }: Scene): void {
  const left = look(...foldersOf(job));
  stage.find(...differences(found, left));
  for (const file of filesWithSecrets(left, stage.secrets)) stage.find(`a secret is left in ${file}`);
  for (const [name, value] of Object.entries(job.env))
    if (/^(ALIBABA|ALICLOUD|OSS)/.test(name) && value !== (env[name] ?? ''))
      stage.find(`${name} is left as ${value.slice(0, 20)}`);
}

/** Main dies; post undoes all that it did. */
async function mainDies(stage: Stage): Promise<void> {
  const { random } = stage;
  const variant = random.pick(VARIANTS);
  const real = random.chance(0.3);
  const at = random.whole(1, await changesOf(stage, 'main', variant, real));
  const signal = random.pick(['SIGKILL', 'SIGKILL', ...SIGNALS]);
  stage.notes.push(
    `${signal} before change ${at} of main, ${JSON.stringify(variant)}${real ? ', GitHub’s token' : ''}`,
  );
  const scene = await prepare(stage, variant, real);
  const { job, inputs } = scene;
  // A signal that can be handled is; the other is what post is there for.
  const result = await job.login(
    inputs,
    { env: sabotage(`${signal} ${at}`), within: PATIENCE },
    { killed: signal === 'SIGKILL' },
  );
  judgeHandled(stage, result);
  await job.finish({ env: { NODE_OPTIONS: '' }, within: PATIENCE });
  judgeUndone(stage, scene);
}

function judgeHandled(stage: Stage, result: StepResult): void {
  if (result.exitCode !== 1) return;
  const [error] = result.annotations;
  if (!/cancelled/i.test(`${error?.title} ${error?.message}`))
    stage.find(`main is cancelled, and says “${error?.title}”`);
}

/** Post is told to end before one of its changes; it finishes its work first. */
async function postIsTold(stage: Stage): Promise<void> {
  const { random } = stage;
  const variant = random.pick(VARIANTS);
  const at = random.whole(1, await changesOf(stage, 'post', variant, false));
  const signal = random.pick(SIGNALS);
  stage.notes.push(`${signal} before change ${at} of post, ${JSON.stringify(variant)}`);
  const scene = await prepare(stage, variant, false);
  await scene.job.login(scene.inputs, {}, { must: 'succeed' });
  await scene.job.finish({ env: sabotage(`${signal} ${at}`), within: PATIENCE });
  judgeUndone(stage, scene);
}

/** Post is killed, which nothing undoes: nothing of the owner’s may be lost, and the next job works. */
async function postDies(stage: Stage): Promise<void> {
  const { random } = stage;
  const variant = random.pick(VARIANTS);
  const at = random.whole(1, await changesOf(stage, 'post', variant, false));
  stage.notes.push(`SIGKILL before change ${at} of post, ${JSON.stringify(variant)}`);
  const scene = await prepare(stage, variant, false);
  await scene.job.login(scene.inputs, {}, { must: 'succeed' });
  await scene.job.finish({ env: sabotage(`SIGKILL ${at}`), within: PATIENCE }, { killed: true });
  await judgeNextJob(stage, scene);
}

/** After a post that did not end: the owner’s bytes are there, and another job comes and goes as ever. */
async function judgeNextJob(stage: Stage, { job, owners, inputs }: Scene): Promise<void> {
  // A copy may be kept as a JSON string.
  const text = [...look(...foldersOf(job)).values()].flatMap(({ content }) => {
    const plain = Buffer.from(content, 'latin1').toString('utf8');
    return [plain, unescapeJson(plain)];
  });
  for (const { expected } of owners) {
    const lines = expected.split('\n').filter((line) => line.trim() !== '');
    const lost = lines.find((line) => !text.some((one) => one.includes(line.replace(/,$/, ''))));
    if (lost) stage.find(`the owner’s “${lost.slice(0, 60)}” is nowhere any more`);
  }
  stage.find(...lostNow(owners));
  if (fs.existsSync(configOf(job.home))) JSON.parse(fs.readFileSync(configOf(job.home), 'utf8'));
  const next = stage.loneJob({ HOME: job.home, USERPROFILE: job.home });
  const secret = `next-job-${stage.random.whole(1e8, 9e8)}-${stage.random.whole(1e8, 9e8)}`;
  stage.secrets.add(secret);
  const { 'role-to-assume': _, 'oidc-provider-arn': __, ...others } = inputs as Record<string, string>;
  await next.login(
    { ...others, 'bearer-token': secret, profile: 'next' },
    { within: PATIENCE },
    { must: 'succeed' },
  );
  await next.finish({ within: PATIENCE }, { mayWarn: true });
  const left = [...look(job.home, next.temp)].filter(([, { content }]) => content.includes(secret));
  if (left[0]) stage.find(`the next job leaves its secret in ${left[0][0]}`);
  stage.find(...lostNow(owners));
}

/** Sends a signal after so many milliseconds. */
function after(milliseconds: number, signal: NodeJS.Signals): Pick<Limits, 'onStart'> {
  return { onStart: (child) => void pause(milliseconds).then(() => child.kill(signal)) };
}

let durations: Promise<{ main: number; post: number }> | undefined;

/** How long the steps take when nothing is done to them. */
async function measure(stage: Stage): Promise<{ main: number; post: number }> {
  const { job, inputs } = await prepare(stage, VARIANTS[0], true);
  const main = await job.login(inputs);
  const [post] = await job.finish();
  return { main: main.duration, post: post?.duration ?? 0 };
}

/** A signal at any moment from the start of the process on. */
async function atAnyMoment(stage: Stage): Promise<void> {
  const { random } = stage;
  durations ??= measure(stage);
  const { main, post } = await durations;
  const variant = random.pick(VARIANTS);
  const signal = random.pick([...SIGNALS, ...SIGNALS, 'SIGHUP', 'SIGKILL'] as const);
  const inPost = random.chance(0.3);
  const delay = random.fraction() * 1.1 * (inPost ? post : main);
  const scene = await prepare(stage, variant, !inPost || random.chance(0.3));
  const { job, inputs, owners } = scene;
  if (!inPost) {
    const result = await job.login(inputs, { ...after(delay, signal), within: PATIENCE }, { killed: true });
    stage.notes.push(`${signal} to main after ${Math.round(delay)} ms: ${result.signal ?? result.exitCode}`);
    judgeHandled(stage, result);
    await job.finish({ within: PATIENCE });
    judgeUndone(stage, scene);
    return;
  }
  await job.login(inputs, {}, { must: 'succeed' });
  const [result] = await job.finish({ ...after(delay, signal), within: PATIENCE }, { killed: true });
  stage.notes.push(`${signal} to post after ${Math.round(delay)} ms: ${result?.signal ?? result?.exitCode}`);
  // Until its first line runs, no program can keep a signal from ending it.
  if (result?.signal === undefined) judgeUndone(stage, scene);
  else {
    await judgeNextJob(stage, scene);
    if (owners.length > 0 && lostAtEnd(owners).length > 0)
      stage.notes.push('post was ended before it had begun, or killed');
  }
}

const rounds =
  (run: (stage: Stage) => Promise<void>) =>
  (number: number): Attack => ({ name: `round ${number}`, run });

export const deadMains: Kind = {
  name: 'main dies at a change',
  does: 'Main is sent SIGKILL, SIGINT or SIGTERM right before one of its changes to the file system; then post runs',
  usual: 25,
  round: rounds(mainDies),
};
export const deadPosts: Kind = {
  name: 'post dies at a change',
  does: 'Post is sent SIGKILL right before one of its changes; then another job comes and goes',
  usual: 8,
  round: rounds(postDies),
};
export const toldPosts: Kind = {
  name: 'post is told to end',
  does: 'Post is sent SIGINT or SIGTERM right before one of its changes, and must finish its work',
  usual: 12,
  round: rounds(postIsTold),
};
export const signals: Kind = {
  name: 'signals at any moment',
  does: 'SIGINT, SIGTERM, SIGHUP or SIGKILL reaches main or post at any moment from the start of its process on',
  usual: 15,
  round: rounds(atAnyMoment),
};
