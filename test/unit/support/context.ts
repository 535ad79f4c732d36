/** A world made of memory: every effect that src/ can have, recorded, so that tests can look at it. */

import type {
  Clock,
  Context,
  Http,
  HttpRequest,
  HttpResponse,
  Random,
} from '../../../src/runtime/context.ts';
import { type Env, environment } from '../../../src/runtime/env.ts';
import type { Files } from '../../../src/runtime/files.ts';
import type { Log } from '../../../src/runtime/log.ts';
import type { Runner } from '../../../src/runtime/toolkit.ts';
import { jobOf } from './job.ts';
import { recordedLog } from './log.ts';

/** What the network answers to one request: an answer, or a failure. */
export type Answer = HttpResponse | Error | ((request: HttpRequest) => HttpResponse | Error);

export interface FakeOptions {
  readonly env?: Readonly<Record<string, string>> | Env;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  readonly files?: Files;
  /** Answered in this order, and a request beyond them fails the test; or whatever answers all of them. */
  readonly http?: readonly Answer[] | ((request: HttpRequest) => HttpResponse | Error);
  readonly runner?: Runner;
  /** The clock's first time. */
  readonly now?: number;
  readonly deadline?: number;
  readonly signal?: AbortSignal;
  /** What `fraction` gives, one after the other; then 0.5. */
  readonly fractions?: readonly number[];
  /** What gives fractions instead. */
  readonly fraction?: (() => number) | undefined;
}

export interface FakeContext extends Context {
  readonly requests: readonly HttpRequest[];
  /** The answers that nobody has asked for. */
  readonly unanswered: () => number;
  /** The pauses, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Every line that was written, as it reached standard output. */
  readonly lines: readonly string[];
  /** The values that the runner was told to hide. */
  readonly masks: readonly string[];
  readonly exported: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, string>;
  readonly summaries: readonly string[];
  /** Lets time pass, in milliseconds. */
  readonly pass: (milliseconds: number) => void;
}

export const START = Date.UTC(2026, 10, 2, 10, 0, 0);

export function fakeContext(options: FakeOptions = {}): FakeContext {
  const env = isEnv(options.env) ? options.env : environment(options.env ?? {});
  const lines: string[] = [];
  const masks: string[] = [];
  const exported = new Map<string, string>();
  const outputs = new Map<string, string>();
  const states = new Map<string, string>();
  const summaries: string[] = [];
  const log = recordMasks(
    recordedLog((line) => void lines.push(line)),
    masks,
  );
  const { clock, sleeps, pass } = fakeClock(options.now ?? START);
  const { http, requests, unanswered } = fakeHttp(options.http ?? []);
  const runner: Runner = options.runner ?? {
    check: () => {},
    exportVariables: (values) => {
      for (const [name, value] of Object.entries(values)) {
        exported.set(name, value);
        env.set(name, value);
      }
    },
    setOutputs: (values) => {
      for (const [name, value] of Object.entries(values)) outputs.set(name, value);
    },
    saveState: (name, value) => void states.set(name, value),
    state: (name) => states.get(name) ?? '',
    summarize: async (markdown) => void summaries.push(markdown),
  };
  return {
    env,
    program: { node: '/node', dist: '/action/dist' },
    user: undefined,
    platform: options.platform ?? process.platform,
    home: () => options.home ?? '/home/nobody',
    files: options.files ?? noFiles,
    runner,
    job: () => jobOf(env),
    log,
    random: fakeRandom(options.fractions ?? [], options.fraction),
    http,
    clock,
    signal: options.signal ?? new AbortController().signal,
    deadline: options.deadline ?? Number.POSITIVE_INFINITY,
    requests,
    unanswered,
    sleeps,
    lines,
    masks,
    exported,
    outputs,
    states,
    summaries,
    pass,
  };
}

function isEnv(value: FakeOptions['env']): value is Env {
  return typeof value?.['get'] === 'function';
}

function recordMasks(log: Log, masks: string[]): Log {
  return {
    ...log,
    mask: (value) => {
      masks.push(value);
      log.mask(value);
    },
  };
}

function fakeClock(start: number): { clock: Clock; sleeps: number[]; pass: (milliseconds: number) => void } {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    clock: {
      now: () => now,
      nextTurn: async () => {},
      sleep: async (milliseconds, signal) => {
        signal.throwIfAborted();
        sleeps.push(milliseconds);
        now += milliseconds;
      },
    },
  };
}

function fakeHttp(answers: NonNullable<FakeOptions['http']>): {
  http: Http;
  requests: HttpRequest[];
  unanswered: () => number;
} {
  const queue = typeof answers === 'function' ? [] : [...answers];
  const requests: HttpRequest[] = [];
  return {
    requests,
    unanswered: () => queue.length,
    http: {
      send: async (request, signal) => {
        signal.throwIfAborted();
        requests.push(request);
        const next = typeof answers === 'function' ? answers : queue.shift();
        if (next === undefined) throw new Error(`Nobody expected a request to ${request.url.host}.`);
        const answer = typeof next === 'function' ? next(request) : next;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  };
}

function fakeRandom(fractions: readonly number[], fraction?: () => number): Random {
  const queue = [...fractions];
  let made = 0;
  return {
    fraction: fraction ?? (() => queue.shift() ?? 0.5),
    uuid: () => `uuid-${++made}`,
  };
}

/** An effect that nobody may have: proves that a function is pure where it is given one. */
export function untouchable<T extends object>(what: string): T {
  return new Proxy({} as T, {
    get: (_, property) => {
      throw new Error(`${what}.${String(property)} was touched.`);
    },
  });
}

export const noFiles: Files = untouchable<Files>('files');

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: JSON.stringify(body) };
}

/** An error of STS. */
export function refusal(
  status: number,
  code: string,
  message = 'Refused.',
  headers: Record<string, string> = {},
): HttpResponse {
  return json(
    status,
    { RequestId: 'REQ-1', HostId: 'sts.aliyuncs.com', Code: code, Message: message },
    headers,
  );
}

/** The body of a successful AssumeRole or AssumeRoleWithOIDC. */
export function assumedRole(): {
  RequestId: string;
  AssumedRoleUser: Record<string, string>;
  Credentials: Record<string, string>;
} {
  return {
    RequestId: 'REQ-1',
    AssumedRoleUser: {
      AssumedRoleId: '3000:session',
      Arn: 'acs:ram::1234567890123456:role/deploy/session',
    },
    Credentials: {
      AccessKeyId: 'STS.NUqFakeKeyId',
      AccessKeySecret: 'fakeSessionSecret0123456789',
      SecurityToken: 'CAISfake+token/with=signs==',
      Expiration: '2026-11-02T11:00:00Z',
    },
  };
}

/** What the runner would show of the lines: the log after its own decoding, commands other than masks included. */
export function shown(lines: readonly string[]): string {
  return lines
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
