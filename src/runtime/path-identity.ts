import path from 'node:path';
import type { FileSystem } from './sharing.ts';

/**
 * A folder can have many names: links, 8.3 names and `\\?\` on Windows, different letter case on most disks of Windows
 * and macOS, bind mounts in containers. Places are therefore compared by device and file number and, if a disk has no
 * lasting numbers, also by name.
 */

/**
 * The path without links, 8.3 names and different letter case. If it does not exist yet, this applies to its nearest
 * ancestor.
 */
export function realPath(fs: FileSystem, target: string): string {
  const full = path.resolve(target);
  try {
    return fs.realpathSync.native(full);
  } catch (error) {
    // Ask only afterwards: other jobs may remove things at any moment.
    if (fs.existsSync(full) && !isAbsence(error)) throw error;
    const parent = path.dirname(full);
    return parent === full ? full : path.join(realPath(fs, parent), path.basename(full));
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Whether a file, which need not exist, is in a folder or is the folder itself: by name, or because the folder is one of
 * the file's ancestors. What a second mount shows of a folder's subfolder is not recognised: mount tables are not read.
 */
export function isPathInside(fs: FileSystem, file: string, folder: string): boolean {
  const [inner, outer] = [realPath(fs, file), realPath(fs, folder)];
  const relative = path.relative(outer, inner);
  if (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)) return true;
  const wanted = identity(fs, outer);
  return wanted !== undefined && ancestors(inner).some((ancestor) => identity(fs, ancestor) === wanted);
}

/** Whether two paths lead to the same file. For files that do not exist, letter case is ignored. */
export function isSame(fs: FileSystem, one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => split(fs, realPath(fs, file)));
  if (!a || !b) return false;
  const name = (rest: readonly string[]): string => rest.join('/').normalize('NFC').toLowerCase();
  if (name(a.rest) !== name(b.rest)) return false;
  if (a.existing === b.existing) return true;
  // A file that was just removed may have passed its number on to another file.
  const [first, second, again] = [a, b, a].map(({ existing }) => identity(fs, existing));
  return first !== undefined && first === second && first === again;
}

/** The nearest ancestor that exists, and the names below it. */
function split(fs: FileSystem, target: string): { existing: string; rest: string[] } {
  const parent = path.dirname(target);
  if (parent === target || fs.existsSync(target)) return { existing: target, rest: [] };
  const { existing, rest } = split(fs, parent);
  return { existing, rest: [...rest, path.basename(target)] };
}

function ancestors(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [target, ...ancestors(parent)];
}

/** Undefined if nothing is there, or the system does not say. */
function identity(fs: FileSystem, target: string): string | undefined {
  try {
    const { dev, ino } = fs.statSync(target, { bigint: true });
    return ino === 0n ? undefined : `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
