/** The rate limit of an API: 100 requests a second per region, API and account, unless told otherwise. */

interface Bucket {
  tokens: number;
  /** Milliseconds since the epoch. */
  filledAt: number;
}

/** One token bucket per key. */
export class Throttle {
  /** Requests a second; undefined for no limit. */
  requestsPerSecond: number | undefined = undefined;
  readonly #buckets = new Map<string, Bucket>();

  /** Whether one more request under this key is within the limit at `now` (ms). */
  admit(key: string, now: number): boolean {
    const limit = this.requestsPerSecond;
    if (limit === undefined) return true;
    const bucket = this.#buckets.get(key) ?? { tokens: limit, filledAt: now };
    this.#buckets.set(key, bucket);
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(limit, bucket.tokens + (elapsed / 1000) * limit);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
