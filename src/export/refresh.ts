import { cachedFrom, cacheFile, formatCached } from '../renewal/cache.ts';
import { renewingCommand } from '../renewal/command.ts';
import { formatSpec, specFile } from '../renewal/recipe.ts';
import type { LocalContext } from '../runtime/context.ts';
import type { ExportContext } from './exporter.ts';

/**
 * Leaves what the program behind a refreshing profile needs in the login's private folder, which is removed when the
 * job ends: how to log in again, and the current credential, so that a tool's first call is answered at once.
 * @returns the command that runs the program
 */
export function leaveRenewal(
  context: LocalContext,
  { credential, again, folder }: Pick<ExportContext, 'credential' | 'again' | 'folder'>,
): string {
  if (!again || credential.kind !== 'sts')
    throw new Error('Planning refuses a source that cannot be asked again.');
  const { files, clock } = context;
  const { renewal, allowedAccountIds, clockOffset } = again;
  const command = renewingCommand(context, folder.path());
  const began = clock.now();
  files.create(specFile(folder.path()), formatSpec({ renewal, allowedAccountIds, began }));
  const cached = cachedFrom(credential, began, clockOffset);
  if (cached) files.create(cacheFile(folder.path()), formatCached(cached));
  return command;
}
