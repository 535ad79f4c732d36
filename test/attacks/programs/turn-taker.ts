/**
 * A thread that plays the steps of jobs, one after the other: each of its calls to the file system waits for its turn. See
 * ../turns.ts, which gives the turns.
 */

import fs from 'node:fs';
import { type MessagePort, workerData } from 'node:worker_threads';
import { accessKey } from '../../../src/credentials.ts';
import { writeProfile } from '../../../src/export/profile/write.ts';
import { exporterOf } from '../../../src/export/table.ts';
import { openJournal } from '../../../src/record/journal.ts';
import { undoLogin } from '../../../src/record/undo.ts';
import type { LocalContext } from '../../../src/runtime/context.ts';
import { environment } from '../../../src/runtime/env.ts';
import { filesOn } from '../../../src/runtime/files.ts';
import type { FileSystem } from '../../../src/runtime/sharing.ts';
import { Secret } from '../../../src/secrets/secret.ts';
import { fakeContext } from '../../unit/support/context.ts';
import { ASKING, KILLED, OVER, type Played, type Step, type Table, WAITING, WORKING } from '../table.ts';

const { table, port } = workerData as { readonly table: Table; readonly port: MessagePort };

class Killed extends Error {}

let dead = false;
let trace: Played['trace'] = [];

/** Waits for a turn: to do something with a file, or, after a pause of so many milliseconds, to go on. */
function turn(what: string, pause = 0): void {
  if (dead) throw new Killed();
  table.pause[0] = pause;
  trace.push({ turn: 0, what });
  Atomics.store(table.state, 0, pause > 0 ? WAITING : ASKING);
  Atomics.notify(table.state, 0);
  Atomics.wait(table.state, 0, pause > 0 ? WAITING : ASKING);
  const last = trace.at(-1);
  if (last) last.turn = table.turn[0] ?? 0;
  if (Atomics.load(table.state, 0) !== KILLED) return;
  dead = true;
  throw new Killed();
}

const READING = [
  'lstatSync',
  'statSync',
  'existsSync',
  'readdirSync',
  'openSync',
  'realpathSync',
  'readFileSync',
];
const CHANGING = [
  'mkdirSync',
  'chmodSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'writeFileSync',
  'writeSync',
  'ftruncateSync',
  'truncateSync',
];

type Call = (...values: unknown[]) => unknown;

/** Changes are told from reading, for those that are to be killed before one. */
function changes(name: string, flags: unknown): boolean {
  return CHANGING.includes(name) || (name === 'openSync' && flags !== 'r' && flags !== fs.constants.O_RDONLY);
}

function inTurns(name: string, call: Call): Call {
  return (...values) => {
    table.changes[0] = changes(name, values[1]) ? 1 : 0;
    turn(`${name} ${values.filter((value) => typeof value === 'string').join(' ')}`);
    try {
      return call(...values);
    } catch (error) {
      const last = trace.at(-1);
      if (last) last.what += ` → ${(error as NodeJS.ErrnoException).code}`;
      throw error;
    }
  };
}

const calls: Record<string, unknown> = { ...fs };
for (const name of [...READING, ...CHANGING]) {
  const call = calls[name] as Call & { native?: Call };
  calls[name] = Object.assign(inTurns(name, call), call.native && { native: inTurns(name, call.native) });
}
// Nobody pulls the plug here.
calls['fsyncSync'] = () => {};
/** A folder with what is in it, as the system removes one: by many calls, and what is gone already is no failure. */
calls['rmSync'] = (target: string): void => {
  const { lstatSync, readdirSync, rmdirSync, unlinkSync } = calls as unknown as FileSystem;
  const unlessGone = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const remove = (file: string): void => {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) {
      if (stat) unlessGone(() => unlinkSync(file));
      return;
    }
    for (const name of unlessGone(() => readdirSync(file)) ?? []) remove(`${file}/${name}`);
    unlessGone(() => rmdirSync(file));
  };
  remove(target);
};
async function play({ job, ids, inputs, env, state, post }: Step): Promise<Played> {
  dead = false;
  trace = [];
  const saved = new Map(Object.entries(state));
  let uuids = 0;
  // Each step is a process of its own: it remembers nothing of the file system from the one before.
  const files = filesOn({ ...calls } as unknown as FileSystem);
  const fake = fakeContext({ env: environment(env), home: env['HOME'] ?? '', files });
  const context: LocalContext & { readonly lines: readonly string[] } = {
    ...fake,
    random: { fraction: () => 0.5, uuid: () => `${ids}-${++uuids}` },
    clock: {
      now: () => table.now[0] ?? 0,
      nextTurn: async () => {},
      sleep: async (milliseconds) => turn('sleeps', milliseconds),
    },
    runner: {
      check: () => {},
      exportVariables: () => {},
      setOutputs: () => {},
      saveState: (name, value) => void saved.set(name, value),
      state: (name) => saved.get(name) ?? '',
      summarize: async () => {},
    },
  };
  let failure: string | undefined;
  try {
    if (post) await undoLogin(context, exporterOf);
    else {
      const journal = openJournal(context);
      await writeProfile(context, {
        wanted: {
          ...{ env: false, outputs: false, maskAccountId: false, cleanup: true, region: undefined },
          profile: {
            name: inputs.profile,
            credentialsFile: inputs.credentialsFile,
            plan: Secret.of('one plan', () => {}),
          },
        },
        credential: accessKey(`LTAIof${job}`, inputs.secret, () => {}),
        journal,
        folder: journal.folder,
      });
      journal.complete();
    }
  } catch (error) {
    if (!dead) failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const warnings = context.lines.filter((line) => line.startsWith('::warning'));
  return { killed: dead, failure, warnings, state: Object.fromEntries(saved), trace };
}

port.on('message', async (step: Step) => {
  Atomics.store(table.state, 0, WORKING);
  port.postMessage(await play(step));
  Atomics.store(table.state, 0, OVER);
  Atomics.notify(table.state, 0);
});
