import path from 'node:path';
import { diagnose } from '../diagnosis/diagnose.ts';
import { FileError, withErrorContext } from '../errors.ts';
import {
  type Cached,
  cachedFrom,
  cacheFile,
  formatCached,
  isAlive,
  isFresh,
  readCached,
} from '../renewal/cache.ts';
import { give } from '../renewal/give.ts';
import { type RenewalSpec, readSpec } from '../renewal/recipe.ts';
import type { Context } from '../runtime/context.ts';
import type { Files } from '../runtime/files.ts';
import { readOwnFile } from '../runtime/own-folder.ts';
import { printError } from '../runtime/stdout.ts';
import { silentLog } from '../runtime/system.ts';
import { withTimeLimit } from '../runtime/time-limit.ts';
import { shownOf } from '../secrets/lookalikes.ts';
import { type Held, withLock } from '../shared-file/lock.ts';
import { providerOf } from '../sources/providers.ts';
import { logIn } from '../sources/role-chain.ts';
import { stsClient } from '../sts/client.ts';
import { parseObject, textOf } from '../text/json.ts';
import { identify, refuseForeignAccount } from './identity.ts';
import { exitDespitePendingDns, systemContext } from './step.ts';

/** Seconds. The SDKs end a command after 60, some of them without a word. */
const TIME_LIMIT = 45;

/** Seconds for an attempt: less than others wait for its lock, so that they learn why it failed. */
const ATTEMPT = 25;

/** Another process's attempt, which this one waited for, has failed. */
class FailedMeanwhile extends Error {}

/**
 * Prints a fresh credential or, if none can be had and the previous one is still good for a while, that one. What went
 * wrong is one line on standard error; without a credential the process ends with 1.
 *
 * @param folder the login's private folder
 */
export async function renewAndPrint(folder: string): Promise<void> {
  const context = withTimeLimit(systemContext(new Map(), silentLog()), TIME_LIMIT, notWithin(TIME_LIMIT));
  try {
    const { line } = await renew(context, folder);
    give(line);
  } catch (error) {
    const last = readCached(context, folder);
    const serves = last !== undefined && isAlive(last, context.clock.now()) && isGiven(last.line);
    printError(
      `${told(context, error)}${serves ? ' The previous credential is returned: it has not expired yet.' : ''}\n`,
    );
    if (!serves) process.exitCode = 1;
  }
  exitDespitePendingDns();
}

function isGiven(line: string): boolean {
  try {
    give(line);
    return true;
  } catch {
    return false;
  }
}

/**
 * One exchange, however many processes of the job need a credential at once: the others wait, and find it in the cache.
 */
async function renew(context: Context, folder: string): Promise<Cached> {
  const { files, clock, random } = context;
  const began = clock.now();
  // Read this first, for the better error if the login is gone.
  readSpec(context, folder);
  const cache = cacheFile(folder);
  const attempt = async (held: Held): Promise<Cached> => {
    const spec = readSpec(context, folder);
    const cached = readCached(context, folder);
    if (cached && isFresh(cached, clock.now())) return cached;
    const failure = failureSince(context, folder, began);
    if (failure !== undefined) throw new FailedMeanwhile(failure);
    const limited = withTimeLimit(context, ATTEMPT, notWithin(ATTEMPT));
    try {
      const renewed = await held.working(() => logInAgain(limited, folder, held, spec));
      files.replace(cache, held.file('new'), formatCached(renewed));
      return renewed;
    } catch (error) {
      leaveFailure(files, held, folder, told(context, error), clock.now());
      throw error;
    }
  };
  // Everything is written by way of the lock, and the lock never makes the folder: once post or a logout has removed
  // them, nothing can come back.
  return withLock(context, { path: cache, id: random.uuid() }, attempt);
}

async function logInAgain(context: Context, folder: string, held: Held, spec: RenewalSpec): Promise<Cached> {
  const { renewal, allowedAccountIds, began } = spec;
  const { again } = providerOf(renewal.source);
  again?.check(context);
  const sts = stsClient(context);
  const obtained = context.clock.now();
  const file = (name: string): string => `${folder}/${name}`;
  const tools = { context, sts, folder: { file, scratch: held.file } };
  const login = await withErrorContext({}, () => logIn(renewal, tools)).catch((error: unknown) => {
    throw again?.explain(error, context.clock.now() - began) ?? error;
  });
  const { credential } = login;
  const asked = { sts: renewal.sts, allowedAccountIds };
  refuseForeignAccount(asked, await identify(sts, asked, login));
  const cached = credential.kind === 'sts' ? cachedFrom(credential, obtained, sts.clockOffset()) : undefined;
  if (!cached || !isAlive(cached, context.clock.now()))
    throw new FileError('By this machine’s clock, the new credential has already expired.');
  return cached;
}

function notWithin(seconds: number): string {
  return `No credential was obtained within ${seconds} seconds.`;
}

/** On one line: tools include it in their own messages. */
function told({ log }: Context, error: unknown): string {
  if (error instanceof FailedMeanwhile) return shownOf(error.message, log.redactEcho, LONGEST_LINE);
  return log
    .redact(`alicloud-credentials: ${diagnose(error).short}`)
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_LINE);
}

/** Characters. */
const LONGEST_LINE = 2_000;

/**
 * Records in the login's private folder why an attempt to get a credential failed: processes that waited for that
 * attempt fail with the same message instead of each asking a service that is down. Contains nothing secret, and whatever
 * somebody else may have put there is made safe to show.
 */
const FAILURE = 'failure.json';

/** @param ended when the attempt did, in milliseconds since 1970 by this machine's clock */
function leaveFailure(files: Files, held: Held, folder: string, told: string, ended: number): void {
  try {
    files.replace(path.join(folder, FAILURE), held.file('failure'), JSON.stringify({ told, ended }));
  } catch {
    // If this fails, on a full disk for example, the others find out for themselves.
  }
}

/** Why an attempt that ended after the given moment failed; undefined if none did. */
function failureSince(context: Context, folder: string, moment: number): string | undefined {
  try {
    const { told, ended } = parseObject(readOwnFile(context, folder, FAILURE) ?? '') ?? {};
    return typeof ended === 'number' && ended >= moment ? textOf(told) : undefined;
  } catch {
    return undefined;
  }
}
