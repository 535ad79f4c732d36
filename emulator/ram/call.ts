/** What an action of RAM or IMS receives and returns. */

import type { World } from '../world/world.ts';

/** One action: reads and changes what an account has; throws an StsError for what it refuses. */
export type RamAction = (call: RamCall, world: World) => Record<string, unknown>;

export interface RamCall {
  /** Of the administrator who asks. */
  readonly account: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
