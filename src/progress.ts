import type { JsonObject } from './json.ts';
import type { Plan } from './plan.ts';

/** What the step is at: for its timings, and for saying where it failed. */
export type Phase = 'token' | 'exchange' | 'metadata' | 'credentials URI' | 'identity' | 'hand-off';

export interface Progress {
  /** Runs one phase; what fails in it is known to have failed there. Phases may be nested. */
  during<T>(phase: Phase, action: () => Promise<T>): Promise<T>;
  /** The phase that failed; undefined where none did. */
  readonly failed: Phase | undefined;
  /** What was to be done, once that is known. */
  plan: Plan | undefined;
  /** The claims of the OIDC token that was last sent to STS. Not the token. */
  claims: JsonObject | undefined;
  /** Milliseconds by which this machine's clock is slow, once a service has told. */
  clockOffset: number | undefined;
}

/** @param now milliseconds @param debug takes a line for the debug log */
export function trackProgress(now: () => number, debug: (line: string) => void): Progress {
  let failed: Phase | undefined;
  return {
    plan: undefined,
    claims: undefined,
    clockOffset: undefined,
    get failed() {
      return failed;
    },
    during: async (phase, action) => {
      const started = now();
      // What failed before was made good by another attempt, or this one would not begin.
      failed = undefined;
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
}
