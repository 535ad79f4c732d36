/**
 * The text, or a note of its length if it is too long. Never cuts a text: half a secret would go unrecognized. Apply to
 * texts from outside before any pattern sees them. Pure.
 *
 * @param most UTF-16 units
 */
export function shortened(text: string, most: number): string {
  return text.length > most ? `a text of ${text.length} characters` : text;
}

/** Characters of the body of a service's error; anything longer did not come from the service and is not read. */
export const LONGEST_ERROR = 65_536;
