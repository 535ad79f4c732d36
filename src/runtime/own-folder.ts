import path from 'node:path';
import type { LocalContext } from './context.ts';

/**
 * Whether a folder's contents can be trusted: it belongs to this user or, for mounts that give all files one owner and
 * for `sudo`, to the owner of the folder it is in. False if nothing is there, or a link.
 */
export function isOwnFolder({ files, user }: Pick<LocalContext, 'files' | 'user'>, folder: string): boolean {
  const there = files.look(folder);
  if (there?.kind !== 'folder') return false;
  return there.uid === user || there.uid === files.look(files.resolve(path.dirname(folder)))?.uid;
}
