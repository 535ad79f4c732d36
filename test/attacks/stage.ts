/** Where one attack takes place: an emulator, jobs, and what was found. */

import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { Job, type StepOptions, type StepResult } from '../../emulator/runner.ts';
import { judgeMain, judgePost, type Verdict } from './judge.ts';
import { Random } from './random.ts';
import { SecretSearch } from './secrets.ts';

/** The built action; a copy, so that a build in the meantime does no harm. */
export interface Action {
  readonly main: string;
  readonly post: string;
  readonly logout: string;
}

/** A user who is not root: nobody. */
export const STRANGER = 65_534;

/** Milliseconds that a step may take which meets no slow service. */
const PROMPT = 20_000;
/** The same of a step that may have to wait for a lock. */
const LONG = 60_000;

export interface Limits extends StepOptions {
  /** Milliseconds until the step is killed and counts as hung. */
  readonly within?: number;
}

export class Stage {
  readonly random: Random;
  readonly secrets = new SecretSearch();
  /** What the attack got through; each is one line. */
  readonly findings: string[] = [];
  /** What happened, for whoever looks into a finding. */
  readonly notes: string[] = [];
  readonly root: string;
  readonly #action: Action;
  readonly #jobs: AttackedJob[] = [];
  readonly #ends: (() => void | Promise<void>)[] = [];
  #emulator: Promise<Emulator> | undefined;

  constructor(action: Action, seed: number, name: string) {
    this.#action = action;
    this.random = new Random(seed, name);
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'attack-'));
    fs.chmodSync(this.root, 0o755);
  }

  get action(): Action {
    return this.#action;
  }

  /** Started when it is first asked for. */
  emulator(): Promise<Emulator> {
    this.#emulator ??= startEmulator().then((emulator) => {
      this.secrets.add(emulator.world.github.requestToken);
      for (const key of emulator.world.accessKeys.values()) this.secrets.add(key.id, key.secret);
      this.#watch(emulator);
      return emulator;
    });
    return this.#emulator;
  }

  /** A job whose services the emulator plays. */
  async job(env: Readonly<Record<string, string>> = {}): Promise<AttackedJob> {
    const emulator = await this.emulator();
    return this.loneJob({
      ...emulator.clientEnv(),
      ...emulator.githubEnv(),
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
      ...env,
    });
  }

  /** A job that asks no service. */
  loneJob(env: Readonly<Record<string, string>> = {}): AttackedJob {
    const job = new AttackedJob(this, env);
    this.#jobs.push(job);
    return job;
  }

  find(...findings: readonly string[]): void {
    this.findings.push(...findings.filter((finding) => !this.findings.includes(finding)));
  }

  /** Does this at the end of the attack, last first, whatever happens. */
  atEnd(action: () => void | Promise<void>): void {
    this.#ends.push(action);
  }

  async close(): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
    for (const job of this.#jobs) job.dispose();
    await (await this.#emulator)?.close();
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  /** Every secret that the emulator makes is looked for from then on, also those that no client ever gets. */
  #watch({ world }: Emulator): void {
    const issueToken = world.github.issueToken.bind(world.github);
    world.github.issueToken = async (request) => {
      const token = await issueToken(request);
      this.secrets.add(token);
      return token;
    };
    const issueSession = world.issueSession.bind(world);
    world.issueSession = (...parameters) => {
      const session = issueSession(...parameters);
      this.secrets.add(session.accessKeyId, session.accessKeySecret, session.securityToken);
      return session;
    };
  }
}

/** Ends an attack that has got through so far that nothing else can be judged. */
export class Finding extends Error {}

/** A job whose every step is judged. */
export class AttackedJob extends Job {
  readonly #stage: Stage;
  readonly #children = new Set<ChildProcess>();
  /** What the last step was doing when it was killed, if it was. */
  #hung: string | undefined;

  constructor(stage: Stage, env: Readonly<Record<string, string>>) {
    super(env);
    this.#stage = stage;
    // What a program leaves in the system's temporary folder is found there.
    const scratch = path.join(this.root, 'tmp');
    fs.mkdirSync(scratch);
    this.env['TMPDIR'] = scratch;
  }

  /** The action's main. */
  async login(
    inputs: Readonly<Record<string, string>>,
    limits: Limits = {},
    verdict: Verdict = {},
  ): Promise<StepResult> {
    const within = limits.within ?? PROMPT;
    const result = await this.#started(() =>
      this.use(this.#stage.action, inputs, this.#limited(limits, within)),
    );
    this.#stage.find(...judgeMain(result, this.#stage.secrets, { hung: this.#hung, ...verdict }));
    return result;
  }

  /** The action logout. */
  async logout(
    inputs: Readonly<Record<string, string>> = {},
    limits: Limits = {},
    verdict: Verdict = {},
  ): Promise<StepResult> {
    const action = { main: this.#stage.action.logout };
    const result = await this.#started(() => this.use(action, inputs, this.#limited(limits, LONG)));
    const found = judgeMain(result, this.#stage.secrets, { hung: this.#hung, ...verdict });
    this.#stage.find(...found.map((finding) => finding.replace(/^main/, 'logout')));
    return result;
  }

  /** The post steps, last first. Without `verdict.killed` each must end well. */
  override async finish(limits: Limits = {}, verdict: Verdict = {}): Promise<StepResult[]> {
    const within = limits.within ?? PROMPT;
    const results = await this.#started(() => super.finish(this.#limited(limits, within)));
    for (const result of results)
      this.#stage.find(...judgePost(result, this.#stage.secrets, { hung: this.#hung, ...verdict }));
    return results;
  }

  /** Makes the job another user’s than root: options for each of its steps. */
  asStranger(): Limits {
    if (process.getuid?.() !== 0) return {};
    fs.chmodSync(this.root, 0o755);
    for (const folder of [this.temp, this.home, this.workspace, this.env['TMPDIR'] ?? '']) {
      for (const name of ['.', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })])
        fs.lchownSync(path.join(folder, name), STRANGER, STRANGER);
    }
    return { uid: STRANGER };
  }

  override dispose(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    super.dispose();
  }

  /** A job whose environment no process can be started with is at its end. */
  async #started<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      // Too large, or with a zero byte in it.
      const { code = '' } = error as NodeJS.ErrnoException;
      if (['E2BIG', 'ERR_INVALID_ARG_VALUE'].includes(code))
        throw new Finding(`after it, no process can be started in the job (${code})`);
      throw error;
    }
  }

  #limited(limits: Limits, within: number): StepOptions {
    this.#hung = undefined;
    return {
      ...limits,
      onStart: (child) => {
        this.#children.add(child);
        let timer: NodeJS.Timeout;
        const wait = (chances: number): void => {
          timer = setTimeout(() => {
            const { state, seconds } = stateOf(child.pid);
            // On a busy machine it may only be waiting for its turn.
            if (state === 'R' && seconds < within / 4_000 && chances > 0) return wait(chances - 1);
            this.#hung = `state ${state}, ${seconds} s of a processor`;
            child.kill('SIGKILL');
          }, within);
        };
        wait(3);
        child.once('close', () => {
          clearTimeout(timer);
          this.#children.delete(child);
        });
        limits.onStart?.(child);
      },
    };
  }
}

/** What a process is doing, and how many seconds of a processor it has had. */
function stateOf(pid: number | undefined): { state: string; seconds: number } {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0] ?? '', seconds: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    return { state: 'unknown', seconds: 0 };
  }
}

/** A preload for a step; see programs/saboteur.ts. */
export function sabotage(what: string, report?: string): Record<string, string> {
  const program = path.join(import.meta.dirname, 'programs/saboteur.ts');
  return {
    NODE_OPTIONS: `--import=${program} --disable-warning=ExperimentalWarning`,
    SABOTAGE: what,
    ...(report !== undefined && { SABOTAGE_REPORT: report }),
  };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
