import type { Plan } from '../plan.ts';
import type { JsonObject } from '../text/json.ts';

/** What the step is at: for its timings, and for saying where it failed. */
export type Phase = 'token' | 'exchange' | 'metadata' | 'credentials URI' | 'identity' | 'hand-off';

/** The exchange of an OIDC token for a role's session. */
export interface OidcExchange {
  readonly oidcProviderArn: string;
  readonly roleArn: string;
  /** Of the token; undefined where it is no JWT. Not the token. */
  readonly claims: JsonObject | undefined;
}

/** An attempt that failed. */
export interface FailedAttempt {
  readonly error: unknown;
  /** From 1. */
  readonly attempt: number;
  /** The phase that had begun last. */
  readonly phase: Phase | undefined;
  /** The pause before another, in milliseconds, where the step has no time for it. */
  readonly pause?: number | undefined;
}

export interface Progress {
  /** Runs one phase; what fails in it is known to have failed there. Phases may be nested. */
  during<T>(phase: Phase, action: () => Promise<T>): Promise<T>;
  /** The phase that failed; undefined where none did. */
  readonly failed: Phase | undefined;
  /** The host that is asked, in the phase that has begun last. */
  host: string | undefined;
  /** Takes note of an attempt that failed; of an error that passes through two loops, the inner one counts. */
  attempted(attempt: number, error: unknown, pause?: number): void;
  readonly lastFailure: FailedAttempt | undefined;
  /** What was to be done, once that is known. */
  plan: Plan | undefined;
  /** The exchange that was last asked for. */
  oidc: OidcExchange | undefined;
  /** Where the machine, and not the workflow, says how to log in: “profile “x” of …”. */
  place: string | undefined;
  /** What hands out a credential without saying whose it is: “the instance role …”. */
  source: string | undefined;
  /** Milliseconds by which this machine's clock is slow, once a service has told. */
  clockOffset: number | undefined;
}

/** @param now milliseconds @param debug takes a line for the debug log */
export function trackProgress(now: () => number, debug: (line: string) => void): Progress {
  let begun: Phase | undefined;
  let failed: Phase | undefined;
  let lastFailure: FailedAttempt | undefined;
  const progress: Progress = {
    host: undefined,
    plan: undefined,
    oidc: undefined,
    place: undefined,
    source: undefined,
    clockOffset: undefined,
    get failed() {
      return failed;
    },
    get lastFailure() {
      return lastFailure;
    },
    attempted: (attempt, error, pause) => {
      if (lastFailure?.error === error && pause === undefined) return;
      lastFailure = { attempt, error, phase: begun, pause };
    },
    during: async (phase, action) => {
      const started = now();
      begun = phase;
      // What failed before was made good by another attempt, or this one would not begin.
      failed = undefined;
      progress.host = undefined;
      try {
        return await action();
      } catch (error) {
        failed ??= phase;
        throw error;
      } finally {
        debug(`${phase}: ${Math.round(now() - started)} ms`);
      }
    },
  };
  return progress;
}
