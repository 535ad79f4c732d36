/** Crowds in simulated time. */

/** Time that passes only when everybody waits. */
export class Clockwork {
  now = 0;
  readonly #waiting: { readonly until: number; readonly wake: () => void }[] = [];

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#waiting.push({ until: this.now + milliseconds, wake }));
  }

  /** Runs until nobody waits any more. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#waiting.length === 0) return;
      this.now = Math.min(...this.#waiting.map(({ until }) => until));
      const due = this.#waiting.filter(({ until }) => until <= this.now);
      for (const { wake } of due) {
        this.#waiting.splice(
          this.#waiting.findIndex((one) => one.wake === wake),
          1,
        );
        wake();
      }
    }
  }
}

/** A repeatable source of fractions (mulberry32). */
export function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
