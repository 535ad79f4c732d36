import path from 'node:path';
import { FileError } from '../errors.ts';
import type { RenewableSource, Renewal } from '../plan.ts';
import type { Files } from '../runtime/files.ts';
import { Secret } from '../secrets/secret.ts';
import { asObject, type JsonObject, parseObject, textOf } from '../text/json.ts';

/**
 * What the program behind a refreshing profile needs to get a credential again: a file in the login's private folder. It
 * holds no key and no token. Only a credentials URI in it may be secret, and there is no other way to keep that.
 */
export interface Recipe {
  readonly renewal: Renewal;
  /** Empty: any account. */
  readonly allowedAccountIds: readonly string[];
  /** When the login finished, in milliseconds since 1970. */
  readonly began: number;
}

/** Increased when an older program could misread the file. */
const VERSION = 1;

const NAME = 'refresh.json';

export function recipeFile(folder: string): string {
  return path.join(folder, NAME);
}

export function formatRecipe({ renewal, ...rest }: Recipe): string {
  const { source } = renewal;
  const revealed = source.from === 'credentials_uri' ? { ...source, uri: source.uri?.reveal() } : source;
  return JSON.stringify({ version: VERSION, ...rest, renewal: { ...renewal, source: revealed } });
}

/** @throws FileError if it is gone, damaged or from another version */
export function readRecipe(files: Files, folder: string): Recipe {
  const file = recipeFile(folder);
  const text = files.read(file);
  if (text === undefined) {
    throw new FileError(`${file} is gone.`, {
      hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
    });
  }
  const recipe = parseObject(text);
  if (recipe?.['version'] !== undefined && recipe['version'] !== VERSION) {
    throw new FileError(`${file} was written by another version of this action.`, {
      hint: 'Log in again, with one version in all steps of the job.',
    });
  }
  const renewal = renewalIn(asObject(recipe?.['renewal']));
  const { allowedAccountIds, began } = recipe ?? {};
  if (!renewal || !isTexts(allowedAccountIds) || typeof began !== 'number')
    throw new FileError(`${file} is damaged.`, { hint: 'Log in again.' });
  return { renewal, allowedAccountIds, began };
}

/** We wrote the fields, in a folder that only this user may enter: check their shape, not each value. */
function renewalIn(value: JsonObject | undefined): Renewal | undefined {
  const source = sourceIn(asObject(value?.['source']));
  if (!source || !isSts(value?.['sts']) || !Array.isArray(value?.['hops'])) return undefined;
  const hops: unknown[] = value['hops'];
  if (!hops.every((hop) => isRole(hop) && isSts(asObject(hop)?.['sts']))) return undefined;
  return { source, sts: value['sts'], hops } as unknown as Renewal;
}

function sourceIn(value: JsonObject | undefined): RenewableSource | undefined {
  const from = textOf(value?.['from']);
  return value && from && Object.hasOwn(SOURCES, from)
    ? SOURCES[from as RenewableSource['from']](value)
    : undefined;
}

/** Reads each source; undefined if something is missing. */
const SOURCES: Readonly<Record<RenewableSource['from'], (value: JsonObject) => RenewableSource | undefined>> =
  {
    github: (value) => (isRole(value['role']) && textOf(value['audience']) ? asItIs(value) : undefined),
    'token-file': (value) => (isRole(value['role']) && textOf(value['path']) ? asItIs(value) : undefined),
    ecs_ram_role: (value) => (textOf(value['endpoint']) ? asItIs(value) : undefined),
    credentials_uri: ({ uri, name, allowHttp }) => {
      const secret = textOf(uri);
      return secret === undefined
        ? undefined
        : {
            from: 'credentials_uri',
            uri: Secret.of(secret, () => {}),
            name: textOf(name),
            allowHttp: allowHttp === true,
          };
    },
  };

function asItIs(value: JsonObject): RenewableSource {
  return value as unknown as RenewableSource;
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
  const sts = asObject(value);
  return textOf(sts?.['host']) !== undefined && typeof sts?.['maxAttempts'] === 'number';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
