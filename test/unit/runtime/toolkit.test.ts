import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseFileCommands, readCommands } from '../../../emulator/runner-protocol.ts';
import { environment } from '../../../src/runtime/env.ts';
import { nodeFiles } from '../../../src/runtime/files.ts';
import { fileCommands, issueCommand, type Runner } from '../../../src/runtime/toolkit.ts';
import { visibleLines } from '../../../src/text/escapes.ts';
import { anyText } from '../support/arbitraries.ts';
import { untouchable } from '../support/context.ts';
import { printed, recordedLog } from '../support/log.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const PATHS = { GITHUB_ENV: '/e', GITHUB_OUTPUT: '/o', GITHUB_STATE: '/s' };

function recorded(variables: Record<string, string> = PATHS): {
  runner: Runner;
  writes: [path: string, text: string][];
} {
  const writes: [string, string][] = [];
  const append = (file: string, text: string): void => void writes.push([file, text]);
  const runner = fileCommands(environment(variables), { ...nodeFiles, append });
  return { runner, writes };
}

/** As the runner of this platform reads it. */
const read = (text: string): Record<string, string> => parseFileCommands(text.replaceAll(os.EOL, '\n'));

/** A name that no program minds, and any value at all. */
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/).map((text) => `ACU_${text}`);
const value = fc
  .oneof(
    anyText,
    fc.string({ unit: fc.constantFrom('\n', '\r', '=', '<<', 'ghadelimiter_', 'a', '%', '::', ' ', '"') }),
  )
  .filter((text) => os.EOL === '\n' || !text.includes('\r'))
  // A lone surrogate has no form in UTF-8.
  .filter((text) => text.isWellFormed());
const records = fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

describe('the runner reads back', () => {
  const actions: [
    string,
    string,
    (runner: Runner, values: Record<string, string>) => void | Promise<void>,
  ][] = [
    ['variables', '/e', (runner, values) => runner.exportVariables(values)],
    ['outputs', '/o', (runner, values) => runner.setOutputs(values)],
    [
      'a state',
      '/s',
      (runner, values) => {
        for (const [key, text] of Object.entries(values)) runner.saveState(key, JSON.stringify(text));
      },
    ],
  ];

  test.each(actions)('%s of any value', async (_, file, act) => {
    await fc.assert(
      fc.asyncProperty(records, async (values) => {
        const { runner, writes } = recorded();
        await act(runner, values);
        expect(new Set(writes.map(([target]) => target))).toEqual(new Set([file]));
        const found = Object.entries(read(writes.map(([, text]) => text).join('')));
        const plain = found.map(([key, text]) => [key, file === '/s' ? JSON.parse(text) : text]);
        expect(Object.fromEntries(plain)).toEqual(values);
      }),
      { numRuns: 100 },
    );
  });

  test('variables and outputs that were appended in one write, so that a killed step leaves no half of them', async () => {
    const { runner, writes } = recorded();
    await runner.exportVariables({ NAME: 'a\nb', OTHER: '' });
    await runner.setOutputs({ name: 'c', other: 'd' });
    expect(writes.map(([file, text]) => [file, read(text)])).toEqual([
      ['/e', { NAME: 'a\nb', OTHER: '' }],
      ['/o', { name: 'c', other: 'd' }],
    ]);
  });

  test('a state in the post step', () => {
    expect(recorded({ STATE_name: 'value' }).runner.state('name')).toBe('value');
    expect(recorded({}).runner.state('name')).toBe('');
  });

  test('warnings, errors with a title, and masks of any text', () => {
    fc.assert(
      fc.property(value, value, (title, text) => {
        fc.pre(text !== '' && title !== '');
        const lines: string[] = [];
        const log = recordedLog((line) => void lines.push(line));
        log.warning(text);
        log.error(title, text);
        const masks = new Set<string>();
        expect(readCommands(lines.join(''), masks).annotations).toEqual([
          { level: 'warning', title: '', message: visibleLines(text) },
          { level: 'error', title: visibleLines(title), message: visibleLines(text) },
        ]);
        readCommands(
          printed(() => issueCommand('add-mask', {}, text)),
          masks,
        );
        expect(masks.has(text)).toBe(text.trim() !== '');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a runner without its files', () => {
  const actions: [string, (runner: Runner, secret: string) => void | Promise<void>][] = [
    ['GITHUB_ENV', (runner, secret) => runner.exportVariables({ NAME: secret })],
    ['GITHUB_OUTPUT', (runner, secret) => runner.setOutputs({ NAME: secret })],
    ['GITHUB_STATE', (runner, secret) => runner.saveState('NAME', secret)],
  ];

  test.each(actions)('is refused by the name of %s, and the value is never printed', async (file, act) => {
    const written: unknown[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(chunk) > 0);
    }
    for (const variables of [{}, { [file]: '' }]) {
      const { runner, writes } = recorded(variables);
      let error: unknown;
      try {
        await act(runner, 'the-value-itself');
      } catch (reason) {
        error = reason;
      }
      expect(String(error)).toContain(file);
      expect(String(error)).not.toContain('the-value-itself');
      expect(writes).toEqual([]);
    }
    vi.restoreAllMocks();
    expect(written.join('')).not.toContain('the-value-itself');
  });

  test('keeps no summary, and that is no failure', async () => {
    await recorded({}).runner.summarize('# Logged in');
  });
});

test('a variable is seen by later reads in this process', async () => {
  const env = environment({ ...PATHS, NAME: 'old' });
  await fileCommands(env, { ...nodeFiles, append: () => {} }).exportVariables({ NAME: '' });
  expect(env.get('NAME')).toBe('');
});

test('summaries are appended to the summary’s file', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-'));
  try {
    const file = path.join(folder, 'summary');
    fs.writeFileSync(file, 'before\n');
    const runner = fileCommands(environment({ GITHUB_STEP_SUMMARY: file }), nodeFiles);
    await runner.summarize('# One');
    await runner.summarize('# Two');
    expect(fs.readFileSync(file, 'utf8')).toBe(`before\n# One${os.EOL}# Two${os.EOL}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('nothing is touched until it is asked for', () => {
  const refuse = (): never => {
    throw new Error('touched');
  };
  fileCommands(untouchable('env'), { append: refuse, assertCreatable: refuse, look: refuse });
});
