import path from 'node:path';
import { FileError } from '../errors.ts';
import type { Renewal } from '../plan/plan.ts';
import type { LocalContext } from '../runtime/context.ts';
import { readOwnFile } from '../runtime/own-folder.ts';
import { revealedJson, Secret } from '../secrets/secret.ts';
import { asObject, parseObject, textOf } from '../text/json.ts';

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
 * What `formatSpec` wrote, field by field: the file is this user's own, and whole, since it is JSON.
 * @throws FileError if it is gone, damaged or from another version, or somebody else can have written it
 */
export function readSpec(context: LocalContext, folder: string): RenewalSpec {
  const file = specFile(folder);
  const text = readOwnFile(context, folder, NAME);
  if (text === undefined) {
    throw new FileError(`${file} is gone.`, {
      hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
    });
  }
  const spec = parseObject(text, revive);
  if (!spec) throw new FileError(`${file} is damaged.`, { hint: 'Log in again.' });
  if (spec['version'] !== VERSION) {
    throw new FileError(`${file} was written by another version of this action.`, {
      hint: 'Log in again, with one version in all steps of the job.',
    });
  }
  return spec as unknown as RenewalSpec;
}
