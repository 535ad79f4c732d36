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
  /** Links to folders alone: on Windows everybody may make them (junctions), but none under Wine. */
  folderLinks: canLink('junction'),
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
  /** An environment without a home folder: Node gives every process of Windows its own USERPROFILE. */
  homelessness: !WINDOWS,
  /** The file systems of Linux, by these paths. */
  procAndDev: process.platform === 'linux',
  ipv6: Object.values(os.networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1')),
};

function canLink(type?: 'junction'): boolean {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'link-'));
  try {
    const [target, link] = [path.join(folder, 'target'), path.join(folder, 'link')];
    if (type) fs.mkdirSync(target);
    else fs.writeFileSync(target, '');
    fs.symlinkSync(type ? target : 'target', link, type);
    return fs.lstatSync(link).isSymbolicLink() && fs.realpathSync(link) === fs.realpathSync(target);
  } catch {
    return false;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
