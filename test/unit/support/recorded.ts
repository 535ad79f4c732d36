/** For tests that plant secrets and look for them in everything that a step says. In memory; no runner, no network. */

import type { HttpRequest, HttpResponse } from '../../../src/runtime/context.ts';
import { decodedCommands, formsOf } from '../../secret-forms.ts';
import { type FakeContext, fakeContext, START } from './context.ts';
import { memoryFiles } from './memory-files.ts';

/** No step needs as many; one that sends more would never end. */
const MOST_REQUESTS = 300;

/** A context with a minute for the step, files in memory, and a network that `send` plays; each request takes a millisecond. */
export function recorded(
  env: Readonly<Record<string, string>>,
  send: (request: HttpRequest) => HttpResponse | Error,
  fraction?: () => number,
): FakeContext {
  const { files } = memoryFiles();
  for (const folder of ['/tmp/runner', '/home/runner']) files.ensureFolder(folder);
  let sent = 0;
  const context = fakeContext({
    env,
    platform: 'linux',
    home: '/home/runner',
    files,
    fraction,
    deadline: START + 60_000,
    http: (request) => {
      if (++sent > MOST_REQUESTS) throw new Error('The step sends requests without end.');
      context.pass(1);
      return send(request);
    },
  });
  return context;
}

/** Everything that leaves the step for people to read, and its state; masking commands excepted. */
export function published({ lines, summaries, states }: FakeContext): string {
  return [...lines.filter((line) => !line.startsWith('::add-mask::')), ...summaries, ...states.values()].join(
    '\n',
  );
}

/** The forms of secrets that a text holds, also after the runner has decoded its commands. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const decoded = decodedCommands(text);
  return secrets.flatMap(formsOf).filter((form) => text.includes(form) || decoded.includes(form));
}
