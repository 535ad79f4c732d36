/** What the threads that play jobs, and whoever gives them their turns, have in common. */

/** A thread's state. */
export const [WORKING, ASKING, WAITING, KILLED, OVER] = [0, 1, 2, 3, 4];

/** Memory that a thread shares with whoever gives turns. */
export interface Table {
  /** One of the states above. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** Whether what it asks for changes something. */
  readonly changes: Int32Array<SharedArrayBuffer>;
  /** The number of the turn that it was given last. */
  readonly turn: Int32Array<SharedArrayBuffer>;
  /** Milliseconds that it wants to wait. */
  readonly pause: Float64Array<SharedArrayBuffer>;
  /** What its clock shows, in milliseconds since 1970. */
  readonly now: Float64Array<SharedArrayBuffer>;
}

export function newTable(): Table {
  const whole = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));
  const real = (): Float64Array<SharedArrayBuffer> => new Float64Array(new SharedArrayBuffer(8));
  return { state: whole(), changes: whole(), turn: whole(), pause: real(), now: real() };
}

/** A step of a job: main, or post with what main saved. */
export interface Step {
  readonly job: string;
  /** What random names begin with. */
  readonly ids: string;
  readonly inputs: {
    readonly profile: string;
    readonly secret: string;
    readonly credentialsFile: string | undefined;
  };
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly post: boolean;
}

export interface Played {
  readonly killed: boolean;
  readonly failure: string | undefined;
  readonly warnings: readonly string[];
  readonly state: Readonly<Record<string, string>>;
  readonly trace: { turn: number; what: string }[];
}
