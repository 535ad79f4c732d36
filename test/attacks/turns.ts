/**
 * Steps of several jobs at once, in an order that a seed decides, call by call: each runs in a thread of its own, and
 * before each of its calls to the file system waits for its turn. What takes a crowd of processes a thousand rounds to
 * run into, this finds in a few, and finds again.
 */

import { once } from 'node:events';
import path from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Random } from './random.ts';
import {
  ASKING,
  KILLED,
  newTable,
  OVER,
  type Played,
  type Step,
  type Table,
  WAITING,
  WORKING,
} from './table.ts';

/** What happens to a step on its way. */
export interface Fate {
  /** It is killed before so many changes, from 1. */
  readonly killedAt?: number | undefined;
  /** Before its n-th turn it is stopped for so many milliseconds. */
  readonly stopped?: { readonly turn: number; readonly for: number } | undefined;
}

interface Thread {
  readonly worker: Worker;
  readonly table: Table;
  readonly port: MessagePort;
}

interface Player {
  readonly thread: Thread;
  readonly name: string;
  readonly fate: Fate;
  turns: number;
  changes: number;
  /** When it may go on. */
  free: number;
  played: Played | undefined;
}

/** No step takes so many turns. */
const MOST_TURNS = 200_000;

/** Whose turn is next. */
export interface Order {
  next(players: {
    /** Who need not wait. */
    readonly free: readonly string[];
    readonly left: readonly string[];
    readonly last: string | undefined;
  }): string;
  /** Milliseconds that a call takes, on average, and that this one does. */
  readonly pace: number;
  pause(): number;
}

/** As a seed decides. */
export function randomOrder(random: Random): Order {
  const pace = random.pick([0.05, 0.2, 1]);
  /** How likely the next turn is another's. */
  const change = random.pick([0.02, 0.1, 0.5, 1]);
  return {
    pace,
    next: ({ free, last }) =>
      last !== undefined && free.includes(last) && !random.chance(change) ? last : random.pick(free),
    pause: () => pace * random.fraction() * 2,
  };
}

/**
 * As it once was, as far as that goes: the sources have changed since.
 * @param turns whose they were and how many, such as `1:40 2:3`
 */
export function recordedOrder(turns: string, pace: number): Order {
  const names = turns.split(' ').flatMap((one) => {
    const [name = '', count] = one.split(':');
    return Array.from({ length: Number(count) }, () => name);
  });
  return {
    pace,
    next: ({ free, left }) => {
      const name = names.shift();
      return name !== undefined && left.includes(name) ? name : (free[0] ?? '');
    },
    pause: () => pace,
  };
}

export class Turns {
  readonly #order: Order;
  readonly #idle: Thread[];
  #now = Date.UTC(2026, 10, 2, 10, 0, 0);
  #turn = 0;
  /** All turns, in their order. */
  readonly trace: string[] = [];
  /** Whose they were. */
  readonly #taken: string[] = [];

  get pace(): number {
    return this.#order.pace;
  }

  constructor(order: Order) {
    this.#order = order;
    this.#idle = threads;
  }

  /** Whose the turns were, as `recordedOrder` takes them. */
  get taken(): string {
    const runs: [name: string, count: number][] = [];
    for (const name of this.#taken) {
      const last = runs.at(-1);
      if (last?.[0] === name) last[1] += 1;
      else runs.push([name, 1]);
    }
    return runs.map((run) => run.join(':')).join(' ');
  }

  /** Plays steps together until all are over. */
  async play(steps: readonly { readonly step: Step; readonly fate: Fate }[]): Promise<Played[]> {
    while (this.#idle.length < steps.length) this.#idle.push(await newThread());
    const players = steps.map(({ step, fate }, index): Player => {
      const thread = this.#idle[index];
      if (!thread) throw new Error('There are not enough threads.');
      Atomics.store(thread.table.state, 0, WORKING);
      thread.table.now[0] = this.#now;
      thread.port.postMessage(step);
      const name = `${step.job}${step.post ? '-post' : ''}`;
      return { thread, name, fate, turns: 0, changes: 0, free: this.#now, played: undefined };
    });
    for (const player of players) this.#settle(player);
    let last: Player | undefined;
    const isLeft = ({ played }: Player): boolean => played === undefined;
    for (let left = players.filter(isLeft); left.length > 0; left = left.filter(isLeft)) {
      const next = this.#next(left, last);
      this.#give(next);
      last = next;
    }
    const traces = players.flatMap(({ played, name }) =>
      (played?.trace ?? []).map(({ turn, what }) => ({ turn, line: `${turn} ${name}: ${what}` })),
    );
    this.trace.push(...traces.sort((a, b) => a.turn - b.turn).map(({ line }) => line));
    return players.flatMap(({ played }) => played ?? []);
  }

  #next(left: readonly Player[], last: Player | undefined): Player {
    const earliest = Math.min(...left.map(({ free }) => free));
    if (earliest > this.#now) this.#now = earliest;
    const namesOf = (players: readonly Player[]): string[] => players.map(({ name }) => name);
    const free = namesOf(left.filter((player) => player.free <= this.#now));
    const name = this.#order.next({ free, left: namesOf(left), last: last?.name });
    const next = left.find((player) => player.name === name);
    if (!next) throw new Error(`It cannot be the turn of ${name}.`);
    this.#now = Math.max(this.#now, next.free);
    this.#taken.push(name);
    return next;
  }

  #give(player: Player): void {
    const { table } = player.thread;
    player.turns += 1;
    if (player.turns > MOST_TURNS) throw new Error(`${player.name} does not come to an end.`);
    const { stopped, killedAt } = player.fate;
    if (stopped?.turn === player.turns) {
      player.free = this.#now + stopped.for;
      return;
    }
    this.#now += this.#order.pause();
    table.now[0] = this.#now;
    table.turn[0] = ++this.#turn;
    const isChange = Atomics.load(table.state, 0) === ASKING && table.changes[0] === 1;
    if (isChange) player.changes += 1;
    const killed = isChange && player.changes === killedAt;
    Atomics.store(table.state, 0, killed ? KILLED : WORKING);
    Atomics.notify(table.state, 0);
    this.#settle(player);
  }

  /** Waits until the thread asks for its next turn, or is over. */
  #settle(player: Player): void {
    const { table, port } = player.thread;
    for (;;) {
      const state = Atomics.load(table.state, 0);
      if (state === WORKING || state === KILLED) {
        if (Atomics.wait(table.state, 0, state, 30_000) === 'timed-out')
          throw new Error(`${player.name} neither asks nor ends.`);
        continue;
      }
      if (state === WAITING) player.free = this.#now + (table.pause[0] ?? 0);
      if (state === OVER) player.played = receiveMessageOnPort(port)?.message as Played;
      return;
    }
  }
}

/** They are kept: starting one takes longer than a round. */
const threads: Thread[] = [];

async function newThread(): Promise<Thread> {
  const table = newTable();
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(path.join(import.meta.dirname, 'programs/turn-taker.ts'), {
    workerData: { table, port: port2 },
    transferList: [port2],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  await once(worker, 'online');
  worker.unref();
  return { worker, table, port: port1 };
}
