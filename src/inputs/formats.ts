import { InputError } from '../errors.ts';
import { ECS_METADATA_ADDRESS, isLinkLocal, isLoopback } from '../http/addresses.ts';
import { ascii } from '../text/escapes.ts';
import { HOST, PROFILE_NAME } from '../text/formats.ts';
import { compactPolicy, MAX_POLICY_LENGTH } from '../text/policy.ts';

/**
 * What an input may hold.
 * @param name as the workflow wrote it
 * @param text trimmed, never empty
 * @throws InputError that names the input
 */
export type Format<T> = (name: string, text: string) => T;

/** One line of text. */
export function text(form?: RegExp, expected?: string): Format<string> {
  return (name, value) => {
    if (form && !form.test(value))
      throw new InputError(`${name}: ${quote(value)} is not ${expected}.`, mistakeIn(value));
    return value;
  };
}

export const profileName = text(
  PROFILE_NAME,
  'a profile name: 1 to 64 letters, digits, - and _, no dots, and not DEFAULT',
);

/** Several values of one form; at least one, since an empty list would mean the same as no input. */
export function list(separator: RegExp, form: RegExp, expected: string): Format<readonly string[]> {
  const value = text(form, expected);
  return (name, values) => {
    const parts = values
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length === 0) {
      throw new InputError(
        `${name}: ${quote(values)} has only separators and no value.`,
        'Check the variables or secrets in it: one that is not set arrives empty.',
      );
    }
    return parts.map((part) => value(name, part));
  };
}

export function oneOf<T extends string>(values: readonly T[]): Format<T> {
  return (name, value) => {
    const found = values.find((candidate) => candidate === value);
    if (!found)
      throw new InputError(`${name}: ${quote(value)} is not one of ${values.join(', ')}.`, mistakeIn(value));
    return found;
  };
}

/** YAML's spellings, as GitHub's toolkit takes them. */
export const flag: Format<boolean> = (name, value) => {
  if (/^(true|True|TRUE)$/.test(value)) return true;
  if (/^(false|False|FALSE)$/.test(value)) return false;
  throw new InputError(`${name}: ${quote(value)} is neither true nor false.`, mistakeIn(value));
};

export function whole(least: number, most: number, unit: string): Format<number> {
  return (name, value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InputError(
      `${name}: ${quote(value)} is not a whole number of ${unit} from ${least} to ${most}.`,
    );
  };
}

/** A RAM policy, on any number of lines. */
export const policy: Format<string> = (name, value) => {
  const compacted = compactPolicy(value);
  if (compacted === undefined) throw new InputError(`${name} is not a JSON object.`);
  if (compacted.length > MAX_POLICY_LENGTH) {
    throw new InputError(
      `${name} has ${compacted.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}.`,
    );
  }
  return compacted;
};

/** A host, optionally with a port. */
export const host: Format<string> = (name, value) => {
  // Only parsing it as a URL reveals digits and dots that are not an address, or a port out of range.
  if (HOST.test(value) && URL.canParse(`https://${value}/`)) return value.toLowerCase();
  throw new InputError(
    `${name}: ${quote(value)} is not a host name, with a port or without, such as sts.aliyuncs.com.`,
  );
};

/**
 * A metadata service returns a credential to anyone who asks: allow only the real one, or a loopback or link-local
 * address.
 */
export const metadataEndpoint: Format<string> = (name, value) => {
  const url = URL.parse(value);
  const near =
    url && (url.hostname === ECS_METADATA_ADDRESS || isLoopback(url.hostname) || isLinkLocal(url.hostname));
  if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
    throw new InputError(
      `${name}: ${quote(value)} is not http:// with ${ECS_METADATA_ADDRESS}, a loopback or a link-local address, and no path.`,
    );
  }
  return url.origin;
};

/** A value as errors show it, on one line. Leave out a long one rather than cut it: half a secret goes unrecognized. */
function quote(value: string): string {
  return value.length > 200 ? `a text of ${value.length} characters` : ascii(JSON.stringify(value));
}

/** What to do about an input's wrong value, if its appearance shows what happened; for an error's hint. */
function mistakeIn(value: string): string | undefined {
  // Source: actions/runner, YamlObjectReader: a plain number is a double, printed with 15 digits.
  if (/^\d(\.\d+)?E\+\d+$/i.test(value)) {
    return 'YAML read an unquoted number as floating point. Put the account ID in quotes: "1234567890123456".';
  }
  if (/[^\x20-\x7e]/.test(value)) {
    return 'The escapes stand for characters that are invisible or look like others. Type the value instead of pasting it.';
  }
  return undefined;
}
