import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as core from '@actions/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseFileCommands } from '../../../emulator/runner-protocol.ts';
import { environment } from '../../../src/runtime/env.ts';
import { workflowLog } from '../../../src/runtime/log.ts';
import { command, fileCommands, keyValue, type Runner } from '../../../src/runtime/toolkit.ts';
import { anyText } from '../support/arbitraries.ts';
import { untouchable } from '../support/context.ts';

const FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE'] as const;
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-credentials-unit-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function ours(variables: Record<string, string>): { runner: Runner; files: Record<string, string> } {
  const files: Record<string, string> = {};
  let made = 0;
  const append = (file: string, text: string): void => {
    files[file] = (files[file] ?? '') + text;
  };
  const runner = fileCommands(environment(variables), append, () => `00000000-${++made}`);
  return { runner, files };
}

const PATHS = { GITHUB_ENV: '/e', GITHUB_OUTPUT: '/o', GITHUB_STATE: '/s' };

/** A name that no program minds, and any value at all. */
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/).map((text) => `ACU_${text}`);
const value = fc
  .oneof(
    anyText,
    fc.string({ unit: fc.constantFrom('\n', '\r', '=', '<<', 'ghadelimiter_', 'a', '%', '::', ' ', '"') }),
  )
  .filter((text) => !text.includes('\0'));
const records = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 4 });

describe('the runner’s files get the same as from the official toolkit', () => {
  const judge = (
    file: (typeof FILES)[number],
    official: (name: string, value: string) => void,
    own: (runner: Runner, name: string, value: string) => void,
  ): void => {
    const target = path.join(folder, file);
    vi.stubEnv(file, target);
    fc.assert(
      fc.property(records, (list) => {
        fs.writeFileSync(target, '');
        const { runner, files } = ours(PATHS);
        for (const [key, text] of list) {
          // The toolkit also sets the variable of this process; stubbed, so that it is taken back.
          if (file === 'GITHUB_ENV') vi.stubEnv(key, '');
          official(key, text);
          own(runner, key, text);
        }
        const expected = parseFileCommands(fs.readFileSync(target, 'utf8'));
        const [written = ''] = Object.values(files);
        expect(parseFileCommands(Buffer.from(written).toString('utf8'))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  };

  test('for a variable', () => {
    judge('GITHUB_ENV', core.exportVariable, (runner, key, text) => runner.exportVariables({ [key]: text }));
  });

  test('for an output', () => {
    judge('GITHUB_OUTPUT', core.setOutput, (runner, key, text) => runner.setOutputs({ [key]: text }));
  });

  test('for a state', () => {
    judge('GITHUB_STATE', core.saveState, (runner, key, text) => runner.saveState(key, text));
  });

  test('for a state read back in the post step', () => {
    fc.assert(
      fc.property(name, value, (key, text) => {
        vi.stubEnv(`STATE_${key}`, text);
        expect(ours({ [`STATE_${key}`]: text }).runner.state(key)).toBe(core.getState(key));
        vi.unstubAllEnvs();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a workflow command is the same as from the official toolkit', () => {
  const printed = (action: () => void): string => {
    let text = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += chunk;
      return true;
    });
    try {
      action();
    } finally {
      write.mockRestore();
    }
    return text.replace(/\r?\n$/, '\n');
  };
  const message = anyText.filter((text) => text !== '');

  test('for a warning', () => {
    fc.assert(
      fc.property(message, (text) => {
        const expected = printed(() => core.warning(text));
        expect(command('warning', {}, text)).toBe(expected);
      }),
    );
  });

  test('for an error with a title', () => {
    fc.assert(
      fc.property(message, message, (title, text) => {
        const expected = printed(() => core.error(text, { title }));
        expect(command('error', { title }, text)).toBe(expected);
        let ownLine = '';
        workflowLog((line) => {
          ownLine = line;
        }).error(title, text);
        expect(ownLine).toBe(expected);
      }),
    );
  });

  test('for a mask', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(command('add-mask', {}, text)).toBe(printed(() => core.setSecret(text)));
      }),
    );
  });

  test('for a debug message and a group', () => {
    expect(command('debug', {}, 'a\nb')).toBe(printed(() => core.debug('a\nb')));
    expect(command('group', {}, 'title')).toBe(printed(() => core.startGroup('title')));
    expect(command('endgroup', {}, '')).toBe(printed(() => core.endGroup()));
  });
});

describe('a runner without its files', () => {
  const actions: [string, (runner: Runner, secret: string) => void][] = [
    ['GITHUB_ENV', (runner, secret) => runner.exportVariables({ NAME: secret })],
    ['GITHUB_OUTPUT', (runner, secret) => runner.setOutputs({ NAME: secret })],
    ['GITHUB_STATE', (runner, secret) => runner.saveState('NAME', secret)],
  ];

  test.each(actions)('is refused by the name of %s, and the value is never printed', (file, act) => {
    const written: unknown[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(chunk) > 0);
    }
    for (const variables of [{}, { [file]: '' }]) {
      const { runner, files } = ours(variables);
      let error: unknown;
      try {
        act(runner, 'the-value-itself');
      } catch (reason) {
        error = reason;
      }
      vi.restoreAllMocks();
      expect(String(error)).toContain(file);
      expect(String(error)).not.toContain('the-value-itself');
      expect(files).toEqual({});
    }
    expect(written.join('')).not.toContain('the-value-itself');
  });

  test('keeps no summary, and that is no failure', () => {
    const { runner, files } = ours({});
    runner.summarize('# Logged in');
    expect(files).toEqual({});
  });
});

describe('a record', () => {
  test('is appended in one write with all others, so that a killed step leaves no half of them', () => {
    const writes: string[] = [];
    const runner = fileCommands(
      environment(PATHS),
      (_, text) => void writes.push(text),
      () => 'u',
    );
    runner.exportVariables({ NAME: 'a\nb', OTHER: '' });
    expect(writes).toEqual([
      'NAME<<ghadelimiter_u\na\nb\nghadelimiter_u\nOTHER<<ghadelimiter_u\n\nghadelimiter_u\n',
    ]);
  });

  test('is refused where the value contains its delimiter', () => {
    expect(() => keyValue('NAME', 'x\nEND\nOTHER=1', 'END')).toThrow();
  });

  test('of a variable is seen by later reads in this process', () => {
    const env = environment({ ...PATHS, NAME: 'old' });
    fileCommands(
      env,
      () => {},
      () => 'u',
    ).exportVariables({ NAME: '' });
    expect(env.get('NAME')).toBe('');
  });

  test('of a summary goes to the summary’s file', () => {
    const { runner, files } = ours({ GITHUB_STEP_SUMMARY: '/summary' });
    runner.summarize('# One');
    runner.summarize('# Two');
    expect(files).toEqual({ '/summary': '# One\n# Two\n' });
  });

  test('touches nothing until it is asked for', () => {
    fileCommands(
      untouchable('env'),
      () => {
        throw new Error('appended');
      },
      () => 'u',
    );
  });
});
