import { FileError } from '../../errors.ts';
import { asObject, parseObject, textOf } from '../../text/json.ts';
import type { Layer, Login, Logins, Stack } from './logins.ts';

/**
 * The stacks of a file of profiles are kept beside it, in `config.json.logins`, where every job that shares the file
 * finds them. Only its owner can read it, so an owner's profile is as private there as in the file itself. A private
 * folder would not do: it ends with its own job, and other jobs must not read it.
 */
export function loginsFileOf(file: string): string {
  return `${file}.logins`;
}

export function formatLogins(logins: Logins): string {
  return `${JSON.stringify({ version: 1, ...logins })}\n`;
}

/** @throws FileError if it is not exactly what we write */
export function parseLogins(text: string, path: string): Logins {
  const file = parseObject(text);
  if (file?.['version'] !== 1) throw damaged(path);
  try {
    const before = must(asObject(file['before']));
    return {
      before: { text: textIn(before['text']), mode: numberIn(before['mode']) },
      madeFolders: listIn(file['madeFolders']).map((folder) => must(textOf(folder))),
      written: listIn(file['written']).map((print) => must(textOf(print))),
      isChanged: file['isChanged'] === true,
      stacks: listIn(file['stacks']).map(stackIn),
    };
  } catch {
    throw damaged(path);
  }
}

function damaged(path: string): FileError {
  return new FileError(`${path}, where logins keep what they replaced, is damaged.`, {
    hint: 'If no other job is running, check that your own profiles are in the file beside it, then remove it.',
  });
}

function stackIn(value: unknown): Stack {
  const stack = must(asObject(value));
  return { name: must(textOf(stack['name'])), layers: listIn(stack['layers']).map(layerIn) };
}

function layerIn(value: unknown): Layer {
  const layer = must(asObject(value));
  const login = layer['login'];
  return { login: login === undefined ? undefined : loginIn(login), excerpt: textIn(layer['excerpt']) };
}

function loginIn(value: unknown): Login {
  const login = must(asObject(value));
  return {
    id: must(textOf(login['id'])),
    mark: must(textOf(login['mark'])),
    began: must(numberIn(login['began'])),
    folder: must(textOf(login['folder'])),
    place: textIn(login['place']),
  };
}

function listIn(value: unknown): unknown[] {
  return must(Array.isArray(value) ? value : undefined);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there.');
  return value;
}
