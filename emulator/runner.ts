import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Annotation, maskAll, parseFileCommands, readCommands } from './runner-protocol.ts';

/**
 * As much of the GitHub Actions runner as an action sees: a job with folders of its own, steps in subprocesses with
 * their environment files, masks, and post steps in reverse order. Source: actions/runner, `ActionRunner`,
 * `FileCommandManager`, `SecretMasker`; docs.github.com, "Variables reference".
 */

export interface StepOptions {
  /** Only these and the job's own variables reach the step; nothing of this process's environment does. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the step's process, to kill it, say. */
  readonly onStart?: (process: import('node:child_process').ChildProcess) => void;
  /** Runs as another user (needs root). Node is started as this one, who may have it where the other may not go. */
  readonly uid?: number;
}

export interface StepResult {
  /** Undefined where a signal ended the process. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Standard output as the process wrote it. */
  readonly raw: string;
  readonly stderr: string;
  /** The log as a person sees it: commands carried out, masks applied. */
  readonly log: string;
  /** Error and warning annotations as written, before masks. */
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly exported: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Milliseconds. */
  readonly duration: number;
}

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

  /** Runs an action's main script with inputs, and registers its post script, if it has one, as the runner does beforehand. */
  async use(
    action: { readonly main: string; readonly post?: string },
    inputs: Readonly<Record<string, string>>,
    options: StepOptions = {},
  ): Promise<StepResult> {
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const env = { ...Object.fromEntries(given), ...options.env };
    const state: Record<string, string> = {};
    if (action.post !== undefined) this.#posts.push({ script: action.post, env, state, name: action.main });
    const result = await this.#node([action.main], env, options);
    Object.assign(state, result.state);
    return result;
  }

  /** A `run:` step: a Node program, in the environment that the steps before have left. */
  run(argumentsOfNode: readonly string[], options: StepOptions = {}): Promise<StepResult> {
    return this.#node(argumentsOfNode, { ...options.env }, options);
  }

  /** Any other program. */
  exec(command: string, parameters: readonly string[], options: StepOptions = {}): Promise<StepResult> {
    return this.#start(command, parameters, { ...options.env }, options);
  }

  /** The post steps, last step first. */
  async finish(options: StepOptions = {}): Promise<StepResult[]> {
    const results: StepResult[] = [];
    for (let post = this.#posts.pop(); post; post = this.#posts.pop()) {
      const state = Object.entries(post.state).map(([name, value]) => [`STATE_${name}`, value]);
      results.push(
        await this.#node(
          [post.script],
          { ...post.env, ...Object.fromEntries(state), ...options.env },
          options,
        ),
      );
    }
    return results;
  }

  /** Every file below the job's folders but the runner's own, with its content. */
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

  #node(
    parameters: readonly string[],
    env: Record<string, string>,
    options: StepOptions,
  ): Promise<StepResult> {
    const { uid } = options;
    const become = `process.setgroups([]);process.setgid(${uid});process.setuid(${uid})`;
    const first = uid === undefined ? [] : ['--import', `data:text/javascript,${become}`];
    return this.#start(this.node, [...first, ...parameters], env, options);
  }

  async #start(
    command: string,
    parameters: readonly string[],
    env: Record<string, string>,
    options: StepOptions,
  ): Promise<StepResult> {
    const commands = Object.fromEntries(
      ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'].map((name) => {
        const file = path.join(this.root, 'commands', `${name}-${randomUUID()}`);
        fs.writeFileSync(file, '');
        if (options.uid !== undefined) fs.chownSync(file, options.uid, options.uid);
        return [name, file];
      }),
    );
    const started = performance.now();
    const child = spawn(command, parameters, {
      cwd: this.workspace,
      env: withHomeDrive({ ...this.env, ...commands, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    options.onStart?.(child);
    let raw = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      raw += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
      (resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code, by) => resolve([code, by]));
      },
    );
    const duration = performance.now() - started;

    const read = (name: string): string => {
      const file = commands[name] ?? '';
      const text = fs.readFileSync(file, 'utf8');
      fs.rmSync(file);
      return text;
    };
    const { log, annotations } = readCommands(raw, this.masks);
    const exported = parseFileCommands(read('GITHUB_ENV'));
    Object.assign(this.env, exported);
    return {
      exitCode: exitCode ?? undefined,
      signal: signal ?? undefined,
      raw,
      stderr,
      log: log + (stderr ? maskAll(stderr, this.masks) : ''),
      annotations,
      outputs: parseFileCommands(read('GITHUB_OUTPUT')),
      exported,
      state: parseFileCommands(read('GITHUB_STATE')),
      summary: read('GITHUB_STEP_SUMMARY'),
      duration,
    };
  }
}

/** On Windows some programs look for the home folder by its drive and path, and Node hands its own ones on. */
function withHomeDrive(env: Record<string, string>): Record<string, string> {
  const home = env['USERPROFILE'];
  if (process.platform !== 'win32' || home === undefined || 'HOMEDRIVE' in env) return env;
  const drive = path.parse(home).root.slice(0, 2);
  return { ...env, HOMEDRIVE: drive, HOMEPATH: home.slice(drive.length) };
}
