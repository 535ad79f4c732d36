import os from 'node:os';

/** Windows tells no load. */
const isBusy = process.platform === 'win32' || (os.loadavg()[0] ?? 0) > os.availableParallelism();
/** What a megabyte may take, in milliseconds of processor time; more where processors are shared with other work. */
export const MOST_TIME = isBusy ? 400 : 100;

/** The least processor time of some tries, in milliseconds: other work on the machine is no fault of ours. */
export function processorTime(action: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 4 && least > MOST_TIME / 5; tries++) least = Math.min(least, timeOf(action));
  return Math.round(least);
}

function timeOf(action: () => unknown): number {
  const started = process.cpuUsage();
  try {
    action();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw error;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
