/**
 * A job made of memory whose login steps run in the background: each sees the variables that stood when it started, and
 * what it exports arrives when it is waited for. Files are there at once.
 */

import { exporterOf } from '../../../src/export/table.ts';
import { undoInPost } from '../../../src/login/undo-login.ts';
import { logOut } from '../../../src/record/log-out.ts';
import type { Context } from '../../../src/runtime/context.ts';
import { environment } from '../../../src/runtime/env.ts';
import { fakeContext, json, START } from './context.ts';
import { memoryFiles } from './memory-files.ts';
import { run } from './run.ts';

export type Variables = Readonly<Record<string, string>>;

const HOME = '/home/runner';
const TEMP = '/runner/_temp';
const COMMANDS = { HOME, USERPROFILE: HOME, RUNNER_TEMP: TEMP, GITHUB_WORKSPACE: '/runner/w' };
const CALLER = {
  AccountId: '1234567890123456',
  Arn: 'acs:ram::1234567890123456:user/ci',
  IdentityType: 'RAMUser',
  RequestId: 'REQUEST',
};

export interface LoginStep {
  /** The step's process has done its work. What it did to files is there. */
  finish(): Promise<void>;
  /** Its variables arrive in the job. */
  wait(): void;
  post(): Promise<void>;
  /** What it exports; empty where it failed. */
  readonly exported: Variables;
  /** Of a step that failed. */
  readonly error: string | undefined;
}

export class ParallelJob {
  readonly variables: Record<string, string>;
  readonly memory = memoryFiles();
  readonly lines: string[] = [];
  #steps = 0;
  #uuids = 0;

  constructor(variables: Variables) {
    this.variables = { ...variables };
    this.memory.files.ensureFolder(HOME);
    this.memory.files.ensureFolder(TEMP);
  }

  /** Starts a step: it sees what stands now. */
  start(inputs: Variables, env: Variables = {}): LoginStep {
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const own = { ...env, ...Object.fromEntries(given) };
    const state = new Map<string, string>();
    const exported: Record<string, string> = {};
    let error: string | undefined;
    const context = this.#context(own, exported, state);
    return {
      finish: async () => {
        try {
          await run(context);
        } catch (thrown) {
          error = String(thrown);
          // What a failed step has exported is cut back from the runner's file.
          for (const name of Object.keys(exported)) delete exported[name];
        }
      },
      wait: () => void Object.assign(this.variables, exported),
      post: async () => {
        const restored: Record<string, string> = {};
        await undoInPost(this.#context({ ...own }, restored, state));
        Object.assign(this.variables, restored);
      },
      exported,
      get error() {
        return error;
      },
    };
  }

  /** A step of the action logout, in the foreground. */
  async logout(profile?: string): Promise<boolean> {
    const restored: Record<string, string> = {};
    const { complete } = await logOut(this.#context({}, restored, new Map()), profile, exporterOf);
    Object.assign(this.variables, restored);
    return complete;
  }

  #context(own: Variables, exported: Record<string, string>, state: Map<string, string>): Context {
    const env = environment({ ...this.variables, ...COMMANDS, ...own });
    const base = fakeContext({
      env,
      platform: 'linux',
      home: HOME,
      files: this.memory.files,
      now: START + 1000 * ++this.#steps,
      http: [json(200, CALLER)],
      runner: {
        check: () => {},
        exportVariables: (values) => {
          Object.assign(exported, values);
          for (const [name, value] of Object.entries(values)) env.set(name, value);
        },
        setOutputs: () => {},
        saveState: (name, value) => void state.set(name, value),
        state: (name) => state.get(name) ?? '',
        summarize: async () => {},
      },
    });
    return { ...base, random: { fraction: () => 0.5, uuid: () => `uuid-${++this.#uuids}` } };
  }
}
