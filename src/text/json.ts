/** Reads other people's JSON: assumes nothing, and never quotes the text in an error. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** What to put in the place of each value; `this` is what holds it. */
type Revive = (this: unknown, name: string, value: unknown) => unknown;

/** The JSON object in a text; undefined if the text is anything else. */
export function parseObject(text: string, revive?: Revive): JsonObject | undefined {
  return asObject(parseJson(text, revive));
}

/** The JSON value in a text; undefined if the text is not JSON. */
export function parseJson(text: string, revive?: Revive): unknown {
  try {
    return JSON.parse(text, revive);
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
