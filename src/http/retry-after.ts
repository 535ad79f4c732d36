/** Milliseconds, from `x-acs-retry-after` (milliseconds) or `retry-after` (seconds, or a time by the service's clock). */
export function readRetryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const read = (name: string, unit: number): number | undefined =>
    /^\d{1,9}$/.test(headers[name] ?? '') ? Number(headers[name]) * unit : undefined;
  const until = (name: string): number | undefined => {
    const left = Date.parse(headers[name] ?? '') - Date.parse(headers['date'] ?? '');
    return Number.isNaN(left) ? undefined : Math.max(0, left);
  };
  return read('x-acs-retry-after', 1) ?? read('retry-after', 1000) ?? until('retry-after');
}
