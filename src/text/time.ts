/** A time as STS writes it: ISO 8601, UTC, whole seconds. */
export function formatTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The time in a service's text, if between the years 2000 and 2999; else undefined. */
export function readTime(text: string): Date | undefined {
  const time = new Date(text.length <= 64 ? text : Number.NaN);
  return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}
