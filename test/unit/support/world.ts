/** A runner's machine in a folder of its own: RUNNER_TEMP, a home, the runner's command files. Real files. */

import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { parseFileCommands } from '../../../emulator/runner-protocol.ts';
import { exporterOf } from '../../../src/export/table.ts';
import { undoLogin } from '../../../src/record/undo.ts';
import { environment } from '../../../src/runtime/env.ts';
import { type Files, nodeFiles } from '../../../src/runtime/files.ts';
import { fileCommands } from '../../../src/runtime/toolkit.ts';
import { type Answer, type FakeContext, fakeContext } from './context.ts';

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true, force: true });
});

export interface World {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  /** What the job's environment holds now, for the next step. */
  env(): Record<string, string>;
  /** The context of a step that begins now. */
  step(options?: StepOptions): FakeContext;
  /** What the last step saved for its post step. */
  state(): string;
  /** What the step's outputs are. */
  outputs(): Record<string, string>;
  /** Runs the post step: from the saved state alone, with real files. */
  post(options?: StepOptions): Promise<FakeContext>;
  write(file: string, content: string, mode?: number): string;
  /** Path to kind, mode and content of everything in the home and in RUNNER_TEMP. */
  snapshot(): Record<string, string>;
}

export interface StepOptions {
  readonly env?: Record<string, string>;
  readonly files?: Files;
  readonly http?: readonly Answer[];
}

/** Uniform and unguessable enough; unlike the fake of memory, it never gives one value twice in a job. */
const random = { fraction: () => 0.5, uuid: randomUUID };

export function makeWorld(jobEnv: Record<string, string> = {}): World {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-')));
  roots.push(root);
  const at = (...parts: string[]): string => path.join(root, ...parts);
  for (const folder of ['home', 'temp', 'commands', 'workspace']) fs.mkdirSync(at(folder));
  const commands = {
    GITHUB_ENV: at('commands', 'env'),
    GITHUB_OUTPUT: at('commands', 'output'),
    GITHUB_STATE: at('commands', 'state'),
    GITHUB_STEP_SUMMARY: at('commands', 'summary'),
  };
  for (const file of Object.values(commands)) fs.writeFileSync(file, '');
  const standing = { ...jobEnv };
  const env = (): Record<string, string> => ({
    ...standing,
    ...parseFileCommands(fs.readFileSync(commands.GITHUB_ENV, 'utf8')),
  });
  const runnerEnv = {
    ...commands,
    HOME: at('home'),
    USERPROFILE: at('home'),
    RUNNER_TEMP: at('temp'),
    GITHUB_WORKSPACE: at('workspace'),
    GITHUB_ACTIONS: 'true',
  };
  const saved = (): Record<string, string> =>
    parseFileCommands(fs.readFileSync(commands.GITHUB_STATE, 'utf8'));

  const contextOf = (options: StepOptions, extra: Record<string, string>): FakeContext => {
    const variables = environment({ ...env(), ...runnerEnv, ...extra, ...options.env });
    const files = options.files ?? nodeFiles;
    const context = fakeContext({
      env: variables,
      home: options.env?.['HOME'] || at('home'),
      files,
      runner: fileCommands(variables, files),
      http: options.http ?? [],
    });
    return { ...context, random };
  };

  return {
    root,
    home: at('home'),
    temp: at('temp'),
    env,
    step: (options = {}) => {
      fs.writeFileSync(commands.GITHUB_STATE, '');
      fs.writeFileSync(commands.GITHUB_OUTPUT, '');
      return contextOf(options, {});
    },
    state: () => fs.readFileSync(commands.GITHUB_STATE, 'utf8'),
    outputs: () => parseFileCommands(fs.readFileSync(commands.GITHUB_OUTPUT, 'utf8')),
    post: async (options = {}) => {
      const states = Object.entries(saved()).map(([name, value]) => [`STATE_${name}`, value]);
      const context = contextOf(options, Object.fromEntries(states));
      await undoLogin(context, exporterOf);
      return context;
    },
    write: (file, content, mode = 0o644) => {
      const target = path.isAbsolute(file) ? file : at(file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
      fs.chmodSync(target, mode);
      return target;
    },
    snapshot: () => ({ ...tree(at('home'), root), ...tree(at('temp'), root) }),
  };
}

function tree(folder: string, root: string): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const target = path.join(folder, entry.name);
    const name = path.relative(root, target).split(path.sep).join('/');
    const mode = (fs.lstatSync(target).mode & 0o777).toString(8);
    if (entry.isSymbolicLink()) entries[name] = `link to ${fs.readlinkSync(target)}`;
    else if (entry.isDirectory()) {
      entries[name] = `folder ${mode}`;
      Object.assign(entries, tree(target, root));
    } else entries[name] = `file ${mode} ${fs.readFileSync(target, 'utf8')}`;
  }
  return entries;
}

/** What a killed process does: nothing any more. */
export class Killed extends Error {
  constructor() {
    super('The process was killed.');
    this.name = 'Killed';
  }
}

export type KillMoment = 'before' | 'half-way' | 'after';

/**
 * Real files until the n-th change (from 1), where the process is killed: before the change, after it, or in the
 * middle of a replacement. From then on every call throws. `changes` tells how many there were.
 */
export function mortalFiles(killAt: number, moment: KillMoment): { files: Files; changes: () => number } {
  let changes = 0;
  let dead = false;
  const readers = ['look', 'read'];
  const files = new Proxy(nodeFiles, {
    get: (target, name: keyof Files) => {
      // biome-ignore lint/suspicious/noExplicitAny: one wrapper for methods of every shape
      const method = target[name] as (...values: any[]) => unknown;
      return (...values: string[]) => {
        if (dead) throw new Killed();
        if (readers.includes(name)) return method(...values);
        changes++;
        if (changes !== killAt) return method(...values);
        dead = true;
        if (moment === 'after') method(...values);
        if (moment === 'half-way' && name === 'replace') nodeFiles.create(values[1] ?? '', values[2] ?? '');
        throw new Killed();
      };
    },
  });
  return { files, changes: () => changes };
}
