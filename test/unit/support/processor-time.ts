/** Milliseconds of processor time below which nothing is slow, on any machine. */
const QUICK = 50;
/** Milliseconds that a megabyte may take on a machine that is busy and slow. */
const MOST = 3_000;
/** How much longer four times as much may take: 4 times in linear time, twice that where a cache overflows, 16 in quadratic. */
const MOST_GROWTH = 11;
const TRIES = 6;

/**
 * Why an action does not take time in proportion to its text, or undefined. Other work on the machine is no fault of
 * ours, so what counts is the growth from a quarter of the text to the whole, each in the best of some tries.
 */
export function timeFlaw(text: string, action: (text: string) => unknown): string | undefined {
  let [whole, quarter] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < TRIES; tries++) {
    whole = Math.min(
      whole,
      processorTime(() => action(text)),
    );
    if (whole <= QUICK) return undefined;
    // From the end: what breaks a pattern off stands there.
    quarter = Math.min(
      quarter,
      processorTime(() => action(text.slice(-text.length / 4))),
    );
    if (whole <= MOST && whole <= quarter * MOST_GROWTH) return undefined;
  }
  return `${Math.round(whole)} ms for ${text.length} characters, and ${Math.round(quarter)} for a quarter of them`;
}

/** How many times longer an action takes than another, each in the best of some tries. */
export function timesLonger(action: () => unknown, other: () => unknown): number {
  let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < TRIES; tries++) {
    one = Math.min(one, processorTime(action));
    two = Math.min(two, processorTime(other));
  }
  return one / Math.max(two, QUICK / 4);
}

/** Milliseconds. */
function processorTime(action: () => unknown): number {
  const started = process.cpuUsage();
  try {
    action();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw error;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
