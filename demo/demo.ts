/**
 * `npm run demo`: the main job on the embedded emulator, shown as a workflow log would show it. It runs dist/, as a
 * user's workflow does, and sends nothing to any address but loopback.
 */
import fs from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { SAMPLE, startEmulator, trustsGithub } from '../emulator/emulator.ts';
import { Job, type StepResult } from '../emulator/runner.ts';
import { maskAll } from '../emulator/runner-protocol.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = (entry: string): string => path.join(root, 'dist', entry, 'index.js');
const action = { main: dist('main'), post: dist('post') };
const laterStep = [path.join(root, 'demo', 'later-step.mjs')];

const started = performance.now();
const shown = new Set<string>();
const emulator = await startEmulator();
try {
  say(
    'Four jobs log in to Alibaba Cloud as on GitHub, without an account: a login, two accounts, a refusal, and what is beside',
  );
  say(
    'the login (check, dry-run, logout). GitHub’s token issuer and STS are emulated on 127.0.0.1, under their real names,',
  );
  say('behind a proxy and TLS. Masked values are hidden as GitHub’s runner hides them.');
  await inJob(mainJob);
  await inJob(profilesJob);
  await inJob(refusedJob);
  await inJob(besideJob);
  if (emulator.refused.length > 0) throw new Error(`Somebody asked for ${emulator.refused.join(', ')}.`);

  heading(`Shown, in ${((performance.now() - started) / 1000).toFixed(1)} seconds`);
  for (const line of shown) say(`  ${styleText('green', '✓')} ${line}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await emulator.close();
}

/** The README's workflow: one login, exported in the environment. */
async function mainJob(job: Job): Promise<void> {
  const before = { ...job.env };
  heading('Job 1: uses: org/alicloud-credentials@v1');
  const inputs = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
  show(job, inputs, await job.use(action, inputs));
  heading('What later steps have now');
  variables(job, before);
  files(job);
  done('GitHub’s OIDC token was exchanged for a temporary credential; no key is stored anywhere');

  heading('Later step: run: node later-step.mjs');
  show(job, {}, await job.run(laterStep));
  done('a later step’s SDK found the credential without any option, and STS confirmed who it is');
  await finish(job, before);
}

/** Two accounts in one job, each login a profile. */
async function profilesJob(job: Job): Promise<void> {
  const before = { ...job.env };
  for (const [profile, roles] of Object.entries({
    deploy: [SAMPLE.deploy],
    target: [SAMPLE.deploy, SAMPLE.target],
  })) {
    heading(`Job 2: uses: org/alicloud-credentials@v1, profile ${profile}`);
    const inputs = {
      'role-to-assume': roles.join('\n'),
      'oidc-provider-arn': SAMPLE.oidcProvider,
      profile,
      region: 'cn-hangzhou',
    };
    show(job, inputs, await job.use(action, inputs));
  }
  heading('What later steps have now');
  variables(job, before);
  files(job);
  for (const profile of ['deploy', 'target']) {
    heading(`Later step: run: ALIBABA_CLOUD_PROFILE=${profile} node later-step.mjs`);
    show(job, {}, await job.run(laterStep, { env: { ALIBABA_CLOUD_PROFILE: profile } }));
  }
  done('two profiles in two accounts, one of them by way of two roles, served one job side by side');
  await finish(job, before);
}

/** A job that the role's trust policy does not let in. */
async function refusedJob(job: Job): Promise<void> {
  const before = { ...job.env };
  heading('Job 3: the same login, from a repository that the role does not trust');
  const inputs = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };
  const { claims } = emulator.world.github;
  const trusted = claims.repository;
  claims.repository = 'octo-org/another-repo';
  const result = await job.use(action, inputs);
  claims.repository = trusted;
  show(job, inputs, result, 1);
  if (Object.keys(result.exported).length > 0) throw new Error('A refused step exported something.');
  done('a refusal says what the token claims, what RAM needs, and which trust policy would accept the job');
  await finish(job, before);
}

/** Before a login: would it work, what would it do? And out again in the middle of the job. */
async function besideJob(job: Job): Promise<void> {
  const before = { ...job.env };
  const login = {
    'role-to-assume': SAMPLE.deploy,
    'oidc-provider-arn': SAMPLE.oidcProvider,
    region: 'cn-hangzhou',
  };
  heading('Job 4: uses: org/alicloud-credentials/check@v1');
  const policy = JSON.stringify(trustsGithub(['repo:octo-org/octo-repo:*']));
  const checked = { ...login, 'trust-policy': policy, subjects: 'pull_request' };
  show(job, checked, await job.use({ main: dist('check') }, checked));
  done(
    'check said, claim by claim, that the role would trust this job, and whom else: any branch, any pull request',
  );

  heading('The same job: uses: org/alicloud-credentials@v1, dry-run: true');
  const asked = emulator.requests.length;
  show(job, { ...login, 'dry-run': 'true' }, await job.use(action, { ...login, 'dry-run': 'true' }));
  if (emulator.requests.length > asked) throw new Error('A dry run asked somebody.');
  done('a dry run told what the login would do, and sent nothing');

  heading('The same job: the login, then uses: org/alicloud-credentials/logout@v1');
  show(job, login, await job.use(action, login));
  show(job, {}, await job.use({ main: dist('logout') }, {}));
  if (job.env['ALIBABA_CLOUD_ACCESS_KEY_ID']) throw new Error('A logout left the credential.');
  done('a logout took the credential back in the middle of the job');
  await finish(job, before);
}

/** The post steps, and proof that they took everything back. */
async function finish(job: Job, before: Readonly<Record<string, string>>): Promise<void> {
  heading('Job ends: post steps, last step first');
  for (const post of await job.finish()) show(job, {}, post);
  const left = Object.keys(job.files());
  const set = Object.keys(job.env).filter((name) => job.env[name] && job.env[name] !== before[name]);
  say(`  files left below HOME and RUNNER_TEMP: ${left.length === 0 ? 'none' : left.join(', ')}`);
  say(`  variables left: ${set.length === 0 ? 'none' : set.join(', ')}`);
  if (left.length > 0 || set.length > 0) throw new Error('Something was left behind.');
  done('post took everything back');
}

async function inJob(steps: (job: Job) => Promise<void>): Promise<void> {
  const job = new Job({
    ...emulator.clientEnv(),
    ...emulator.githubEnv(),
    STS_ENDPOINT: `127.0.0.1:${emulator.tlsPort}`,
  });
  try {
    await steps(job);
  } finally {
    job.dispose();
  }
}

function heading(text: string): void {
  say(`\n${styleText('bold', `▶ ${text}`)}`);
}

function say(text: string): void {
  console.log(text);
}

function done(what: string): void {
  shown.add(what);
}

function show(job: Job, inputs: Readonly<Record<string, string>>, result: StepResult, exitCode = 0): void {
  for (const [name, value] of Object.entries(inputs)) {
    say(styleText('gray', `  ${name}: ${value.replaceAll('\n', '\n    ')}`));
  }
  const lines = maskAll(result.log, job.masks).split('\n').filter(Boolean);
  for (const line of lines) say(`  ${line}`);
  if (result.exitCode !== exitCode) throw new Error(`The step ended with ${result.exitCode}.`);
}

function variables(job: Job, before: Readonly<Record<string, string>>): void {
  const names = Object.keys(job.env).filter((name) => job.env[name] !== before[name]);
  for (const name of names) say(`  ${name}=${maskAll(job.env[name] ?? '', job.masks)}`);
}

function files(job: Job): void {
  for (const [name, content] of Object.entries(job.files())) {
    const mode = (fs.statSync(path.join(job.root, name)).mode & 0o777).toString(8);
    say(styleText('gray', `  ${name} (${mode})`));
    const lines = /credentials\.ini$|config\.json$/.test(name) ? content.trimEnd().split('\n') : [];
    for (const line of lines) say(`      ${maskAll(line, job.masks)}`);
  }
}
