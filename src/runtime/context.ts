import type { Env } from './env.ts';
import type { Files } from './files.ts';
import type { Log } from './log.ts';
import type { JobContext, Runner } from './toolkit.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, by throwing the signal's reason, when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Lets pending work start, so that the caller can do something else while it runs. */
  nextTurn(): Promise<void>;
}

export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** Unguessable; letters, digits and dashes. */
  uuid(): string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Never through a proxy. */
  readonly direct?: boolean;
  /** Milliseconds for the whole exchange, connection included; default 10 seconds. */
  readonly timeout?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Http {
  /**
   * One exchange: no retry, no redirect followed, a bounded body.
   * @throws NetworkError
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}

/** The part of the context that the post step needs. */
export interface LocalContext {
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** What runs this action: Node, and the folder `dist` with the bundles; absolute paths. */
  readonly program: { readonly node: string; readonly dist: string };
  /** The user's number, as in the owner of a file; undefined on Windows. */
  readonly user: number | undefined;
  /** The user's home folder, where tools look for their files: an absolute path. Undefined if there is none. */
  home(): string | undefined;
  readonly files: Files;
  readonly runner: Runner;
  /** The job and its event, as the runner describes them. */
  job(): JobContext;
  readonly log: Log;
  readonly random: Random;
  readonly clock: Clock;
  /** Aborts when the step's time is up or the job is cancelled. */
  readonly signal: AbortSignal;
  /** When the step's time will be up, in the clock's milliseconds; absent if it has no limit. */
  readonly deadline?: number;
}

/** Every effect that the action can have. The entry points build it; nothing else touches a global. */
export interface Context extends LocalContext {
  readonly http: Http;
  readonly deadline: number;
}
