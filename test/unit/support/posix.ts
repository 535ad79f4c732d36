/** Worlds made of memory have POSIX paths, which `path` of Windows writes its own way. */

import type { Files } from '../../../src/runtime/files.ts';
import { has } from '../../platform.ts';

/** A path of such a world, or a text with paths, whatever the platform has made of it. */
export const asPosix = (text: string): string =>
  has.posixPaths ? text : text.replace(/^[A-Za-z]:(?=\\)/, '').replaceAll('\\', '/');

/** The methods whose second argument is a path, too. */
const OF_TWO = ['isPathInside', 'isSame', 'replace', 'move'];

/** Files that find their paths however the platform writes them. */
export function withPosixPaths<Some extends Partial<Files>>(files: Some): Some {
  if (has.posixPaths) return files;
  const wrapped = Object.entries<(...parameters: unknown[]) => unknown>(files as never).map(
    ([name, method]) => [
      name,
      (first: string, second: string, ...rest: unknown[]) =>
        method(asPosix(first), OF_TWO.includes(name) ? asPosix(second) : second, ...rest),
    ],
  );
  return Object.fromEntries(wrapped) as Some;
}
