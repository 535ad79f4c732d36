/**
 * Disks on which one file has many names, made of the real one: what is asked for by another name is looked up as such
 * a disk would.
 */

import fs from 'node:fs';
import path from 'node:path';
import type { FileSystem } from '../../../src/runtime/sharing.ts';

export interface Looseness {
  /** Letter case makes no difference, as on most disks of Windows and macOS. */
  readonly caseless?: boolean;
  /** Other names of names, such as the 8.3 names of Windows. */
  readonly short?: Readonly<Record<string, string>>;
  /** Folders that are mounted at another place: what is asked for there is found here. */
  readonly mounted?: Readonly<Record<string, string>>;
}

export function looseDisk({ caseless = false, short = {}, mounted = {} }: Looseness): FileSystem {
  const nameIn = (folder: string, name: string): string => {
    const meant = short[name] ?? name;
    if (!caseless) return meant;
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return names.find((entry) => entry.toLowerCase() === meant.toLowerCase()) ?? meant;
  };
  const spelled = (target: string): string => {
    const { root } = path.parse(target);
    const names = target.slice(root.length).split(path.sep).filter(Boolean);
    return names.reduce((folder, name) => path.join(folder, nameIn(folder, name)), root);
  };
  const found = (target: string): string => {
    const mount = Object.keys(mounted).find((at) => target === at || target.startsWith(`${at}${path.sep}`));
    return spelled(mount === undefined ? target : `${mounted[mount]}${target.slice(mount.length)}`);
  };
  /** Every call that takes a path, or two. */
  const loose = Object.entries(fs).flatMap(([name, call]) => {
    if (!name.endsWith('Sync')) return [];
    const plain = call as (...values: unknown[]) => unknown;
    return [[name, (...values: unknown[]) => plain(...values.map(translate))]];
  });
  const translate = (value: unknown): unknown =>
    typeof value === 'string' && path.isAbsolute(value) ? found(value) : value;
  // A mount has no other path than its own.
  const native = (target: string): string =>
    Object.keys(mounted).some((at) => target.startsWith(at))
      ? target
      : fs.realpathSync.native(spelled(target));
  return {
    ...fs,
    ...Object.fromEntries(loose),
    realpathSync: Object.assign(native, { native }),
  } as FileSystem;
}
