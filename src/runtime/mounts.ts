import os from 'node:os';
import path from 'node:path';
import type { FileSystem } from './sharing.ts';

/** A folder or file of a disk, and where it is mounted. */
export interface Mount {
  /** Its disk, by the kernel's number. */
  readonly device: string;
  /** What is mounted, by its path on the disk. */
  readonly root: string;
  /** Where. */
  readonly point: string;
}

const known = new WeakMap<FileSystem, readonly Mount[]>();

/**
 * The mounts that this process sees, in the order in which they were made; empty if the system does not say. Read once:
 * a step compares places half a dozen times and is soon over.
 */
export function mountsOf(fs: FileSystem): readonly Mount[] {
  const mounts = known.get(fs) ?? readMounts(fs);
  known.set(fs, mounts);
  return mounts;
}

function readMounts(fs: FileSystem): readonly Mount[] {
  if (os.platform() !== 'linux') return [];
  try {
    return parseMounts(fs.readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}

/** Parses lines such as `36 35 98:0 /on/disk /shown/here rw,noatime - ext4 /dev/sda1 rw` (proc_pid_mountinfo(5)). */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, , device, root, point] = line.split(' ');
    return device && root && point ? [{ device, root: unescaped(root), point: unescaped(point) }] : [];
  });
}

/** The mount that a path is in. If several are at one place, the last one hides the others. */
export function mountOf(mounts: readonly Mount[], target: string): Mount | undefined {
  const around = mounts.filter(({ point }) => lies(target, point));
  return around.reduce<Mount | undefined>(
    (deepest, mount) => (deepest && deepest.point.length > mount.point.length ? deepest : mount),
    undefined,
  );
}

/** The path at which another mount shows the same thing; undefined if it shows something else. */
export function nameThrough(other: Mount, { device, root }: Mount): string | undefined {
  if (other.device !== device || !lies(root, other.root)) return undefined;
  return path.join(other.point, path.relative(other.root, root));
}

/** Whether a path, as the kernel writes it, is a folder or something in it. */
export function lies(target: string, folder: string): boolean {
  return (
    target.startsWith(folder) &&
    (target.length === folder.length || folder === '/' || target[folder.length] === '/')
  );
}

/** Spaces, tabs, line breaks and backslashes are written as `\040` and so on. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}
