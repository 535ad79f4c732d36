import nodeFs, { type BigIntStats } from 'node:fs';
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
  /** Tells whether two paths lead to one thing; undefined where the file system has no lasting numbers. */
  readonly identity?: string | undefined;
}

/** The files of the machine. Every error is a FileError that names the path. */
export interface Files {
  /** What is at a path, links not followed; undefined where nothing is. */
  look(path: string): Existing | undefined;
  /** The names in a folder. */
  list(path: string): readonly string[];
  /** UTF-8 text; undefined if there is no file. Follows links (a kubelet's token is one). Refuses pipes and devices. */
  read(path: string): string | undefined;
  /**
   * A new folder that only this user may enter; fails if anything is there.
   * @returns a warning where it is there, and may be open to others
   */
  createPrivateFolder(path: string): string | undefined;
  /** A new folder (0700) in one whose files are as private as what comes into it; fails if anything is there. */
  createFolder(path: string): void;
  /**
   * Makes a folder (0700) and its parents unless they are there.
   * @returns those that it made, innermost first
   */
  ensureFolder(path: string): readonly string[];
  /** The path without links and other names of the same, as far as it exists. */
  resolve(path: string): string;
  /** Whether a file, which need not exist, lies in a folder or is it, whatever either is called. */
  isWithin(file: string, folder: string): boolean;
  /** Whether two paths lead to one file, which need not exist. */
  isSame(one: string, other: string): boolean;
  /** A new file, 0600; fails if anything is there, a link included. */
  create(path: string, content: string): void;
  /**
   * Puts new content in the place of a file in one step, by way of a temporary file beside it.
   * @param mode permission bits; 0600 where they are not given
   */
  replace(path: string, temporary: string, content: string, owner?: Owner, mode?: number): void;
  /**
   * Writes over a file where it is: for a disk without space, or a folder in which nothing can be made. Never longer than
   * what was there, so that it needs no space.
   */
  overwrite(path: string, content: string, mode?: number): void;
  /** Moves a file or folder to where nothing is. On the same file system it is there or here, never half. */
  move(from: string, to: string): void;
  /** Appends text to a file: all of it or, if that fails, none. Refuses pipes and devices. */
  append(path: string, text: string): void;
  /** Bytes in a file; 0 where there is none. */
  lengthOf(path: string): number;
  /** Cuts a longer file to this many bytes, which takes no space. */
  shorten(path: string, length: number): void;
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
      const stat = statusOf(fs, path);
      if (!stat) return undefined;
      const kind = stat.isSymbolicLink()
        ? 'symlink'
        : stat.isFile()
          ? 'file'
          : stat.isDirectory()
            ? 'folder'
            : 'other';
      const identity = stat.ino === 0n ? undefined : `${stat.dev}:${stat.ino}`;
      return {
        kind,
        mode: Number(stat.mode) & 0o777,
        uid: Number(stat.uid),
        gid: Number(stat.gid),
        identity,
      };
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
  createFolder: (path) => attempt('create', path, () => fs.mkdirSync(path, { mode: 0o700 })),
  ensureFolder: (path) => attempt('create', path, () => makeFolders(fs, path)),
  resolve: (target) => attempt('read', target, () => realPath(fs, target)),
  isWithin: (file, folder) => attempt('read', file, () => isWithin(fs, file, folder)),
  isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
  create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
  replace: (path, temporary, content, owner, mode) =>
    attempt('write', path, () => {
      try {
        writeNew(fs, temporary, content, fs.fsyncSync);
        if (owner) keepOwner(fs, temporary, owner);
        if (mode !== undefined) fs.chmodSync(temporary, mode);
        fs.renameSync(temporary, path);
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
    }),
  overwrite: (path, content, mode) => attempt('write', path, () => writeOver(fs, path, content, mode)),
  move: (from, to) => attempt('write', to, () => fs.renameSync(from, to)),
  append: (path, text) => attempt('write', path, () => appendAll(fs, path, text)),
  lengthOf: (path) => attempt('read', path, () => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
  shorten: (path, length) =>
    attempt('write', path, () => {
      const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > length) fs.truncateSync(path, length);
    }),
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

const MOST_BYTES = 8 * 2 ** 20;

/** Opened without waiting: a pipe that nobody writes to would hold the step, and no signal would be heard. */
function readRegular(fs: FileSystem, path: string): Buffer | undefined {
  let file: number;
  try {
    file = openAtOnce(fs, path, fs.constants.O_RDONLY);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return readBounded(fs, file, path, sizeOf(fs, file, path));
  } finally {
    fs.closeSync(file);
  }
}

/** By what is read, not by the size that the file has: below /proc that is 0, and a log grows meanwhile. */
function readBounded(fs: FileSystem, file: number, path: string, size: number): Buffer {
  const parts: Buffer[] = [];
  let length = Math.min(size, MOST_BYTES);
  for (let total = 0; ; length = 64 * 1024) {
    const part = Buffer.allocUnsafe(length + 1);
    const read = fs.readSync(file, part);
    if (read === 0) return Buffer.concat(parts, total);
    total += read;
    if (total > MOST_BYTES)
      throw new FileError(`${path} is larger than ${MOST_BYTES / 2 ** 20} MB, and is not read.`);
    parts.push(part.subarray(0, read));
  }
}

function openAtOnce(fs: FileSystem, path: string, flags: number): number {
  try {
    return fs.openSync(path, flags | (fs.constants.O_NONBLOCK ?? 0), 0o600);
  } catch (error) {
    // A pipe that nobody reads, or a socket.
    if (errno(error) === 'ENXIO') throw noRegularFile(path);
    throw error;
  }
}

/**
 * Bytes in a regular file. A folder gets past: the system's own error about it is clear.
 * @throws FileError of anything else
 */
function sizeOf(fs: FileSystem, file: number, path: string): number {
  const stat = fs.fstatSync(file);
  if (!stat.isFile() && !stat.isDirectory()) throw noRegularFile(path);
  return stat.size;
}

function noRegularFile(path: string): FileError {
  return new FileError(`${path} is a pipe or a device, not a regular file, and is not used.`);
}

/** Not by mkdir's own recursion: that one never ends below /proc. */
function makeFolders(fs: FileSystem, target: string): string[] {
  if (fs.existsSync(target)) return [];
  const parent = path.dirname(target);
  if (parent === target) throw new FileError(`There is no ${target}: the drive or share is missing.`);
  const parents = makeFolders(fs, parent);
  try {
    fs.mkdirSync(target, { mode: 0o700 });
  } catch (error) {
    // Another job may have made it at the same time.
    if (errno(error) === 'EEXIST' && fs.statSync(target).isDirectory()) return parents;
    throw error;
  }
  return [target, ...parents];
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

/**
 * `wx` refuses whatever is there, a link included.
 * @param settle called with the written file: fsync, so that its content is on disk before it is renamed over another
 */
function writeNew(
  fs: FileSystem,
  path: string,
  content: string,
  settle: (file: number) => void = () => {},
): void {
  const file = fs.openSync(path, 'wx', 0o600);
  try {
    fs.fchmodSync(file, 0o600);
    fs.writeFileSync(file, content);
    settle(file);
  } finally {
    fs.closeSync(file);
  }
}

function writeOver(fs: FileSystem, path: string, content: string, mode: number | undefined): void {
  const bytes = Buffer.from(content);
  const file = openAtOnce(fs, path, fs.constants.O_WRONLY | (fs.constants.O_NOFOLLOW ?? 0));
  try {
    if (sizeOf(fs, file, path) < bytes.length)
      throw new FileError(`Cannot write over ${path}, which would become longer.`);
    fs.writeSync(file, bytes, 0, bytes.length, 0);
    fs.ftruncateSync(file, bytes.length);
    if (mode !== undefined) fs.fchmodSync(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** A full disk takes the first half of a text; a runner that finds half a record fails the step, and post with it. */
function appendAll(fs: FileSystem, path: string, text: string): void {
  const { O_WRONLY, O_APPEND, O_CREAT } = fs.constants;
  const file = openAtOnce(fs, path, O_WRONLY | O_APPEND | O_CREAT);
  try {
    const size = sizeOf(fs, file, path);
    try {
      fs.writeFileSync(file, text);
    } catch (error) {
      try {
        fs.ftruncateSync(file, size);
      } catch {
        // The first error is the cause.
      }
      throw error;
    }
  } finally {
    fs.closeSync(file);
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

/** Undefined where nothing is, also because something that is no folder, or a loop of links, is on the way. */
function statusOf(fs: FileSystem, path: string): BigIntStats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false, bigint: true });
  } catch (error) {
    if (['ENOTDIR', 'ELOOP'].includes(errno(error) ?? '')) return undefined;
    throw error;
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

/** The system's code, such as ENOENT, of what made a file operation fail. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof FileError ? errno(error.cause) : errno(error);
}

function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function reason(error: unknown, target: string): string {
  switch (errno(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'this user lacks permission';
    case 'EROFS':
      return 'the file system is read-only';
    case 'EEXIST':
      return 'something is already there';
    case 'ENOTDIR':
      return `a part of ${path.dirname(target)} is not a folder`;
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOENT':
      return `the folder ${path.dirname(target)} does not exist`;
    case 'EBUSY':
      return os.platform() === 'win32'
        ? 'another program has it open'
        : 'it is mounted as a single file, as containers do (mount its folder instead)';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ELOOP':
      return 'it is a loop of symbolic links';
    default:
      return errno(error) ?? 'unknown reason';
  }
}
