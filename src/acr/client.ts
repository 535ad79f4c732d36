import path from 'node:path';
import { ActionError } from '../errors.ts';
import { CLIENTS, type ClientName } from '../inputs/other-actions.ts';
import type { LocalContext } from '../runtime/context.ts';

/** A program that keeps logins of registries for later steps. */
export interface Client {
  readonly name: ClientName;
  /** Its absolute path. */
  readonly program: string;
}

/**
 * Finds it on PATH, but not by the system, which may look in the workspace first.
 * @param wanted undefined for the first of them that is there
 * @throws ActionError `acr.no-client`
 */
export function findClient({ env, files, platform }: LocalContext, wanted?: ClientName): Client {
  const folders = (env.get('PATH') ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const isFile = (file: string): boolean => files.look(files.resolve(file))?.kind === 'file';
  for (const name of wanted ? [wanted] : CLIENTS) {
    const file = platform === 'win32' ? `${name}.exe` : name;
    const program = folders.map((folder) => path.join(folder, file)).find(isFile);
    if (program) return { name, program };
  }
  throw new ActionError('acr.no-client', `There is no ${wanted ?? CLIENTS.join(', ')} on PATH.`);
}

/** Docker's file of logins, which nerdctl uses as well; podman and buildah, only where DOCKER_CONFIG is set. */
export function loginFile({ env, home }: LocalContext): string {
  const folder = env.get('DOCKER_CONFIG') || path.join(home() ?? '/', '.docker');
  return path.resolve(folder, 'config.json');
}
