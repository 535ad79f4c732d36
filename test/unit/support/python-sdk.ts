/** The published SDK for Python's readers of files: one process, asked over its standard input; it has no network. */

import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import type { HttpRequest } from '../../../src/runtime/context.ts';
import type { Fields } from '../sources/identity-model.ts';
import { answer, HOME, identityOfKey, NOW, TOKEN_FILES } from './machines.ts';

const READERS = path.join(import.meta.dirname, '../../interop/python/readers.py');

interface Said {
  readonly request?: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly error?: string;
}

export interface PythonSdk {
  /** Whom it finds in one kind of file; undefined for nobody. The files are those of HOME. */
  ask(
    kind: 'ini' | 'config',
    name: string | undefined,
    env: Fields,
    files: Readonly<Record<string, string>>,
  ): Promise<string | undefined>;
  close(): void;
}

/** @param python the program that has the SDK */
export function startPythonSdk(python: string): PythonSdk {
  const child: ChildProcess = spawn(python, [READERS], {
    env: { PATH: process.env['PATH'] ?? '', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = child.stdout && readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = (line: object): void => void child.stdin?.write(`${JSON.stringify(line)}\n`);
  const hear = async (): Promise<Said> => {
    const line = await lines?.next();
    if (!line || line.done) throw new Error('The SDK for Python has ended.');
    return JSON.parse(line.value);
  };
  return {
    ask: async (kind, name, env, files) => {
      const below = Object.entries(files).map(([file, text]) => [path.posix.relative(HOME, file), text]);
      say({ kind, name: name ?? null, now: NOW, env, files: Object.fromEntries(below), tokens: TOKEN_FILES });
      for (;;) {
        const said = await hear();
        if (said.accessKeyId)
          return identityOfKey(said.accessKeyId, said.accessKeySecret ?? '', said.securityToken || undefined);
        if (!said.request) return undefined;
        const { method, host, path: pathname, query, headers } = said.request;
        const url = new URL(pathname, `https://${host}`);
        for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
        // A person's login service knows nobody.
        const isAsked = /^sts\.|^100\./.test(host);
        const { status, body } = isAsked
          ? answer({ method, url, headers } as HttpRequest)
          : { status: 403, body: '{}' };
        say({ status, body });
      }
    },
    close: () => void child.stdin?.end(),
  };
}
