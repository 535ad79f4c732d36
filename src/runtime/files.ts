import nodeFs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileError } from '../errors.ts';
import { isSame, isWithin, realPath } from './same-place.ts';
import { type FileSystem, sharing } from './sharing.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Existing extends Owner {
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  /** Permission bits, such as 0o600. */
  readonly mode: number;
}

/** The files of the machine. Every error is a FileError that names the path. */
export interface Files {
  /** What is at a path, links not followed; undefined where nothing is. */
  look(path: string): Existing | undefined;
  /** The names in a folder. */
  list(path: string): readonly string[];
  /** UTF-8 text; undefined where there is no file. Follows links: a kubelet's token is one. Refuses a pipe, say. */
  read(path: string): string | undefined;
  /**
   * A new folder that only this user may enter; fails if anything is there.
   * @returns a warning where it is there, and may be open to others
   */
  createPrivateFolder(path: string): string | undefined;
  /** Makes a folder (0700) and its parents unless they are there. */
  ensureFolder(path: string): void;
  /** The path without links and other names of the same, as far as it exists. */
  resolve(path: string): string;
  /** Whether a file, which need not exist, lies in a folder or is it, whatever either is called. */
  isWithin(file: string, folder: string): boolean;
  /** Whether two paths lead to one file, which need not exist. */
  isSame(one: string, other: string): boolean;
  /** A new file, 0600; fails if anything is there, a link included. */
  create(path: string, content: string): void;
  /**
   * A new file, 0600, that is there with its content or not at all, by way of a temporary file beside it; false where
   * anything is there already, or the folder has just gone.
   */
  createIfAbsent(path: string, temporary: string, content: string): boolean;
  /**
   * Puts new content in the place of a file in one step, by way of a temporary file beside it.
   * @param mode permission bits; 0600 where they are not given
   */
  replace(path: string, temporary: string, content: string, owner?: Owner, mode?: number): void;
  append(path: string, text: string): void;
  /** Removes a file or link, if it is there. */
  remove(path: string): void;
  /** Removes a folder with what is in it, if it is there. Links in it are removed, not followed. */
  removeFolder(path: string): void;
  /** Removes a folder if it is there and empty. */
  removeEmptyFolder(path: string): void;
}

/** The files of a file system that behaves like Node's own. */
export const filesOn = (fs: FileSystem): Files => ({
  look: (path) =>
    attempt('read', path, () => {
      const stat = fs.lstatSync(path, { throwIfNoEntry: false });
      if (!stat) return undefined;
      const kind = stat.isSymbolicLink()
        ? 'symlink'
        : stat.isFile()
          ? 'file'
          : stat.isDirectory()
            ? 'folder'
            : 'other';
      return { kind, mode: stat.mode & 0o777, uid: stat.uid, gid: stat.gid };
    }),
  list: (path) => attempt('read', path, () => fs.readdirSync(path)),
  read: (path) =>
    attempt('read', path, () => {
      const bytes = readRegular(fs, path);
      if (bytes === undefined) return undefined;
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch (cause) {
        throw new FileError(`${path} is not UTF-8 text.`, { cause });
      }
    }),
  createPrivateFolder: (path) =>
    attempt('create', path, () => {
      fs.mkdirSync(path, { mode: 0o700 });
      fs.chmodSync(path, 0o700);
      return undefined;
    }),
  ensureFolder: (path) => attempt('create', path, () => makeFolders(fs, path)),
  resolve: (target) => attempt('read', target, () => realPath(fs, target)),
  isWithin: (file, folder) => attempt('read', file, () => isWithin(fs, file, folder)),
  isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
  create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
  createIfAbsent: (target, temporary, content) =>
    attempt('write', target, () => {
      for (let tries = 1; ; tries++) {
        try {
          writeNew(fs, temporary, content);
          linkOrWrite(fs, temporary, target, content);
          return true;
        } catch (error) {
          if (errno(error) === 'EEXIST') return false;
          if (errno(error) !== 'ENOENT') throw error;
          if (!fs.existsSync(path.dirname(target))) return false;
          // Another job has made the folder again meanwhile; or, on Windows, no file can have such a name.
          if (tries === 3) throw error;
        } finally {
          fs.rmSync(temporary, { force: true });
        }
      }
    }),
  replace: (path, temporary, content, owner, mode) =>
    attempt('write', path, () => {
      try {
        writeNew(fs, temporary, content);
        if (owner) keepOwner(fs, temporary, owner);
        if (mode !== undefined) fs.chmodSync(temporary, mode);
        fs.renameSync(temporary, path);
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
    }),
  append: (path, text) => attempt('write', path, () => fs.appendFileSync(path, text)),
  remove: (path) => attempt('remove', path, () => unlessAbsent(fs, path, () => fs.unlinkSync(path))),
  removeFolder: (path) => attempt('remove', path, () => fs.rmSync(path, { force: true, recursive: true })),
  removeEmptyFolder: (path) =>
    attempt('remove', path, () => {
      try {
        unlessAbsent(fs, path, () => fs.rmdirSync(path));
      } catch (error) {
        if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error) ?? '')) throw error;
      }
    }),
});

export const nodeFiles: Files = filesOn(os.platform() === 'win32' ? sharing(nodeFs) : nodeFs);

/** Opened without waiting: a pipe that nobody writes to would hold the step, and no signal would be heard. */
function readRegular(fs: FileSystem, path: string): Buffer | undefined {
  let file: number;
  try {
    file = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const stat = fs.fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory()) {
      throw new FileError(`${path} is no regular file, but a pipe or a device, and is not read.`);
    }
    return fs.readFileSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Not by mkdir's own recursion: that one never ends below /proc. */
function makeFolders(fs: FileSystem, target: string): void {
  if (fs.existsSync(target)) return;
  const parent = path.dirname(target);
  if (parent === target) throw new FileError(`There is no ${target}: the drive or share is missing.`);
  makeFolders(fs, parent);
  try {
    fs.mkdirSync(target, { mode: 0o700 });
  } catch (error) {
    // Another job may have made it at the same time.
    if (errno(error) !== 'EEXIST' || !fs.statSync(target).isDirectory()) throw error;
  }
}

/** A read-only file system refuses to remove even what is not there. */
function unlessAbsent(fs: FileSystem, target: string, removal: () => void): void {
  try {
    removal();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errno(error) ?? '')) return;
    if (!fs.lstatSync(target, { throwIfNoEntry: false })) return;
    throw error;
  }
}

/** `wx` refuses whatever is there, a link included; the content is on disk before a name points to it. */
function writeNew(fs: FileSystem, path: string, content: string): void {
  const file = fs.openSync(path, 'wx', 0o600);
  try {
    fs.fchmodSync(file, 0o600);
    fs.writeFileSync(file, content);
  } finally {
    fs.closeSync(file);
  }
}

/** Both refuse what is there. Where the file system has no hard links, the content comes a moment after the name. */
function linkOrWrite(fs: FileSystem, from: string, to: string, content: string): void {
  try {
    fs.linkSync(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(errno(error) ?? '')) throw error;
    writeNew(fs, to, content);
  }
}

/** The file stays its owner's. Only root can give one away; a group that this user is not in is lost. */
function keepOwner(fs: FileSystem, file: string, { uid, gid }: Owner): void {
  const own = fs.lstatSync(file);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fs.chownSync(file, uid, gid);
  } catch (error) {
    if (own.uid !== uid) throw error;
  }
}

function attempt<T>(what: string, target: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`Cannot ${what} ${target}: ${reason(error, target)}.`, { cause: error });
  }
}

function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function reason(error: unknown, target: string): string {
  switch (errno(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'this user may not';
    case 'EROFS':
      return 'the file system is read-only';
    case 'EEXIST':
      return 'something is there already';
    case 'ENOTDIR':
      return `a part of ${path.dirname(target)} is not a folder`;
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOENT':
      return `the folder ${path.dirname(target)} does not exist`;
    case 'ENOSPC':
      return 'the disk is full';
    case 'ELOOP':
      return 'it is a loop of links';
    default:
      return errno(error) ?? 'unknown reason';
  }
}
