/** Reads other people's JSON: assumes nothing, and never quotes the text in an error. */

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The JSON object in a text; undefined if the text is anything else.
 * @param revive what to put in the place of each value
 */
export function parseObject(
  text: string,
  revive?: (name: string, value: unknown) => unknown,
): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text, revive));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** A non-empty string; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
