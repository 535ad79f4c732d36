import path from 'node:path';
import { FileError } from '../../errors.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import { readLogins, targetOf } from './change.ts';
import type { ProfileEntry } from './entry.ts';
import { loginsIn, type Target } from './logins.ts';

/**
 * Removes what SDKs have left beside the file. They rewrite config.json (to save the keys of a profile that renews
 * itself, for example) through `config.json.tmp-<time>`. An SDK that is killed at that point leaves it behind, with our
 * profile in it.
 *
 * Source: credentials-go, cli_profile.go (nanoseconds); alibabacloud-credentials for Python, cli_profile.py
 * (microseconds).
 * @throws FileError
 */
export async function removeStrays(context: LocalContext, entry: ProfileEntry): Promise<void> {
  if (entry.format !== 'config.json') return;
  const { files } = context;
  const file = files.resolve(entry.path);
  const folder = path.dirname(file);
  if (!files.look(folder)) return;
  const prefix = `${path.basename(file)}.tmp-`;
  for (const name of files.list(folder)) {
    const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (!/^\d{16,19}$/.test(digits)) continue;
    const stray = await targetOf({ ...entry, path: path.join(folder, name) });
    if (isOurs(context, entry, stray, Number(digits.slice(0, 13)))) files.remove(stray.path);
  }
}

/** @param made milliseconds since 1970 */
function isOurs({ files }: LocalContext, entry: ProfileEntry, { format, path: stray }: Target, made: number) {
  if (files.look(stray)?.kind !== 'file') return false;
  try {
    const text = files.read(stray) ?? '';
    const mark = format.markOf(text, stray, entry.profile);
    if (mark !== undefined) return fingerprint(entry.id, mark) === entry.mark;
    if (text !== '') return false;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
  // The content of a file that is truncated or cannot be read says nothing, but its time does.
  return made >= beginningOf(files, entry);
}

/** When the login began, in milliseconds since 1970; infinity if unknown. */
function beginningOf(files: LocalContext['files'], entry: ProfileEntry): number {
  try {
    const login = loginsIn(readLogins(files, entry.path)).find(({ id }) => id === entry.id);
    return login?.began ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
