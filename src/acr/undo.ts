import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { FileError } from '../errors.ts';
import { type Entry, findLogins, type Undoable } from '../record/record.ts';
import type { LocalContext } from '../runtime/context.ts';
import { runProgram } from '../runtime/program.ts';
import { checksum } from '../secrets/fingerprint.ts';
import { shownOf } from '../secrets/lookalikes.ts';
import { type Held, withLock } from '../shared-file/lock.ts';
import { put, takeAwayOrEmpty } from '../shared-file/write.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';

/** Of a file; null if there is none. */
type Text = string | null;

/** By which clients find where they keep logins. The step that undoes one may have others. */
export const CLIENT_VARIABLES = [
  'DOCKER_CONFIG',
  'REGISTRY_AUTH_FILE',
  'XDG_RUNTIME_DIR',
  'HOME',
  'USERPROFILE',
];

/** The logins of one step. */
export interface RegistryEntry extends Entry {
  readonly kind: 'registry';
  readonly mayReturn: true;
  /** The client. */
  readonly program: string;
  /** Those of CLIENT_VARIABLES that it was run with. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Where docker keeps logins. */
  readonly file: string;
  /** The file before; undefined where the record is lost. */
  readonly before?: Text;
  /** Whether the client makes the folder of the file. */
  readonly makesFolder: boolean;
  readonly salt: string;
  /** From a registry to the checksum of its login. */
  readonly logins: Readonly<Record<string, string>>;
}

/**
 * What docker’s file says: settings and, by registry, logins.
 * @throws FileError if it is not JSON: a client would write a new one over it
 */
export function parseLogins(text: string, file: string): { settings: JsonObject; auths: JsonObject } {
  const object = parseObject(text.trim() || '{}');
  if (!object) throw new FileError(`${file} is not a JSON object.`, { hint: 'Correct it, or remove it.' });
  const { auths, ...settings } = object;
  return { settings, auths: asObject(auths) ?? {} };
}

/** Logs out of exactly these registries, and gives back what docker's file said of them before. */
export const registry: Undoable<RegistryEntry> = {
  undo: takeBack,
  undoLost: async (context, { format }) => void (await takeBack(context, JSON.parse(format))),
};

/** Milliseconds for each registry. */
const PATIENCE = 15_000;

async function takeBack(context: LocalContext, entry: RegistryEntry): Promise<boolean> {
  const { files, log, random } = context;
  const { program, logins } = entry;
  const variables = CLIENT_VARIABLES.map((name) => [name, entry.variables[name]]);
  const env = { ...context.env.initial, ...Object.fromEntries(variables) };
  const replaced: string[] = [];
  let isOut = true;
  for (const host of Object.keys(logins).toReversed()) {
    const login = parseLogins(files.read(entry.file) ?? '', entry.file).auths[host];
    const auth = authIn(login);
    // Somebody has logged in there since.
    if (auth !== undefined && !isOurs(entry, auth, host)) continue;
    if (login) replaced.push(host);
    const signal = AbortSignal.timeout(PATIENCE);
    const run = { parameters: ['logout', host], input: '', signal, env };
    const { code, said } = await runProgram(program, run);
    // What a client leaves in the file is taken out below.
    const isDone = code === 0 || auth !== undefined || /not logged in/i.test(said);
    if (!isDone) log.warning(`Could not log out of ${host}: ${shownOf(said.trim(), log.redactEcho, 16_384)}`);
    else if (login) log.info(`Logged out of ${host}.`);
    isOut &&= isDone;
  }

  const file = files.resolve(entry.file);
  const now = (): Text => files.read(file) ?? null;
  const next = (): Text => restored(context, now(), entry, replaced);
  if (next() !== now()) {
    const undo = (held: Held): void => {
      const text = next();
      const there = files.look(file);
      if (text === null) takeAwayOrEmpty(files, held, file);
      else put(files, held, file, { text, owner: there, mode: there?.mode });
    };
    await withLock(context, { path: file, id: random.uuid() }, undo, () => {});
  }
  // Docker makes the folder as well.
  if (entry.makesFolder) files.removeEmptyFolder(path.dirname(entry.file));
  return isOut;
}

/**
 * The file without our logins: byte for byte as before if it says the same, but for the settings that docker does not
 * know, which it drops, and for the credential helper that it sets where it finds one.
 * @param replaced where our login stood until now, so that an earlier one comes back
 */
function restored(context: LocalContext, text: Text, entry: RegistryEntry, replaced: string[]): Text {
  const { before, file } = entry;
  const { settings, auths: standing } = parseLogins(text ?? '', file);
  const was = parseLogins(before ?? '', file);
  const auths = { ...standing };
  for (const host of replaced) {
    if (isOurs(entry, authIn(auths[host]), host)) delete auths[host];
    const earlier = was.auths[host];
    if (!auths[host] && earlier && mayStay(context, authIn(earlier), host)) auths[host] = earlier;
  }
  const known: JsonObject = { credsStore: settings['credsStore'], ...was.settings };
  const isSame =
    isDeepStrictEqual(auths, was.auths) &&
    Object.keys(settings).every((name) => isDeepStrictEqual(settings[name], known[name]));
  if (before !== undefined && isSame) return before;
  // As docker writes it.
  return isDeepStrictEqual(auths, standing) ? text : JSON.stringify({ auths, ...settings }, null, '\t');
}

/** Whether somebody will take it away: not so, if Container Registry gave it to another job, which may be over. */
function mayStay(context: LocalContext, auth: string | undefined, host: string): boolean {
  const isTemporary = Buffer.from(auth ?? '', 'base64')
    .toString()
    .startsWith('cr_temp_user:');
  const own = findLogins(context, () => {}).flatMap(
    ({ record }) => record.entries as readonly RegistryEntry[],
  );
  return !isTemporary || own.some((entry) => entry.kind === 'registry' && isOurs(entry, auth, host));
}

/** The login itself; undefined where a credential helper has it, or nobody is logged in. */
function authIn(login: unknown): string | undefined {
  return textOf(asObject(login)?.['auth']);
}

function isOurs({ salt, logins }: RegistryEntry, auth: string | undefined, host: string): boolean {
  return auth !== undefined && checksum(salt, auth) === logins[host];
}
