import path from 'node:path';
import type { LocalContext } from './context.ts';

type World = Pick<LocalContext, 'files' | 'user' | 'platform'>;

/** Ends the name of a private folder on a file system that keeps no modes, such as a share of Windows. */
export const OPEN = '-open';

/**
 * Whether a folder is ours: it belongs to this user or, for mounts that give all files one owner and for `sudo`, to the
 * owner of the folder it is in. False if nothing is there, or a link.
 */
export function isOwnFolder(world: World, folder: string): boolean {
  const there = world.files.look(folder);
  return there?.kind === 'folder' && ownersIn(world, folder).includes(there.uid);
}

/**
 * The text of a file in a private folder; undefined if there is none. Whoever can put another folder in its place, or
 * write to it, has nothing of theirs read.
 * @throws FileError if the file belongs to another user, or others may write to it and could do so no less when it was
 *   made
 */
export function readOwnFile(world: World, folder: string, name: string): string | undefined {
  const owners = ownersIn(world, folder);
  const keepsModes = world.platform !== 'win32' && !folder.endsWith(OPEN);
  return world.files.readOwn(
    path.join(folder, name),
    ({ uid, mode }) => owners.includes(uid) && !(keepsModes && mode & 0o022),
  );
}

function ownersIn({ files, user }: World, folder: string): (number | undefined)[] {
  return [user, files.look(files.resolve(path.dirname(folder)))?.uid];
}
