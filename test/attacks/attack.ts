import type { Stage } from './stage.ts';

/** One thing that is done to the action. What it gets through, it tells the stage. */
export interface Attack {
  /** What is done; unique within its kind. */
  readonly name: string;
  /** It mostly waits, so that many may be under way together. */
  readonly idle?: boolean;
  run(stage: Stage): Promise<void>;
}

/** Attacks of one kind. */
export interface Kind {
  readonly name: string;
  /** What is done, for docs/attacks.md. */
  readonly does: string;
  /** How many are tried where nobody says. */
  readonly usual: number;
  /** All of them; or, where each is a round with random choices, undefined. */
  readonly all?: readonly Attack[];
  /** The n-th round, from 1. */
  round?(number: number): Attack;
}
