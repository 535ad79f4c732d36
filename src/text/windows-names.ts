/**
 * Which Windows paths name the same file for every program. Source: Microsoft, "Naming Files, Paths, and Namespaces".
 * Node, unlike most programs, happily creates files that others can't open.
 */

const ROOT = /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/?.][^\\/]*[\\/]+[^\\/]+(?:[\\/]|$))/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name may have one
const ILLEGAL = /[<>:"|?*\u0000-\u001f]/;
const DEVICE = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³]|CONIN\$|CONOUT\$|CLOCK\$) *(?:\.|$)/i;

/** What is wrong with a Windows path, as the end of a sentence; undefined if nothing is. */
export function flawOfWindowsPath(file: string): string | undefined {
  const root = ROOT.exec(file)?.[0];
  if (root === undefined) return 'does not begin with a drive or a share';
  for (const name of file.slice(root.length).split(/[\\/]/)) {
    if (name === '' || name === '.' || name === '..') continue;
    const illegal = ILLEGAL.exec(name)?.[0];
    if (illegal !== undefined) {
      return illegal < ' '
        ? 'has a control character in it'
        : `has ${illegal} in it, which Windows does not allow in file names`;
    }
    if (DEVICE.test(name)) return `has ${name} in it, which is a device name on Windows`;
    if (/[. ]$/.test(name)) return 'has a name in it that ends with a dot or a space, which Windows drops';
  }
  return undefined;
}
