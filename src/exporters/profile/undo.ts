import path from 'node:path';
import { FileError, messageOf } from '../../errors.ts';
import { isPrivateFolder } from '../../record/private-folder.ts';
import type { SharedFile } from '../../record/state.ts';
import type { LocalContext } from '../../runtime/context.ts';
import { type Held, release, withLock } from '../../runtime/file-lock.ts';
import { fingerprint } from '../../secrets/fingerprint.ts';
import {
  attempt,
  put,
  putLogins,
  readLogins,
  removeLogins,
  takeAway,
  targetOf,
  withoutDead,
  writeLogins,
} from './change.ts';
import type { ProfileEntry } from './entry.ts';
import {
  announcing,
  type Left,
  type Logins,
  leave,
  leaveUntouched,
  loginsIn,
  remove,
  type State,
  stay,
  type Target,
} from './logins.ts';
import { loginsFileOf } from './logins-file.ts';
import { removeStrays } from './strays.ts';

/**
 * Removes the profile from the file if it is still ours, and restores what it replaced.
 * @returns false if somebody has changed it since, or it is gone
 * @throws FileError; what the owner had is kept beside the file if it could not be restored
 */
export async function undoProfile(
  context: LocalContext,
  entry: ProfileEntry,
  isDone: boolean,
): Promise<boolean> {
  if (!entry.begun) {
    release(context, entry.path, entry.id);
    await leaveFolders(context, entry, entry.madeFolders);
    return true;
  }
  // Whatever happens to files beside it, undo the file itself.
  const beside = await removeStrays(context, entry).catch((error: unknown) => error);
  const undone = await undoFile(context, entry, isDone);
  if (beside) throw beside;
  return undone;
}

async function undoFile(context: LocalContext, entry: ProfileEntry, isDone: boolean): Promise<boolean> {
  const { files } = context;
  const { path: file } = entry;
  if (!files.look(file) && !files.look(loginsFileOf(file))) {
    release(context, file, entry.id);
    removeFolders(context, entry.madeFolders);
    return !(isDone && isMissed(context, entry));
  }
  const { undone, emptied } = await locked(context, entry, (held) => takeBack(context, entry, isDone, held));
  await leaveFolders(context, entry, emptied);
  return undone;
}

/** Warns if the file is gone together with the profile: somebody may have moved it. */
function isMissed(context: LocalContext, { path: file, profile }: ProfileEntry): boolean {
  if (isPrivateFolder(context, path.dirname(file))) return false;
  context.log.warning(
    `${file} is gone, and with it the profile “${profile}”. If it was moved, remove that profile there.`,
  );
  return true;
}

/** Removes what the login with this private folder has left in a file, of which no more than its list of logins is known. */
export async function undoLostProfiles(
  context: LocalContext,
  { path: file, format: name }: SharedFile,
  folder: string,
): Promise<void> {
  const { files } = context;
  if (!files.look(loginsFileOf(file))) return;
  const format = name === 'credentials.ini' ? name : 'config.json';
  const target = await targetOf({ format, path: file });
  const emptied = await withLock(context, file, context.random.uuid(), async (held) => {
    const logins = readLogins(files, file);
    const own = loginsIn(logins).find((login) => login.folder === folder);
    if (!own || !logins) return [];
    const { id } = own;
    const { madeFolders } = logins;
    const was = { text: files.read(file), logins };
    const entry = { kind: 'profile', format, path: file, profile: '', id, mark: '', madeFolders } as const;
    const left = leave(target, was, id);
    await save(context, entry, held, file, was, left);
    return left.logins ? [] : madeFolders;
  });
  removeFolders(context, emptied);
}

/** Leaves the profile where it is, for good. */
export async function discardProfile(context: LocalContext, entry: ProfileEntry): Promise<void> {
  const { files } = context;
  const target = await targetOf(entry);
  await withLock(context, entry.path, entry.id, (held) => {
    const state = { text: files.read(entry.path), logins: readLogins(files, entry.path) };
    const { logins } = stay(target, state, entry.id);
    if (logins) writeLogins(files, held, entry.path, logins, files.look(loginsFileOf(entry.path)));
    else removeLogins(files, held, entry.path);
  });
}

interface Undone {
  readonly undone: boolean;
  /** Folders that were made for the file and may be empty now. Remaining logins take them over. */
  readonly emptied: readonly string[];
}

/**
 * Runs an action with the file locked. If the lock cannot be obtained, the action runs anyway: a full disk, or a folder
 * where nothing can be created, is no reason to leave a credential behind, and no other login can write there either.
 */
async function locked<T>(
  context: LocalContext,
  { path: file, id }: ProfileEntry,
  action: (held: Held | undefined) => Promise<T>,
): Promise<T> {
  let isHeld = false;
  try {
    return await withLock(context, file, id, (held) => {
      isHeld = true;
      return action(held);
    });
  } catch (error) {
    if (isHeld || !(error instanceof FileError)) throw error;
    return action(undefined);
  }
}

async function takeBack(
  context: LocalContext,
  entry: ProfileEntry,
  isDone: boolean,
  held: Held | undefined,
): Promise<Undone> {
  const { files, log } = context;
  // Somebody may have moved the file and left a link; the secret is where the link leads.
  const file = files.resolve(entry.path);
  const text = files.read(file);
  const logins = attempt(() => readLogins(files, entry.path));
  if (logins instanceof FileError || !loginsIn(logins).some(({ id }) => id === entry.id)) {
    const known = logins instanceof FileError ? undefined : logins;
    const target = await targetOf({ ...entry, path: file });
    const wasThere = takeOut(context, entry, held, target, { text, logins: known });
    if (logins instanceof FileError) throw logins;
    if (wasThere && !logins) throw lostLogins(entry);
    // If other jobs were faster, taking the lock may have created the folder again.
    return { undone: true, emptied: [...entry.madeFolders, ...(held?.madeFolders ?? [])] };
  }
  const was = { text, logins };
  const left = leaveUntouched(was, entry.id) ?? (await leaveChanged(context, entry, file, was));
  await save(context, entry, held, file, was, left);
  if (left.isForeign)
    log.warning(`Somebody has changed the profile “${entry.profile}” in ${file} since. It is left as it is.`);
  const isGone = text === undefined && isDone && isMissed(context, entry);
  return {
    undone: !left.isForeign && !isGone,
    emptied: left.logins ? [] : [...entry.madeFolders, ...(logins?.madeFolders ?? [])],
  };
}

async function leaveChanged(
  context: LocalContext,
  entry: ProfileEntry,
  file: string,
  was: State,
): Promise<Left> {
  const { text, logins } = was;
  const target = await targetOf({ ...entry, path: file });
  const state = { text: unlessUnfinished(target, text, logins), logins };
  const left = attempt(() => leave(target, withoutDead(context, target, state), entry.id));
  if (left instanceof FileError) throw logins?.before.text === undefined ? left : kept(left, entry);
  return left;
}

/** Treats what a killed tool left of a file that it was rewriting as an empty file. */
function unlessUnfinished({ format }: Target, text: string | undefined, logins: Logins | undefined) {
  const ours = (logins?.stacks ?? []).map(({ name }) => name);
  return text !== undefined && format.isUnfinished(text, logins?.before.text, ours) ? '' : text;
}

/**
 * Writes what is left. The logins come last: if the process is killed before that, the file itself shows that our
 * profile is gone.
 */
async function save(
  { files }: LocalContext,
  entry: ProfileEntry,
  held: Held | undefined,
  file: string,
  was: State & { readonly logins: Logins | undefined },
  left: Left,
): Promise<void> {
  const owner = files.look(file);
  const madeFolders = [...new Set([...entry.madeFolders, ...(was.logins?.madeFolders ?? [])])];
  const changes = left.text !== was.text;
  if (held && changes && left.logins && was.logins) {
    const { written, isChanged } = left.logins;
    const announced = announcing({ ...was.logins, written, isChanged }, was.text);
    attempt(() => writeLogins(files, held, entry.path, announced, owner));
  }

  const mode = left.logins ? undefined : was.logins?.before.mode;
  if (left.text === undefined) {
    takeAway(files, held, file);
  } else if (changes || (mode !== undefined && owner?.mode !== mode)) {
    try {
      put(files, held, file, left.text, { owner, mode });
    } catch (error) {
      // Remove ours in any case; what it replaced stays in the logins.
      const { format } = await targetOf({ ...entry, path: file });
      const without = format.restore(
        was.text ?? '',
        file,
        entry.profile,
        undefined,
        undefined,
        (left.logins?.stacks ?? []).map(({ name }) => name),
      );
      put(files, held, file, without, { owner });
      throw kept(error, entry);
    }
  }
  if (!left.logins) removeLogins(files, held, entry.path);
  else putLogins(files, held, entry.path, { ...left.logins, madeFolders }, owner);
}

/** Removes the profile if the logins do not say what it replaced, or no longer list it. */
function takeOut(
  { files }: LocalContext,
  entry: ProfileEntry,
  held: Held | undefined,
  target: Target,
  { text, logins }: State,
): boolean {
  const { format, path: file } = target;
  const mark = text === undefined ? undefined : format.markOf(text, file, entry.profile);
  if (text === undefined || mark === undefined || fingerprint(entry.id, mark) !== entry.mark) return false;
  const rest = remove(target, { text, logins }, entry.profile);
  const owner = files.look(file);
  const announced = rest.logins;
  if (held && announced) attempt(() => writeLogins(files, held, entry.path, announced, owner));
  if (rest.text === undefined) takeAway(files, held, file);
  else put(files, held, file, rest.text, { owner });
  return true;
}

function kept(error: unknown, { path: file }: ProfileEntry): FileError {
  return new FileError(`${messageOf(error)} What was there before is kept in ${loginsFileOf(file)}.`, {
    cause: error,
  });
}

function lostLogins({ path: file, profile }: ProfileEntry): FileError {
  return new FileError(
    `${loginsFileOf(file)} is gone. The profile “${profile}” was removed from ${file}; one that was there before under this name could not be restored.`,
  );
}

/**
 * Removes the folders that were made for the file. If another login has come meanwhile, hands them over to it, since it
 * took them for the owner's.
 */
async function leaveFolders(
  context: LocalContext,
  { path: file, id }: ProfileEntry,
  folders: readonly string[],
): Promise<void> {
  const { files } = context;
  const folder = path.dirname(file);
  const isBusy = (): boolean =>
    files.look(folder) !== undefined &&
    files.list(folder).every((name) => name.startsWith(path.basename(file)));
  removeFolders(context, folders);
  for (let tries = 1; tries <= MOST_TRIES && folders.includes(folder) && isBusy(); tries++) {
    const isTold = await withLock(context, file, id, (held) => {
      const logins = readLogins(files, file);
      if (!logins) return false;
      const madeFolders = [...new Set([...folders, ...logins.madeFolders])];
      writeLogins(files, held, file, { ...logins, madeFolders }, files.look(file));
      return true;
    });
    if (isTold) return;
    removeFolders(context, folders);
  }
}

const MOST_TRIES = 5;

function removeFolders({ files }: LocalContext, folders: readonly string[]): void {
  for (const folder of new Set(folders)) files.removeEmptyFolder(folder);
}
