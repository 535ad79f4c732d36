/** Jobs that share a home folder made of memory: each logs in with a profile, and ends; each may be killed on the way. */

import { accessKey } from '../../../src/credentials.ts';
import { writeProfile } from '../../../src/export/profile/write.ts';
import { exporterOf } from '../../../src/export/table.ts';
import { openJournal } from '../../../src/record/journal.ts';
import { undoLogin } from '../../../src/record/undo.ts';
import type { LocalContext } from '../../../src/runtime/context.ts';
import { environment } from '../../../src/runtime/env.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { fakeContext } from './context.ts';
import { type Memory, memoryFiles } from './memory-files.ts';
import { Killed } from './world.ts';

export const HOME = '/home/owner';
export const CONFIG = `${HOME}/.aliyun/config.json`;
export const INI = `${HOME}/.alibabacloud/credentials.ini`;

export interface Machine {
  readonly memory: Memory;
  /** Each job runs on a runner of its own. */
  job(
    name: string,
    options?: { secret?: string; runner?: string; file?: string | undefined; plan?: string },
  ): MachineJob;
  /** What a runner does before its next job. */
  emptyTemp(runner: string): void;
}

export interface MachineJob {
  readonly profile: string;
  readonly secret: string;
  readonly runner: string;
  /** Logs in; with a number, is killed before so many changes (from 1), or dies half-way through. */
  main(killAt?: number): Promise<Ran>;
  post(killAt?: number): Promise<Ran>;
}

export interface Ran {
  /** How many changes of files there were. */
  readonly changes: number;
  readonly killed: boolean;
  readonly warnings: readonly string[];
}

export function makeMachine(): Machine {
  const memory = memoryFiles();
  memory.files.ensureFolder(HOME);
  let jobs = 0;
  let uuids = 0;
  const contextOf = (
    files: Files,
    runner: string,
    state: Map<string, string>,
  ): LocalContext & { lines: readonly string[] } => {
    const temp = `/runners/${runner}/_temp`;
    memory.files.ensureFolder(temp);
    const env = environment({ HOME, RUNNER_TEMP: temp, GITHUB_WORKSPACE: `/runners/${runner}/w` });
    const base = fakeContext({ env, platform: 'linux', home: HOME, files });
    return {
      ...base,
      // Whoever waits for a lock whose holder is dead need not go round as often as in life.
      clock: { ...base.clock, sleep: (milliseconds, signal) => base.clock.sleep(50 * milliseconds, signal) },
      random: { fraction: () => 0.5, uuid: () => `uuid-${++uuids}` },
      runner: {
        check: () => {},
        exportVariables: () => {},
        setOutputs: () => {},
        saveState: (name, value) => void state.set(name, value),
        state: (name) => state.get(name) ?? '',
        summarize: async () => {},
      },
    };
  };
  return {
    memory,
    emptyTemp: (runner) => {
      const temp = `/runners/${runner}/_temp`;
      for (const name of memory.files.list(temp)) memory.files.removeFolder(`${temp}/${name}`);
    },
    job: (
      profile,
      { secret = `secretOfJob${++jobs}x`, runner = `r${jobs}`, file, plan = 'one plan' } = {},
    ) => {
      const state = new Map<string, string>();
      const run = async (
        killAt: number | undefined,
        action: (context: LocalContext) => Promise<void>,
      ): Promise<Ran> => {
        const mortal = mortalOn(memory.files, killAt ?? Number.POSITIVE_INFINITY);
        const context = contextOf(mortal.files, runner, state);
        let killed = false;
        try {
          await action(context);
        } catch (error) {
          if (!mortal.isDead()) throw error;
          killed = true;
        }
        const warnings = context.lines.filter((line) => line.startsWith('::warning'));
        return { changes: mortal.changes(), killed: killed || mortal.isDead(), warnings };
      };
      return {
        profile,
        secret,
        runner,
        main: (killAt) =>
          run(killAt, async (context) => {
            const journal = openJournal(context);
            const wanted = {
              ...{ env: false, outputs: false, maskAccountId: false, cleanup: true, region: undefined },
              profile: { name: profile, credentialsFile: file, plan: Secret.of(plan, () => {}) },
            };
            const credential = accessKey('LTAIofAJob', secret, () => {});
            await writeProfile(context, {
              wanted,
              credential,
              journal,
              folder: journal.folder,
            });
            journal.complete();
          }),
        post: (killAt) =>
          run(killAt, async (context) => {
            await undoLogin(context, exporterOf);
          }),
      };
    },
  };
}

/** Files until the n-th change (from 1), before which the process is killed; or in the middle of which, if it has one. */
function mortalOn(files: Files, killAt: number): { files: Files; changes(): number; isDead(): boolean } {
  let changes = 0;
  let dead = false;
  const readers = ['look', 'read', 'list', 'resolve', 'isSame', 'isPathInside'];
  return {
    changes: () => changes,
    isDead: () => dead,
    files: new Proxy(files, {
      get: (target, name: keyof Files) => {
        // biome-ignore lint/suspicious/noExplicitAny: one wrapper for methods of every shape
        const method = target[name] as (...values: any[]) => unknown;
        return (...values: unknown[]) => {
          if (dead) throw new Killed();
          if (readers.includes(name)) return method(...values);
          // A replacement is two changes: the temporary file, and the rename.
          const steps = name === 'replace' ? 2 : 1;
          changes += steps;
          if (changes < killAt) return method(...values);
          dead = true;
          if (steps === 2 && changes === killAt) target.create(String(values[1]), String(values[2]));
          throw new Killed();
        };
      },
    }),
  };
}
