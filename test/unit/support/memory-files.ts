/** Files made of memory, for models that need many of them: no links, one user. */

import path from 'node:path/posix';
import { FileError } from '../../../src/errors.ts';
import type { Files } from '../../../src/runtime/files.ts';
import { withPosixPaths } from './posix.ts';

interface Entry {
  /** Absent in a folder. */
  readonly text?: string;
  readonly mode: number;
  readonly id: number;
}

export interface Memory {
  readonly files: Files;
  /** Path to text of every file. */
  all(): Record<string, string>;
  /** Paths of everything, folders included, with modes. */
  tree(): Record<string, string>;
  write(file: string, text: string, mode?: number): void;
}

export function memoryFiles(): Memory {
  const entries = new Map<string, Entry>([['/', { mode: 0o755, id: 0 }]]);
  let made = 0;
  const fail = (code: string, target: string): never => {
    throw new FileError(`${code} ${target}`, { cause: Object.assign(new Error(code), { code }) });
  };
  const isFolder = (target: string): boolean => {
    const entry = entries.get(target);
    return entry !== undefined && entry.text === undefined;
  };
  const inFolder = (folder: string): string[] =>
    [...entries.keys()].filter((key) => path.dirname(key) === folder && key !== '/');
  const needParent = (target: string): void => {
    const parent = path.dirname(target);
    if (!entries.has(parent)) fail('ENOENT', target);
    if (!isFolder(parent)) fail('ENOTDIR', target);
  };
  const add = (target: string, entry: Omit<Entry, 'id'>): void => {
    needParent(target);
    if (entries.has(target)) fail('EEXIST', target);
    entries.set(target, { ...entry, id: ++made });
  };
  const move = (from: string, to: string): void => {
    needParent(from);
    const entry = entries.get(from) ?? fail('ENOENT', from);
    needParent(to);
    const there = entries.get(to);
    if (there && entry.text === undefined) {
      if (there.text !== undefined) fail('ENOTDIR', to);
      if (inFolder(to).length > 0) fail('ENOTEMPTY', to);
    }
    if (there && entry.text !== undefined && there.text === undefined) fail('EISDIR', to);
    for (const key of [...entries.keys()]) {
      if (key !== from && !key.startsWith(`${from}/`)) continue;
      const moved = entries.get(key);
      entries.delete(key);
      if (moved) entries.set(to + key.slice(from.length), moved);
    }
  };
  const remove = (target: string): void => {
    if (isFolder(target)) fail('EISDIR', target);
    entries.delete(target);
  };
  const removeFolder = (target: string): void => {
    for (const key of [...entries.keys()])
      if (key === target || key.startsWith(`${target}/`)) entries.delete(key);
  };
  const ensureFolder = (target: string): string[] => {
    if (isFolder(target)) return [];
    const parents = ensureFolder(path.dirname(target));
    add(target, { mode: 0o700 });
    return [target, ...parents];
  };
  const createFolder = (target: string): undefined => void add(target, { mode: 0o700 });
  const files: Files = {
    look: (target) => {
      const entry = entries.get(target);
      return (
        entry && {
          kind: entry.text === undefined ? 'folder' : 'file',
          mode: entry.mode,
          uid: 1,
          gid: 1,
          identity: `1:${entry.id}`,
        }
      );
    },
    read: (target) => {
      if (isFolder(target)) fail('EISDIR', target);
      return entries.get(target)?.text;
    },
    readOwn: (target) => files.read(target),
    createPrivateFolder: createFolder,
    createFolder,
    ensureFolder,
    resolve: (target) => target,
    isPathInside: (file, folder) => file === folder || file.startsWith(`${folder}/`),
    isSame: (one, other) => one === other,
    assertCreatable: needParent,
    create: (target, text) => add(target, { text, mode: 0o600 }),
    replace: (target, temporary, text, { mode = 0o600 } = {}) => {
      add(temporary, { text, mode });
      move(temporary, target);
    },
    overwrite: (target, text, mode) => {
      const entry = entries.get(target);
      if (entry?.text === undefined) return fail('ENOENT', target);
      if (entry.text.length < text.length) fail('ENOSPC', target);
      entries.set(target, { ...entry, text, mode: mode ?? entry.mode });
    },
    move,
    list: (folder) => {
      if (entries.has(folder) && !isFolder(folder)) fail('ENOTDIR', folder);
      return inFolder(folder).map((key) => path.basename(key));
    },
    append: (target, text) => {
      const entry = entries.get(target);
      entries.set(target, { mode: 0o600, id: ++made, ...entry, text: (entry?.text ?? '') + text });
    },
    lengthOf: () => 0,
    shorten: () => {},
    remove,
    removeFolder,
    removeEmptyFolder: (target) => {
      if (inFolder(target).length === 0) removeFolder(target);
    },
  };
  return {
    files: withPosixPaths(files),
    all: () =>
      Object.fromEntries(
        [...entries].flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text]])),
      ),
    tree: () =>
      Object.fromEntries(
        [...entries].map(([key, { text, mode }]) => [key, `${mode.toString(8)} ${text ?? 'folder'}`]).sort(),
      ),
    write: (file, text, mode = 0o600) => {
      ensureFolder(path.dirname(file));
      entries.set(file, { text, mode, id: ++made });
    },
  };
}
