/** What to do about an input's wrong value, if its appearance shows what happened; for an error's hint. */
export function mistakeIn(value: string): string | undefined {
  // Source: actions/runner, YamlObjectReader: a plain number is a double, printed with 15 digits.
  if (/^\d(\.\d+)?E\+\d+$/i.test(value)) {
    return 'YAML read an unquoted number as floating point. Put the account ID in quotes: "1234567890123456".';
  }
  if (/[^\x20-\x7e]/.test(value)) {
    return 'The escapes stand for characters that are invisible or look like others. Type the value instead of pasting it.';
  }
  return undefined;
}
