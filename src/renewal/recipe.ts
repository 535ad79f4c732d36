import path from 'node:path';
import { FileError } from '../errors.ts';
import type { Renewal } from '../plan/plan.ts';
import type { LocalContext } from '../runtime/context.ts';
import { readOwnFile } from '../runtime/own-folder.ts';
import { revealedJson, Secret } from '../secrets/secret.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';

/**
 * What the program behind a refreshing profile needs to get a credential again: a file in the login's private folder. It
 * holds no key and no token. Only a credentials URI in it may be secret, and there is no other way to keep that.
 */
export interface RenewalSpec {
  readonly renewal: Renewal;
  /** Empty: any account. */
  readonly allowedAccountIds: readonly string[];
  /** When the login finished, in milliseconds since 1970. */
  readonly began: number;
}

type NeedsOf = (kind: string) => readonly string[] | undefined;

/** Increased when an older program could misread the file. */
const VERSION = 1;

const NAME = 'refresh.json';

export function specFile(folder: string): string {
  return path.join(folder, NAME);
}

export function formatSpec(spec: RenewalSpec): string {
  return revealedJson({ version: VERSION, ...spec });
}

function revive(_name: string, value: unknown): unknown {
  const secret = textOf(asObject(value)?.['secret']);
  return secret === undefined ? value : Secret.of(secret, () => {});
}

/**
 * @param needsOf what the plan of a source must hold to be asked again; undefined if it cannot be
 * @throws FileError if it is gone, damaged or from another version, or somebody else can have written it
 */
export function readSpec(context: LocalContext, folder: string, needsOf: NeedsOf): RenewalSpec {
  const file = specFile(folder);
  const text = readOwnFile(context, folder, NAME);
  if (text === undefined) {
    throw new FileError(`${file} is gone.`, {
      hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
    });
  }
  const spec = parseObject(text, revive);
  if (spec?.['version'] !== undefined && spec['version'] !== VERSION) {
    throw new FileError(`${file} was written by another version of this action.`, {
      hint: 'Log in again, with one version in all steps of the job.',
    });
  }
  const renewal = renewalIn(asObject(spec?.['renewal']), needsOf);
  const { allowedAccountIds, began } = spec ?? {};
  if (!renewal || !isTexts(allowedAccountIds) || typeof began !== 'number')
    throw new FileError(`${file} is damaged.`, { hint: 'Log in again.' });
  return { renewal, allowedAccountIds, began };
}

/** We wrote the fields, in a folder that only this user may enter: check their shape, not each value. */
function renewalIn(value: JsonObject | undefined, needsOf: NeedsOf): Renewal | undefined {
  const { sts, hops } = value ?? {};
  const source = asObject(value?.['source']);
  const isWhole =
    needsOf(textOf(source?.['from']) ?? '')?.every((name) => isPart(source?.[name])) &&
    isSts(sts) &&
    Array.isArray(hops) &&
    hops.every((hop) => isRole(hop) && isSts(asObject(hop)?.['sts']));
  return isWhole ? (value as unknown as Renewal) : undefined;
}

function isPart(value: unknown): boolean {
  return value instanceof Secret || textOf(value) !== undefined || isRole(value);
}

function isRole(value: unknown): boolean {
  const role = asObject(value);
  const session = asObject(role?.['session']);
  return (
    textOf(role?.['roleArn']) !== undefined &&
    textOf(session?.['roleSessionName']) !== undefined &&
    typeof session?.['durationSeconds'] === 'number'
  );
}

function isSts(value: unknown): boolean {
  return textOf(asObject(value)?.['host']) !== undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
