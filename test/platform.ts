/**
 * What this platform has, for tests that need it. Where it is missing they are skipped, and their names end with what
 * they need, in parentheses: `(needs symbolic links)`.
 */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const WINDOWS = process.platform === 'win32';

export const has = {
  /** Windows lets only some users make them, and Wine none. */
  symbolicLinks: canLink(),
  /** Modes such as 0600, which close a file to others. */
  permissionBits: !WINDOWS,
  /** Root, who can give a file to another user. */
  otherUsers: process.getuid?.() === 0,
  /** A signal that a process hears. On Windows every one of them ends it. */
  signals: !WINDOWS,
  /** Paths that begin with a slash, as worlds made of memory have them: `path` of Windows makes others of them. */
  posixPaths: !WINDOWS,
  /** Variables whose names differ in letter case alone. */
  caseInVariables: !WINDOWS,
  ipv6: Object.values(os.networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1')),
};

function canLink(): boolean {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'link-'));
  try {
    fs.writeFileSync(path.join(folder, 'target'), 'there');
    fs.symlinkSync('target', path.join(folder, 'link'));
    return (
      fs.lstatSync(path.join(folder, 'link')).isSymbolicLink() &&
      fs.readFileSync(path.join(folder, 'link'), 'utf8') === 'there'
    );
  } catch {
    return false;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
