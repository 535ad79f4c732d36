/** For tests that plant secrets and look for them in everything that a step says. In memory; no runner, no network. */

import { FileError } from '../../src/errors.ts';
import type { Context, HttpRequest, HttpResponse } from '../../src/runtime/context.ts';
import { environment } from '../../src/runtime/env.ts';
import type { Files } from '../../src/runtime/files.ts';
import { jobOf } from '../unit/support/job.ts';
import { recordedLog } from '../unit/support/log.ts';

export const START = Date.UTC(2026, 10, 2, 10, 0, 0);

export interface Said {
  /** Standard output. */
  readonly lines: string[];
  readonly summaries: string[];
  readonly states: Map<string, string>;
  readonly outputs: Map<string, string>;
  readonly exported: Map<string, string>;
}

export interface Recorded {
  readonly context: Context;
  readonly said: Said;
  /** How many requests were sent. */
  readonly sent: () => number;
  /** Milliseconds of the fake clock since the start. */
  readonly elapsed: () => number;
}

/** No step needs as many; one that sends more would never end. */
const MOST_REQUESTS = 300;

/** A context with a fake clock, files in memory, and a network that `send` plays. */
export function recorded(
  env: Readonly<Record<string, string>>,
  send: (request: HttpRequest) => HttpResponse | Error,
  fraction: () => number = () => 0.5,
): Recorded {
  const said: Said = {
    lines: [],
    summaries: [],
    states: new Map(),
    outputs: new Map(),
    exported: new Map(),
  };
  const variables = environment(env);
  const log = recordedLog((line) => void said.lines.push(line));
  let now = START;
  let sent = 0;
  let uuids = 0;
  const context: Context = {
    env: variables,
    program: { node: '/node', dist: '/action/dist' },
    user: undefined,
    platform: 'linux',
    home: () => '/home/runner',
    files: memoryFiles(),
    log,
    runner: {
      exportVariables: (values) => {
        for (const [name, value] of Object.entries(values)) {
          said.exported.set(name, value);
          variables.set(name, value);
        }
      },
      setOutputs: (values) => {
        for (const [name, value] of Object.entries(values)) said.outputs.set(name, value);
      },
      saveState: (name, value) => void said.states.set(name, value),
      state: (name) => said.states.get(name) ?? '',
      summarize: async (markdown) => void said.summaries.push(markdown),
    },
    job: () => jobOf(variables),
    random: { fraction, uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}` },
    clock: {
      now: () => now,
      nextTurn: async () => {},
      sleep: async (milliseconds, signal) => {
        signal.throwIfAborted();
        now += milliseconds;
      },
    },
    http: {
      send: async (request, signal) => {
        signal.throwIfAborted();
        if (++sent > MOST_REQUESTS) throw new Error('The step sends requests without end.');
        now += 1;
        const answer = send(request);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      close: () => {},
    },
    signal: new AbortController().signal,
    deadline: START + 60_000,
  };
  return { context, said, sent: () => sent, elapsed: () => now - START };
}

/** Everything that leaves the step for people to read, and its state; masking commands excepted. */
export function published({ lines, summaries, states }: Said): string {
  return [...lines.filter((line) => !line.startsWith('::add-mask::')), ...summaries, ...states.values()].join(
    '\n',
  );
}

/** How much of a secret, at its beginning or its end, is as bad as the whole. */
const PART = 20;

const known = new Map<string, string[]>();

/** The ways in which a secret can be written down, in part or as a whole. */
export function formsOf(secret: string): string[] {
  const forms = known.get(secret) ?? [...new Set(writtenDown(secret))];
  known.set(secret, forms);
  return forms;
}

function writtenDown(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  // The header of a JWT is the same for all of them.
  const own = secret.startsWith('eyJ') ? secret.slice(secret.indexOf('.') + 1) : secret;
  return [
    secret,
    ...(own.length > 2 * PART ? [own.slice(0, PART), own.slice(-PART)] : []),
    encoded,
    encoded.replaceAll('%', '%25'),
    encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret)
      .toString('base64')
      .replace(/.{1,2}=*$/, ''),
    Buffer.from(secret).toString('hex'),
  ].filter((form) => form.length >= 8);
}

/** The forms of secrets that a text holds, also after the runner has decoded its commands. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const decoded = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  return secrets.flatMap(formsOf).filter((form) => text.includes(form) || decoded.includes(form));
}

/** Files in memory, with as many rules as matter here: nothing is made twice, everything has a folder. */
function memoryFiles(): Files {
  const files = new Map<string, string>();
  const folders = new Set(['/', '/tmp', '/tmp/runner', '/home', '/home/runner']);
  const create = (path: string, content: string): void => {
    if (files.has(path) || folders.has(path))
      throw new FileError(`Cannot write ${path}: something is already there.`);
    files.set(path, content);
  };
  const some: Partial<Files> = {
    look: (path) => {
      if (files.has(path)) return { kind: 'file', mode: 0o600, uid: 1000, gid: 1000 };
      return folders.has(path) ? { kind: 'folder', mode: 0o700, uid: 1000, gid: 1000 } : undefined;
    },
    read: (path) => files.get(path),
    createPrivateFolder: (path) => {
      if (folders.has(path)) throw new FileError(`Cannot create ${path}: something is already there.`);
      folders.add(path);
      return undefined;
    },
    create,
    replace: (path, _, content) => void files.set(path, content),
    append: (path, text) => void files.set(path, (files.get(path) ?? '') + text),
    remove: (path) => void files.delete(path),
    removeFolder: (path) => {
      folders.delete(path);
      for (const file of files.keys()) if (file.startsWith(`${path}/`)) files.delete(file);
    },
  };
  // What is not here is refused as a read-only disk would refuse it.
  return new Proxy(some as Files, {
    get: (target, name: keyof Files) =>
      target[name] ??
      (() => {
        throw new FileError(`Cannot ${name} here: the file system is read-only.`);
      }),
  });
}
