/**
 * `npm run demo`: four jobs on the embedded emulator, shown as a workflow's log would show them, and at the end what they
 * prove. It runs dist/, as a user's workflow does, and sends nothing to any address but loopback. The end fits a terminal
 * of 80 by 24.
 */
import path from 'node:path';
import { styleText } from 'node:util';
import { SAMPLE, startEmulator, trustsGithub } from '../emulator/emulator.ts';
import { Job, type StepResult } from '../emulator/runner.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = (entry: string): string => path.join(root, 'dist', entry, 'index.js');
const action = { main: dist('main'), post: dist('post') };
const laterStep = [path.join(root, 'demo', 'later-step.mjs')];

const TRUSTED = { name: 'octo-org/octo-repo', id: '74' };
const STRANGER = { name: 'octo-org/another-repo', id: '75' };
const LOGIN = {
  'role-to-assume': SAMPLE.deploy,
  'oidc-provider-arn': SAMPLE.oidcProvider,
  region: 'cn-hangzhou',
};
const POLICY = JSON.stringify(trustsGithub([`repo:${TRUSTED.name}:*`]));

const started = performance.now();
/** What the jobs prove, line by line. */
const proof: string[] = [];
/** Secrets that a step printed unmasked. */
let printed = 0;

const emulator = await startEmulator();
try {
  say('Four jobs log in to Alibaba Cloud as on GitHub, without an account. GitHub’s');
  say('token issuer and STS are emulated on 127.0.0.1, under their real names.');
  await inJob(TRUSTED, oneLogin);
  await inJob(TRUSTED, twoAccounts);
  await inJob(STRANGER, refusal);
  await inJob(TRUSTED, besideTheLogin);
  if (emulator.refused.length > 0) throw new Error(`Somebody asked for ${emulator.refused.join(', ')}.`);
  if (printed > 0) throw new Error(`${printed} secrets were printed.`);

  heading(`What you saw, in ${((performance.now() - started) / 1000).toFixed(1)} seconds`);
  for (const line of proof) say(line);
  say('After each job: 0 files and 0 variables left, 0 secrets printed unmasked.');
  say('Next: set up your account, in README.md.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await emulator.close();
}

/** The README's workflow: one login, exported in the environment. */
async function oneLogin(job: Job): Promise<void> {
  heading('Job 1: uses: org/alicloud-credentials@v1');
  const { exported } = await step(job, LOGIN, job.use(action, LOGIN));
  const secrets = Object.values(exported).filter((value) => job.masks.has(value));
  say(`  Later steps have the credential in ${secrets.length} variables, all masked.`);

  heading('Later step: run: node later-step.mjs');
  const who = await laterStepIn(job);
  prove(1, 'A login without a stored key', [
    'a later step’s SDK, without any option, is to STS',
    `  ${who.arn}`,
  ]);
}

/** Two accounts in one job, each login a profile. */
async function twoAccounts(job: Job): Promise<void> {
  const logins = { deploy: [SAMPLE.deploy], target: [SAMPLE.deploy, SAMPLE.target] };
  for (const [profile, roles] of Object.entries(logins)) {
    heading(`Job 2: uses: org/alicloud-credentials@v1, profile ${profile}`);
    const inputs = { ...LOGIN, 'role-to-assume': roles.join('\n'), profile };
    await step(job, inputs, job.use(action, inputs));
  }
  const accounts: string[] = [];
  for (const profile of Object.keys(logins)) {
    heading(`Later step: run: ALIBABA_CLOUD_PROFILE=${profile} node later-step.mjs`);
    const { account } = await laterStepIn(job, { ALIBABA_CLOUD_PROFILE: profile });
    accounts.push(`profile ${profile} is in account ${account}`);
  }
  prove(2, 'Two accounts in one job, by a chain of roles', accounts);
}

/** A job of a repository that the role does not trust. */
async function refusal(job: Job): Promise<void> {
  heading(`Job 3: the same login in ${STRANGER.name}, which the role does not trust`);
  const { log, exported } = await step(job, LOGIN, job.use(action, LOGIN), 1);
  const policy = /```json\n(.*?)\n\s*```/s.exec(log)?.[1] ?? '';
  if (Object.keys(exported).length > 0) throw new Error('A refused step exported something.');
  const { 'oidc:sub': subject } = JSON.parse(policy).Statement[0].Condition.StringEquals;
  prove(3, 'A repository that is not trusted stays out', [
    'exported: nothing; the error shows the policy that would let it in:',
    `  oidc:sub = ${subject}`,
  ]);
}

/** Before a login: would it work, what would it do? And out again in the middle of the job. */
async function besideTheLogin(job: Job): Promise<void> {
  heading('Job 4: uses: org/alicloud-credentials/check@v1');
  const checked = { ...LOGIN, 'trust-policy': POLICY };
  const { annotations } = await step(job, checked, job.use({ main: dist('check') }, checked));

  heading('The same job: uses: org/alicloud-credentials@v1, dry-run: true');
  const asked = emulator.requests.length;
  const dry = { ...LOGIN, 'dry-run': 'true' };
  await step(job, dry, job.use(action, dry));
  if (emulator.requests.length > asked) throw new Error('A dry run asked somebody.');

  heading('The same job: the login, then uses: org/alicloud-credentials/logout@v1');
  await step(job, LOGIN, job.use(action, LOGIN));
  await step(job, {}, job.use({ main: dist('logout') }, {}));
  if (job.env['ALIBABA_CLOUD_ACCESS_KEY_ID']) throw new Error('A logout left the credential.');
  prove(4, 'Before a login, and out of it', [
    `check: the role trusts this job; a security review finds ${annotations.length} things`,
    'dry-run: says what the login would do, 0 requests sent',
    'logout: the credential is gone in the middle of the job',
  ]);
}

/** A job of a repository, to its end: its post steps take everything back. */
async function inJob(repository: typeof TRUSTED, steps: (job: Job) => Promise<void>): Promise<void> {
  const { claims } = emulator.world.github;
  const workflow = `${repository.name}/.github/workflows/deploy.yml@refs/heads/main`;
  Object.assign(claims, {
    repository: repository.name,
    repository_id: repository.id,
    workflow_ref: workflow,
    job_workflow_ref: workflow,
  });
  const job = new Job({
    ...emulator.clientEnv(),
    ...emulator.githubEnv(),
    GITHUB_REPOSITORY: repository.name,
    GITHUB_REPOSITORY_ID: repository.id,
    GITHUB_RUN_ID: String(claims.run_id),
    STS_ENDPOINT: `127.0.0.1:${emulator.tlsPort}`,
  });
  const before = { ...job.env };
  try {
    await steps(job);
    heading('Job ends: post steps, last step first');
    for (const post of await job.finish()) await step(job, {}, Promise.resolve(post));
    const left = Object.keys(job.files());
    const set = Object.keys(job.env).filter((name) => job.env[name] && job.env[name] !== before[name]);
    say(`  files left below HOME and RUNNER_TEMP: ${left.length === 0 ? 'none' : left.join(', ')}`);
    say(`  variables left: ${set.length === 0 ? 'none' : set.join(', ')}`);
    if (left.length > 0 || set.length > 0) throw new Error('Something was left behind.');
  } finally {
    job.dispose();
  }
}

/** A later step, as a user would write it, and who it is by STS's answer. */
async function laterStepIn(job: Job, env: Readonly<Record<string, string>> = {}) {
  const { log } = await step(job, {}, job.run(laterStep, { env }));
  const [, arn = '', account = ''] = /STS says: (\S+), account (\d+)/.exec(log) ?? [];
  return { arn, account };
}

/** Shows a step as the log of its job would, and counts the secrets in it that were not masked. */
async function step(
  job: Job,
  inputs: Readonly<Record<string, string>>,
  running: Promise<StepResult>,
  exitCode = 0,
): Promise<StepResult> {
  const result = await running;
  for (const [name, value] of Object.entries(inputs)) {
    say(styleText('gray', `  ${name}: ${value.replaceAll('\n', '\n    ')}`));
  }
  for (const line of result.log.split('\n').filter(Boolean)) say(`  ${line}`);
  if (result.exitCode !== exitCode) throw new Error(`The step ended with ${result.exitCode}.`);
  const shown = (result.raw + result.stderr).replace(/^::add-mask::.*$/gm, '');
  printed += [...job.masks].filter((secret) => shown.includes(secret)).length;
  return result;
}

function prove(job: number, what: string, lines: readonly string[]): void {
  proof.push(`${styleText('green', '✓')} Job ${job}: ${what}`, ...lines.map((line) => `    ${line}`));
}

function heading(text: string): void {
  say(`\n${styleText('bold', `▶ ${text}`)}`);
}

function say(text: string): void {
  console.log(text);
}
