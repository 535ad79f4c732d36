/** The published SDK's readers of files, in memory: its files are given as texts, its requests go to `answer`. */

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { HttpRequest } from '../../../src/runtime/context.ts';
import { answer, HOME, identityOfKey } from './machines.ts';
import { asPosix } from './posix.ts';

interface SdkRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly bodyForm?: Record<string, unknown>;
  toRequestURL(): string;
}
interface Provider {
  homedir: string;
  getCredentials(): Promise<Record<'accessKeyId' | 'accessKeySecret' | 'securityToken', string>>;
}
interface Builder {
  withProfileName(name: string | undefined): Builder;
  build(): Provider;
}

const require = createRequire(import.meta.url);
const sdk = path.dirname(require.resolve('@alicloud/credentials'));
let texts: Readonly<Record<string, string>> = {};

/** A copy of the SDK that reads from memory. It keeps both functions of `fs`, so other tests of this process get another. */
function loadReaders(): Readonly<Record<'ini' | 'config', { builder(): Builder }>> {
  const memory =
    (result: (text: string) => string | undefined) =>
    (file: string, _: unknown, done: (error: Error | null, text?: string) => void): void => {
      const text = texts[asPosix(file)];
      if (text === undefined) done(new Error(`ENOENT: ${file}`));
      else done(null, result(text));
    };
  const { readFile, access } = fs;
  Object.assign(fs, { readFile: memory((text) => text), access: memory(() => undefined) });
  try {
    forget();
    const load = (name: string) => require(path.join(sdk, 'providers', `${name}.js`));
    load('http').doRequest = send;
    return { ini: load('profile').default, config: load('cli_profile').default };
  } finally {
    Object.assign(fs, { readFile, access });
    forget();
  }
}

function forget(): void {
  for (const file of Object.keys(require.cache)) if (file.startsWith(sdk)) delete require.cache[file];
}

/** As it sends them: whatever is no text becomes one. */
async function send(request: SdkRequest): Promise<object> {
  const form = Object.entries(request.bodyForm ?? {}).map(([key, value]): [string, string] => [
    key,
    String(value),
  ]);
  const { method, headers } = request;
  const asked = {
    url: new URL(request.toRequestURL()),
    method,
    headers,
    body: String(new URLSearchParams(form)),
  };
  const { status, headers: sent, body } = answer(asked as HttpRequest);
  return { statusCode: status, headers: sent, body: Buffer.from(body) };
}

const READERS = loadReaders();

/**
 * Whom the SDK finds in one kind of file; undefined for nobody.
 * @param name the profile; undefined for the one that the environment or the file names
 */
export async function askPublishedSdk(
  kind: 'ini' | 'config',
  name: string | undefined,
  files: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  texts = files;
  try {
    const provider = Object.assign(READERS[kind].builder().withProfileName(name).build(), {
      homedir: HOME,
    });
    const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials();
    return identityOfKey(accessKeyId, accessKeySecret, securityToken);
  } catch {
    return undefined;
  }
}
