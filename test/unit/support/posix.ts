/** Worlds made of memory have POSIX paths, which `path` of Windows writes its own way. */

import path from 'node:path';

/** A path of such a world, or a text with paths, whatever the platform has made of it. */
export const asPosix = (text: string): string =>
  path.sep === '/' ? text : text.replace(/^[A-Za-z]:(?=\\)/, '').replaceAll('\\', '/');
