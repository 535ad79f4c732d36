import path from 'node:path';
import type { StsCredential } from '../credentials.ts';
import type { LocalContext } from '../runtime/context.ts';
import { readOwnFile } from '../runtime/own-folder.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';
import { formatTime } from '../text/time.ts';

/**
 * The latest credential of a refreshing profile, in the login's private folder. Times are this machine's, in
 * milliseconds since 1970: tools compare what they are told with the machine's clock, even where that is wrong.
 */
export interface Cached {
  /** What the program prints: one line of JSON. */
  readonly line: string;
  readonly obtained: number;
  readonly expires: number;
}

const NAME = 'credential.json';

export function cacheFile(folder: string): string {
  return path.join(folder, NAME);
}

/**
 * @param obtained when it was asked for, by this machine's clock
 * @param offset milliseconds by which that clock is slow, where the service has told its own
 */
export function cachedFrom(credential: StsCredential, obtained: number, offset: number): Cached | undefined {
  const { expiration } = credential;
  if (!expiration) return undefined;
  const expires = expiration.getTime() - offset;
  return { line: answerOf(credential, new Date(expires)), obtained, expires };
}

/**
 * What every tool that supports mode External accepts. Without `mode` the aliyun CLI would run the command forever;
 * Python's SDK accepts no milliseconds in times, and Go's treats a missing time as expired.
 */
function answerOf({ accessKeyId, accessKeySecret, securityToken }: StsCredential, expires: Date): string {
  return JSON.stringify({
    mode: 'StsToken',
    access_key_id: accessKeyId.reveal(),
    access_key_secret: accessKeySecret.reveal(),
    sts_token: securityToken.reveal(),
    expiration: formatTime(expires),
  });
}

export function formatCached(cached: Cached): string {
  return JSON.stringify(cached);
}

/** Undefined if there is none, only part of one, or one that somebody else can have written. */
export function readCached(
  world: Pick<LocalContext, 'files' | 'user' | 'platform'>,
  folder: string,
): Cached | undefined {
  try {
    const cached = parseObject(readOwnFile(world, folder, NAME) ?? '');
    const line = textOf(cached?.['line']);
    const { obtained, expires } = cached ?? {};
    if (line === undefined || typeof obtained !== 'number' || typeof expires !== 'number') return undefined;
    return textOf(asObject(JSON.parse(line))?.['mode']) === undefined
      ? undefined
      : { line, obtained, expires };
  } catch {
    return undefined;
  }
}

/** Whether more than a third of its lifetime is left. False if the clock was set back. */
export function isFresh({ obtained, expires }: Cached, now: number): boolean {
  return now >= obtained - TOLERANCE && expires - now > (expires - obtained) / 3;
}

export function isAlive({ obtained, expires }: Cached, now: number): boolean {
  return now >= obtained - TOLERANCE && expires - now > SHORTEST_USE;
}

/** Milliseconds. Clocks are corrected in small steps all the time. */
const TOLERANCE = 60_000;

/** Milliseconds in which a tool can still make a request. */
const SHORTEST_USE = 2_000;
