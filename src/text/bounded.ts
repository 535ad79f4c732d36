/**
 * The text, or, where it is longer than what it should be, how long it is. A long text is not cut: half a secret is not
 * recognized as one. For texts from outside, before any pattern sees them. Pure.
 *
 * @param most UTF-16 units
 */
export function shortened(text: string, most: number): string {
  return text.length > most ? `a text of ${text.length} characters` : text;
}
