/** Scenes: the built action in subprocesses, as the runner starts them, against one emulator per test file. */

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Emulator, type EmulatorOptions, SAMPLE, startEmulator } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/http/message.ts';
import { type BackgroundStep, Job, type StepOptions, type StepResult } from '../../emulator/runner.ts';
import { has } from '../platform.ts';
import { formsOf } from '../secret-forms.ts';

export type { BackgroundStep, StepOptions, StepResult } from '../../emulator/runner.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The action as it is committed: installed by `test/built.ts`, or else where it lies. */
const DIST = path.join(process.env['SCENARIO_ACTION'] ?? ROOT, 'dist');

export const ACTION = { main: path.join(DIST, 'main/index.js'), post: path.join(DIST, 'post/index.js') };

/** Says whether a trust policy lets this job in. */
export const CHECK = { main: path.join(DIST, 'check/index.js') };

/** Takes logins of the job back. */
export const LOGOUT = { main: path.join(DIST, 'logout/index.js') };

/** Logs in to a registry, and out of it in post, which is the login's own. */
export const ACR_LOGIN = { main: path.join(DIST, 'acr-login/index.js'), post: ACTION.post };

/** A later step's program: the published SDK finds a credential and STS says whose it is. */
export const CONSUMER = path.join(import.meta.dirname, 'programs/consumer.ts');

export const KEY_IDS = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY',
  'ALIBABACLOUD_ACCESS_KEY_ID',
  'OSS_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY_ID',
];
export const KEY_SECRETS = [
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'ALICLOUD_SECRET_KEY',
  'ALIBABACLOUD_ACCESS_KEY_SECRET',
  'OSS_ACCESS_KEY_SECRET',
  'ALICLOUD_ACCESS_KEY_SECRET',
];
export const TOKENS = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALICLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'OSS_SESSION_TOKEN',
  'ALICLOUD_ACCESS_KEY_STS_TOKEN',
  'SECURITY_TOKEN',
];
export const REGIONS = [
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
  'ALIBABACLOUD_REGION_ID',
  'ALICLOUD_REGION',
  'OSS_REGION',
];
export const PROFILE_VARIABLES = [
  'ALIBABA_CLOUD_PROFILE',
  'ALICLOUD_PROFILE',
  'ALIBABA_CLOUD_CREDENTIALS_FILE',
  'ALICLOUD_SHARED_CREDENTIALS_FILE',
  'ALIBABA_CLOUD_CONFIG_FILE',
  'ACK_RAM_TOOL_PROFILE_FILE',
];
const SECRET_OUTPUTS = [
  'access-key-id',
  'access-key-secret',
  'security-token',
  'bearer-token',
  'aliyun-access-key-id',
  'aliyun-access-key-secret',
  'aliyun-security-token',
  'password',
];

/** NODE_OPTIONS that load this module, too, before the program. */
export function preloading(job: WatchedJob, module: URL): string {
  return `${job.env['NODE_OPTIONS'] ?? ''} --import=${module}`;
}

/** The inputs of the workflow in the README. */
export const OIDC = { 'role-to-assume': SAMPLE.deploy, 'oidc-provider-arn': SAMPLE.oidcProvider };

/** A job that remembers what stood in its folders before the action ran, and everything that its steps said. */
export class WatchedJob extends Job {
  readonly results: StepResult[] = [];
  /** Secrets that this job was given and the emulator does not know. */
  readonly secrets: string[] = [];
  /** Where a scenario leaves files on purpose: paths, relative to the job's root, that are not compared. */
  readonly leaves: RegExp[] = [];
  readonly emulator: Emulator;
  readonly #firstRequest: number;
  #lastRequest: number | undefined;
  #before: Readonly<Record<string, string>> | undefined;

  constructor(emulator: Emulator, env: Readonly<Record<string, string>>) {
    super(env);
    this.node = process.env['SCENARIO_NODE'] ?? this.node;
    this.emulator = emulator;
    this.#firstRequest = emulator.requests.length;
  }

  /** What the services were asked since the job began. */
  get requests(): readonly RecordedRequest[] {
    return this.emulator.requests.slice(this.#firstRequest, this.#lastRequest);
  }

  /** From now on, requests are another job's. */
  yieldTo(): void {
    this.#lastRequest ??= this.emulator.requests.length;
  }

  /** The STS actions asked for since the job began, in order. */
  get actions(): readonly string[] {
    return this.requests.flatMap(({ action }) => action ?? []);
  }

  get before(): Readonly<Record<string, string>> {
    return this.#before ?? {};
  }

  /** The action, or a copy of it, with these inputs. */
  async login(
    inputs: Readonly<Record<string, string>>,
    { action = ACTION, ...options }: StepOptions & { action?: typeof ACTION } = {},
  ): Promise<StepResult> {
    this.#before ??= tree(this);
    const result = await this.use(action, inputs, options);
    this.results.push(result);
    return result;
  }

  /** The action with `background: true`. */
  loginInBackground(inputs: Readonly<Record<string, string>>, options: StepOptions = {}): BackgroundStep {
    this.#before ??= tree(this);
    const step = this.background(ACTION, inputs, options);
    void step.ended.then((result) => this.results.push(result));
    return step;
  }

  /** The action logout with these inputs. */
  async logout(
    inputs: Readonly<Record<string, string>> = {},
    options: StepOptions = {},
  ): Promise<StepResult> {
    const result = await this.use(LOGOUT, inputs, options);
    this.results.push(result);
    return result;
  }

  override async finish(options: StepOptions = {}): Promise<StepResult[]> {
    const results = await super.finish(options);
    this.results.push(...results);
    return results;
  }

  /** A file of the job's owner, made before the action runs. */
  write(file: string, content: string, mode = 0o600): string {
    const target = path.join(this.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    fs.writeFileSync(target, content);
    fs.chmodSync(target, mode);
    return target;
  }

  read(file: string): string {
    return fs.readFileSync(path.isAbsolute(file) ? file : path.join(this.root, file), 'utf8');
  }
}

export interface Scene {
  readonly emulator: Emulator;
  /**
   * A job of the sample repository, with GitHub's token, to whose Node the emulator is the world. When the test is over its post
   * steps have run, nothing has leaked, and everything is as it was.
   */
  job(env?: Readonly<Record<string, string>>): WatchedJob;
  /** The same behind the emulator's proxy. */
  proxiedJob(env?: Readonly<Record<string, string>>): WatchedJob;
}

/** Sets up one emulator for a test file. Call it at the top level. */
export function setScene(options: EmulatorOptions = {}): Scene {
  let emulator: Emulator | undefined;
  const jobs: WatchedJob[] = [];
  const started = (): Emulator => {
    if (!emulator) throw new Error('The emulator is not running yet.');
    return emulator;
  };

  beforeAll(async () => {
    emulator = await startEmulator(options);
    recordTokens(emulator);
  });
  afterAll(() => emulator?.close());
  afterEach(async () => {
    const over = jobs.splice(0);
    try {
      for (const job of over) {
        await job.finish();
        expectNoLeak(job, job.results);
        expectNothingLeft(job);
      }
      expectTokensMasked(over);
      expect(started().refused).toEqual([]);
    } finally {
      for (const job of over) job.dispose();
      const { world, faults, refused } = started();
      faults.clear();
      refused.length = 0;
      world.clockOffset = 0;
    }
  });
  const begin = (standing: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) => {
    jobs.at(-1)?.yieldTo();
    const job = new WatchedJob(started(), { ...without(standing, env), ...env });
    jobs.push(job);
    return job;
  };
  // Metadata is asked at its own address, which no proxy stands before.
  const everywhere = () => ({ ...started().githubEnv(), ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
  return {
    get emulator() {
      return started();
    },
    job: (env = {}) => begin({ ...started().directEnv(), ...everywhere() }, env),
    proxiedJob: (env = {}) => begin({ ...started().clientEnv(), ...everywhere() }, env),
  };
}

/** The variables that others do not set; on Windows, whatever the case of their names. */
function without(
  standing: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>>,
): Record<string, string> {
  const key = (name: string): string => (has.caseInVariables ? name : name.toLowerCase());
  const set = new Set(Object.keys(others).map(key));
  return Object.fromEntries(Object.entries(standing).filter(([name]) => !set.has(key(name))));
}

const issuedTokens = new WeakMap<Emulator, string[]>();

/** Remembers every OIDC token that is issued, also those that no client ever gets. */
function recordTokens(emulator: Emulator): void {
  const { github } = emulator.world;
  const issue = github.issueToken.bind(github);
  const tokens: string[] = [];
  issuedTokens.set(emulator, tokens);
  github.issueToken = async (request) => {
    const token = await issue(request);
    tokens.push(token);
    return token;
  };
}

/** Every secret that was issued by the emulator, stands in its world, or was given to the job. */
export function secretsOf(job: WatchedJob): string[] {
  const { world } = job.emulator;
  const secrets = [
    ...(issuedTokens.get(job.emulator) ?? []),
    ...job.requests.flatMap(({ form }) => form['OIDCToken'] ?? []),
    ...[...world.sessions.values()].flatMap((session) => [
      session.accessKeyId,
      session.accessKeySecret,
      session.securityToken,
    ]),
    ...[...world.accessKeys.values()].flatMap((key) => [key.id, key.secret]),
    ...world.registries.issued.flatMap(({ username, password }) => [
      password,
      Buffer.from(`${username}:${password}`).toString('base64'),
    ]),
    world.github.requestToken,
    ...job.secrets,
  ];
  return [...new Set(secrets)].filter((secret) => secret.trim().length >= 8);
}

const MASK = '::add-mask::';

/**
 * No secret is anywhere but in masking commands, and whatever a step exported was masked by that step before it
 * said anything. Call it after the post steps, for what the job's files hold.
 */
export function expectNoLeak(job: WatchedJob, results: readonly StepResult[]): void {
  const forms = new Map(secretsOf(job).flatMap((secret) => formsOf(secret).map((form) => [form, secret])));
  const leaked = (where: string, text: string): string[] =>
    [...forms]
      .filter(([form]) => text.includes(form))
      .map(([form]) => `${where} holds ${form.slice(0, 24)}…`);

  const leaks = results.flatMap((result) => {
    const plain = result.raw.split(/\r?\n/).filter((line) => !line.startsWith(MASK));
    return [
      ...leaked('standard output', plain.join('\n')),
      ...leaked('standard error', result.stderr),
      ...leaked('the state', JSON.stringify(result.state)),
      ...leaked('the summary', result.summary),
      ...leaked('the log', result.log),
      ...result.annotations.flatMap(({ title, message }) => leaked('an annotation', `${title}\n${message}`)),
    ];
  });
  for (const [name, content] of Object.entries(tree(job))) {
    if (!job.leaves.some((left) => left.test(name))) leaks.push(...leaked(name, content));
  }
  expect(leaks).toEqual([]);

  for (const result of results) {
    const lines = result.raw.split(/\r?\n/);
    const masked = new Set(lines.filter((line) => line.startsWith(MASK)).map(unescapeMask));
    for (const value of exportedSecretsOf(result))
      expect(masked.has(value), 'a value was exported unmasked').toBe(true);
    // A message between masks is fine; one that says that the login is done comes after all of them.
    const done = lines.findIndex((line) => /Exported as/.test(line));
    const lastMask = lines.findLastIndex((line) => line.startsWith(MASK));
    if (done >= 0) expect(lastMask).toBeLessThan(done);
  }
}

/** Every OIDC token that STS was sent was masked by the step that sent it. */
function expectTokensMasked(jobs: readonly WatchedJob[]): void {
  const lines = jobs.flatMap((job) => job.results.flatMap(({ raw }) => raw.split(/\r?\n/)));
  const masked = new Set(lines.filter((line) => line.startsWith(MASK)).map(unescapeMask));
  const used = jobs.flatMap((job) => job.requests.flatMap(({ form }) => form['OIDCToken'] ?? []));
  expect(
    used.filter((token) => !masked.has(token)),
    'an OIDC token was used unmasked',
  ).toEqual([]);
}

/** The secret values among what a step exported and set as outputs. */
function exportedSecretsOf({ exported, outputs }: StepResult): string[] {
  const pick = (from: Readonly<Record<string, string>>, names: readonly string[]): string[] =>
    names.flatMap((name) => from[name] || []);
  return [...pick(exported, [...KEY_IDS, ...KEY_SECRETS, ...TOKENS]), ...pick(outputs, SECRET_OUTPUTS)];
}

function unescapeMask(line: string): string {
  return line.slice(MASK.length).replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** The job's folders are as they were before the action ran: names, contents, modes and links. */
export function expectNothingLeft(job: WatchedJob): void {
  const compared = (files: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !job.leaves.some((left) => left.test(name))));
  if (Object.keys(job.before).length > 0) expect(compared(tree(job))).toEqual(compared(job.before));
}

/** Everything below the job's folders: path to kind, mode and content. */
function tree(job: Job): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (file: string): void => {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    const name = path.relative(job.root, file).split(path.sep).join('/');
    const mode = has.permissionBits ? (stat.mode & 0o777).toString(8) : 'of whatever mode';
    if (stat.isSymbolicLink()) found[name] = `link to ${fs.readlinkSync(file)}`;
    else if (stat.isDirectory()) {
      found[name] = `folder ${mode}`;
      for (const entry of fs.readdirSync(file)) visit(path.join(file, entry));
    } else found[name] = `file ${mode}\n${contentOf(file)}`;
  };
  for (const folder of [job.temp, job.home, job.workspace]) visit(folder);
  return found;
}

/** A scenario may have a file that nobody may read. */
function contentOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return '(not readable)';
    throw error;
  }
}

/** The one error that a failed step may have. Expects that it exported nothing. */
export function refusalOf(result: StepResult): string {
  expect(result.exitCode, result.log).toBe(1);
  expect(result.exported).toEqual({});
  expect(result.outputs).toEqual({});
  expect(result.stderr).toBe('');
  const errors = result.annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  return `${errors[0]?.title}: ${errors[0]?.message}`;
}

/** On Windows, who ends itself by a signal exits with 1, and nothing tells it from a failure but that it names none. */
export function hasKilledItself({ signal, exitCode, annotations }: StepResult): boolean {
  if (has.signals) return signal === 'SIGKILL';
  return exitCode === 1 && annotations.every(({ level }) => level !== 'error');
}

/** Expects that the step succeeded, and gives it back. */
export function succeeded(result: StepResult): StepResult {
  expect(result.exitCode, `${result.log}\n${result.stderr}`).toBe(0);
  expect(result.stderr).toBe('');
  expect(result.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  return result;
}

/** The warnings of a step. */
export function warningsOf(result: StepResult): string[] {
  return result.annotations.flatMap(({ level, message }) => (level === 'warning' ? [message] : []));
}

/** The sample user's key, as a workflow gives it. */
export function userKey(emulator: Emulator, id: string = SAMPLE.userKey): Record<string, string> {
  return { 'access-key-id': id, 'access-key-secret': emulator.world.secretOf(id) };
}

/** The inputs of a fresh session of a role. */
export function sessionKey(emulator: Emulator, role: string = SAMPLE.deploy): Record<string, string> {
  const session = emulator.world.issueSession(emulator.world.role(role), 'given', 3600);
  return {
    'access-key-id': session.accessKeyId,
    'access-key-secret': session.accessKeySecret,
    'security-token': session.securityToken,
  };
}

/** Does this for every entry, a few at a time, and gives the results by name. */
export async function forAll<T, R>(
  cases: Readonly<Record<string, T>>,
  act: (value: T, name: string) => Promise<R>,
): Promise<Record<string, R>> {
  const waiting = Object.entries(cases);
  const results: Record<string, R> = {};
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      results[next[0]] = await act(next[1], next[0]);
  };
  await Promise.all([work(), work(), work()]);
  return results;
}

/** Every name with the same value. */
export function each(names: readonly string[], value: string | undefined): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value ?? '']));
}

export interface Consumed {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  readonly providerName: string;
  /** What STS says of the credential. */
  readonly arn: string;
  readonly accountId: string;
}

/** Runs the published SDK's default chain in a later step of the job. */
export async function consume(
  job: WatchedJob,
  env: Readonly<Record<string, string>> = {},
): Promise<Consumed> {
  const result = await job.run([CONSUMER], {
    env: {
      STS_ENDPOINT: `127.0.0.1:${job.emulator.tlsPort}`,
      ...env,
    },
  });
  expect(result.exitCode, result.stderr).toBe(0);
  const consumed = JSON.parse(result.raw) as Consumed;
  // What the action masked stays masked in every later step.
  expect(result.log).not.toContain(consumed.accessKeySecret);
  return consumed;
}

/** Lets a step run as a user who is not root: options for the step; the job's folders become that user's. */
export function unprivileged(job: WatchedJob): StepOptions {
  const certificate = path.join(job.root, 'ca.pem');
  fs.writeFileSync(certificate, job.emulator.caPem);
  fs.chmodSync(certificate, 0o644);
  job.env['NODE_EXTRA_CA_CERTS'] = certificate;
  if (process.getuid?.() !== 0) return {};
  const uid = 65_534;
  for (const folder of [job.root, path.join(job.root, 'commands')]) fs.chmodSync(folder, 0o755);
  for (const folder of [job.temp, job.home, job.workspace]) {
    for (const name of ['.', ...(fs.readdirSync(folder, { recursive: true }) as string[])]) {
      fs.lchownSync(path.join(folder, name), uid, uid);
    }
  }
  return { uid };
}

/** A file that nobody else can read, in a folder that nobody else can enter; on Windows, modes do not tell. */
export function expectPrivate(file: string): void {
  expect(fs.statSync(file).isFile()).toBe(true);
  if (!has.permissionBits) return;
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
}

/** Some user’s number, but not this one’s. */
export const STRANGER = 54_321;

/** A config.json that is there before the job, laid out as a person would. */
export const OWNERS_CONFIG = `{
    "current": "owner",
    "profiles": [
        {"name": "owner", "mode": "AK", "access_key_id": "LTAI-owner", "access_key_secret": "owners-own", "region_id": "eu-central-1"}
    ],
    "meta_path": ""
}`;
