import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runStep, type StepOptions, type StepResult } from './runner-step.ts';

export type { StepOptions, StepResult } from './runner-step.ts';

/**
 * As much of the GitHub Actions runner as an action sees: a job with folders of its own, steps in subprocesses with
 * their environment files, masks, steps in the background, and post steps in reverse order. Source: actions/runner,
 * `ActionRunner`, `FileCommandManager`, `SecretMasker`, `BackgroundStepCoordinator`; docs.github.com, "Variables
 * reference".
 */

/** An action's scripts. */
export interface Action {
  readonly main: string;
  readonly post?: string;
}

/** A step with `background: true`. What it exports arrives with the wait for it. */
export interface BackgroundStep {
  /** Settles when its process has ended, which nobody in the job sees. */
  readonly ended: Promise<StepResult>;
  /** Undefined until its process has been started. */
  readonly process: () => ChildProcess | undefined;
}

/** This many background steps run at a time; the others start as soon as one ends. */
const MOST_IN_BACKGROUND = 10;
/** Milliseconds after which a cancelled step gets the next signal. */
const GRACE = { SIGINT: 7_500, SIGTERM: 2_500 };

export class Job {
  /** All of the job's folders are in here; remove it with `dispose`. */
  readonly root: string;
  readonly temp: string;
  readonly home: string;
  readonly workspace: string;
  /** The variables of later steps: the job's own and what steps have exported. */
  readonly env: Record<string, string>;
  readonly masks = new Set<string>();
  /** The Node that steps run on. */
  node = process.execPath;
  readonly #posts: {
    script: string;
    env: Record<string, string>;
    state: Record<string, string>;
    name: string;
  }[] = [];
  readonly #notWaitedFor = new Set<BackgroundStep>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'job-'));
    this.temp = path.join(this.root, 'temp');
    this.home = path.join(this.root, 'home');
    this.workspace = path.join(this.root, 'workspace');
    for (const folder of [this.temp, this.home, this.workspace, path.join(this.root, 'commands')])
      fs.mkdirSync(folder);
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      USERPROFILE: this.home,
      RUNNER_TEMP: this.temp,
      GITHUB_WORKSPACE: this.workspace,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: 'octocat',
      GITHUB_REPOSITORY: 'octo-org/octo-repo',
      GITHUB_REPOSITORY_ID: '123456789',
      GITHUB_RUN_ID: '9876543210',
      GITHUB_RUN_ATTEMPT: '1',
      ...env,
    };
  }

  /** Runs an action's main script with inputs. Registers its post script first, if it has one, as the runner does. */
  async use(
    action: Action,
    inputs: Readonly<Record<string, string>>,
    options: StepOptions = {},
  ): Promise<StepResult> {
    return this.#apply(await this.#main(action, inputs, this.env, options));
  }

  /** Starts an action with `background: true`, and goes on. It sees the job as it is now. */
  background(
    action: Action,
    inputs: Readonly<Record<string, string>>,
    options: StepOptions = {},
  ): BackgroundStep {
    let child: ChildProcess | undefined;
    const onStart = (started: ChildProcess): void => {
      child = started;
      options.onStart?.(started);
    };
    const standing = { ...this.env };
    const main = (): Promise<StepResult> => this.#main(action, inputs, standing, { ...options, onStart });
    const ended = this.#running.size < MOST_IN_BACKGROUND ? main() : Promise.race(this.#running).then(main);
    this.#running.add(ended);
    const free = (): void => void this.#running.delete(ended);
    ended.then(free, free);
    const step = { ended, process: () => child };
    this.#notWaitedFor.add(step);
    return step;
  }

  /**
   * `wait`: the steps' variables arrive in the job, in this order.
   * @param steps default: all that have not been waited for, in the order in which they were started
   */
  async wait(...steps: readonly BackgroundStep[]): Promise<StepResult[]> {
    const awaited = steps.length > 0 ? steps : [...this.#notWaitedFor];
    const results = await Promise.all(awaited.map(({ ended }) => ended));
    for (const [index, step] of awaited.entries())
      if (this.#notWaitedFor.delete(step)) this.#apply(results[index]);
    return results;
  }

  /** `cancel`: signals as the runner sends them; what the step has exported until then arrives. */
  async cancel(step: BackgroundStep): Promise<StepResult> {
    const child = step.process();
    child?.kill('SIGINT');
    const term = setTimeout(() => child?.kill('SIGTERM'), GRACE.SIGINT);
    const kill = setTimeout(() => child?.kill('SIGKILL'), GRACE.SIGINT + GRACE.SIGTERM);
    try {
      await this.wait(step);
      return await step.ended;
    } finally {
      clearTimeout(term);
      clearTimeout(kill);
    }
  }

  /** A `run:` step: a Node program, in the environment that the steps before have left. */
  async run(argumentsOfNode: readonly string[], options: StepOptions = {}): Promise<StepResult> {
    return this.#apply(await this.#node(argumentsOfNode, this.env, { ...options.env }, options));
  }

  /** Any other program. */
  async exec(command: string, parameters: readonly string[], options: StepOptions = {}): Promise<StepResult> {
    return this.#apply(await runStep(this, command, parameters, this.env, { ...options.env }, options));
  }

  /** The post steps, last step first, once every background step has ended and its variables are there. */
  async finish(options: StepOptions = {}): Promise<StepResult[]> {
    await this.wait();
    const results: StepResult[] = [];
    for (let post = this.#posts.pop(); post; post = this.#posts.pop()) {
      const state = Object.entries(post.state).map(([name, value]) => [`STATE_${name}`, value]);
      const env = { ...post.env, ...Object.fromEntries(state), ...options.env };
      results.push(this.#apply(await this.#node([post.script], this.env, env, options)));
    }
    return results;
  }

  /** Every file in the job's folders except the runner's own, with its content. */
  files(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const folder of [this.temp, this.home, this.workspace]) {
      for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const file = path.join(entry.parentPath, entry.name);
        if (entry.isFile()) found[path.relative(this.root, file)] = fs.readFileSync(file, 'utf8');
        else if (entry.isDirectory()) found[`${path.relative(this.root, file)}/`] = '';
      }
    }
    return found;
  }

  dispose(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  async #main(
    action: Action,
    inputs: Readonly<Record<string, string>>,
    standing: Readonly<Record<string, string>>,
    options: StepOptions,
  ): Promise<StepResult> {
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const env = { ...Object.fromEntries(given), ...options.env };
    const state: Record<string, string> = {};
    if (action.post !== undefined) this.#posts.push({ script: action.post, env, state, name: action.main });
    const result = await this.#node([action.main], standing, env, options);
    Object.assign(state, result.state);
    return result;
  }

  /** Makes a step's variables the job's. */
  #apply<R extends StepResult | undefined>(result: R): R {
    Object.assign(this.env, result?.exported);
    return result;
  }

  #node(
    parameters: readonly string[],
    standing: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
    options: StepOptions,
  ): Promise<StepResult> {
    const { uid } = options;
    const become = `process.setgroups([]);process.setgid(${uid});process.setuid(${uid})`;
    const first = uid === undefined ? [] : ['--import', `data:text/javascript,${become}`];
    return runStep(this, this.node, [...first, ...parameters], standing, env, options);
  }
}
