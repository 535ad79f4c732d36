import nodeFs, { type BigIntStats } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileError, messageOf } from '../errors.ts';
import { isPathInside, isSame, realPath } from './path-identity.ts';
import { type FileSystem, sharing } from './sharing.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Ownership {
  readonly owner?: Owner | undefined;
  readonly mode?: number | undefined;
}

export interface Existing extends Owner {
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  /** Permission bits, such as 0o600. */
  readonly mode: number;
  /** Equal for two paths to the same thing; undefined if the file system has no lasting numbers. */
  readonly identity?: string | undefined;
}

/** The files of the machine. Every error is a FileError that names the path. */
export interface Files {
  /** What is at a path, without following links; undefined if nothing is there. */
  look(path: string): Existing | undefined;
  /** The names in a folder. */
  list(path: string): readonly string[];
  /** UTF-8 text; undefined if there is no file. Follows links (a kubelet's token is one). Refuses pipes and devices. */
  read(path: string): string | undefined;
  /**
   * The same of a file that must be ours, judged by what was opened, since a path may lead elsewhere a moment later.
   * Follows no link in the place of the file.
   * @throws FileError if it is not
   */
  readOwn(path: string, isOurs: (file: Pick<Existing, 'uid' | 'mode'>) => boolean): string | undefined;
  /**
   * Creates a folder that only this user may enter; fails if anything is there.
   * @returns a warning if the folder was created but may be open to other users
   */
  createPrivateFolder(path: string): string | undefined;
  /** Creates a folder (0700) inside one that is private enough already; fails if anything is there. */
  createFolder(path: string): void;
  /**
   * Creates a folder (0700) and its parents unless they exist.
   * @returns the created ones, innermost first
   */
  ensureFolder(path: string): readonly string[];
  /** The real path, without links or alternative names, as far as it exists. */
  resolve(path: string): string;
  /** Whether a file, which need not exist, is in a folder or is the folder itself, under any name. */
  isPathInside(file: string, folder: string): boolean;
  /** Whether two paths lead to the same file, which need not exist. */
  isSame(one: string, other: string): boolean;
  /**
   * Tells without creating anything whether this user may create something at a path.
   * @throws FileError if not
   */
  assertCreatable(path: string): void;
  /** Creates a file (0600); fails if anything is there, including a link. */
  create(path: string, content: string): void;
  /**
   * Replaces a file in one step, through a temporary file.
   * @param as whose it becomes, and its permission bits; default this user's, 0600
   */
  replace(path: string, temporary: string, content: string, as?: Ownership): void;
  /**
   * Overwrites a file in place, for a full disk or a folder where nothing can be created. Never longer than before, so
   * that it needs no space.
   */
  overwrite(path: string, content: string, mode?: number): void;
  /** Moves a file or folder to a path where nothing is. Atomic on one file system. */
  move(from: string, to: string): void;
  /** Appends text to a file: all of it or, on failure, none. Refuses pipes and devices. */
  append(path: string, text: string): void;
  /** Bytes in a file; 0 if there is none. */
  lengthOf(path: string): number;
  /** Truncates a longer file to this many bytes, which needs no space. */
  shorten(path: string, length: number): void;
  /** Removes a file or link, if it exists. */
  remove(path: string): void;
  /** Removes a folder and its contents, if it exists, also where others still write to it. Links are not followed. */
  removeFolder(path: string): void;
  /** Removes a folder if it exists and is empty. */
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
  read: (path) => attempt('read', path, () => textIn(path, readRegular(fs, path))),
  readOwn: (path, isOurs) =>
    attempt('read', path, () => {
      const check = (file: number): void => {
        const { uid, mode } = fs.fstatSync(file);
        if (isOurs({ uid, mode: mode & 0o777 })) return;
        throw new FileError(`${path} belongs to another user, or others may write to it. It is not used.`);
      };
      return textIn(path, readRegular(fs, path, fs.constants.O_NOFOLLOW ?? 0, check));
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
  isPathInside: (file, folder) => attempt('read', file, () => isPathInside(fs, file, folder)),
  isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
  assertCreatable: (target) =>
    attempt('create', target, () => {
      const { W_OK, X_OK } = fs.constants;
      // With a slash at its end, the path of a file fails.
      fs.accessSync(path.join(path.dirname(target), path.sep), W_OK | X_OK);
    }),
  create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
  replace: (path, temporary, content, { owner, mode } = {}) =>
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
  removeFolder: (path) =>
    attempt('remove', path, () =>
      fs.rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 20 }),
    ),
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

/** Bytes. A larger file is not read. */
export const MOST_BYTES = 8 * 2 ** 20;

function textIn(path: string, bytes: Buffer | undefined): string | undefined {
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FileError(`${path} is not UTF-8 text.`, { cause });
  }
}

/** Opens without blocking: a pipe that nobody writes to would hold up the step, and signals would not be handled. */
function readRegular(
  fs: FileSystem,
  path: string,
  flags = 0,
  check: (file: number) => void = () => {},
): Buffer | undefined {
  let file: number;
  try {
    file = openAtOnce(fs, path, fs.constants.O_RDONLY | flags);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    check(file);
    return readBounded(fs, file, path, sizeOf(fs, file, path));
  } finally {
    fs.closeSync(file);
  }
}

/** Checks what is read, not the file's size, which is 0 in /proc and may grow meanwhile. */
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
    // A pipe without a reader, or a socket.
    if (errno(error) === 'ENXIO') throw noRegularFile(path);
    throw error;
  }
}

/**
 * Bytes in a regular file. A folder passes, since the system's own error about it is clear.
 * @throws FileError for anything else
 */
function sizeOf(fs: FileSystem, file: number, path: string): number {
  const stat = fs.fstatSync(file);
  if (!stat.isFile() && !stat.isDirectory()) throw noRegularFile(path);
  return stat.size;
}

function noRegularFile(path: string): FileError {
  return new FileError(`${path} is a pipe or a device, not a regular file, and is not used.`);
}

/** Not with mkdir's recursive option, which never ends in /proc. */
function makeFolders(fs: FileSystem, target: string): string[] {
  if (fs.existsSync(target)) {
    // Windows would say of anything below a file that it does not exist, as if a folder had just been removed.
    if (fs.statSync(target, { throwIfNoEntry: false })?.isFile())
      throw Object.assign(new Error(`${target} is a file.`), { code: 'ENOTDIR' });
    return [];
  }
  const parent = path.dirname(target);
  if (parent === target) throw new FileError(`There is no ${target}: the drive or share is missing.`);
  const parents = makeFolders(fs, parent);
  try {
    fs.mkdirSync(target, { mode: 0o700 });
  } catch (error) {
    // Another job may have created it at the same time.
    if (errno(error) === 'EEXIST' && fs.statSync(target).isDirectory()) return parents;
    throw error;
  }
  return [target, ...parents];
}

/** A read-only file system refuses to remove even what does not exist. */
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
 * `wx` refuses anything that exists, including a link.
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

/** A full disk may accept half of a text, and a runner that finds half a record fails the step, and post as well. */
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
        // Report the first error; it is the cause.
      }
      throw error;
    }
  } finally {
    fs.closeSync(file);
  }
}

/** Keeps the file's owner. Only root can do that; a group that this user is not in is lost. */
function keepOwner(fs: FileSystem, file: string, { uid, gid }: Owner): void {
  const own = fs.lstatSync(file);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fs.chownSync(file, uid, gid);
  } catch (error) {
    if (own.uid !== uid) throw error;
  }
}

/** Undefined if nothing is there, or if something on the way is not a folder or is a loop of links. */
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

/** The system's code, such as ENOENT, for a failed file operation. */
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

/** Runs an action on the runner's own files and folders. If this user lacks permission use them, the error says why. */
export function onRunnerFiles<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const mayNot = error instanceof FileError && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
    if (!mayNot) throw error;
    throw new FileError(messageOf(error), { code: 'runner.user', cause: error });
  }
}
