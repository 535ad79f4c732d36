import { describe, expect, test } from 'vitest';
import { sharedFolder } from '../../../src/record/private-folder.ts';
import { type LoginRecord, readRecord, recordFile, writeRecord } from '../../../src/record/record.ts';
import { readState, saveState } from '../../../src/record/state.ts';
import type { Existing } from '../../../src/runtime/files.ts';
import { fakeContext, START } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const FOLDER = '/temp/alicloud-credentials-1';

function scene(look: Readonly<Record<string, Partial<Existing>>> = {}) {
  const memory = memoryFiles();
  memory.files.ensureFolder(FOLDER);
  const files = {
    ...memory.files,
    look: (target: string): Existing | undefined => {
      const there = memory.files.look(target);
      return there && { ...there, ...look[target] };
    },
  };
  return { ...memory, context: fakeContext({ files, env: { RUNNER_TEMP: '/temp' } }) };
}

describe('the record of a login', () => {
  const RECORD: LoginRecord = {
    began: START,
    profile: 'ci',
    phase: 'logged in',
    entries: [{ kind: 'variables', mayReturn: true }],
  };

  test('is read as it was written, also over what a killed process left', () => {
    const { context, write } = scene();
    write(`${recordFile(FOLDER)}.new`, 'half');
    for (const record of [RECORD, { ...RECORD, profile: undefined, entries: [] }]) {
      writeRecord(context, FOLDER, record);
      expect(readRecord(context, FOLDER)).toEqual(record);
    }
  });

  test('is none where there is no file, and damaged where one of its parts is not what it should be', () => {
    expect(readRecord(scene().context, FOLDER)).toBeUndefined();
    const read = (change: object) => () => {
      const { context, write } = scene();
      write(recordFile(FOLDER), JSON.stringify({ ...RECORD, ...change }));
      return readRecord(context, FOLDER);
    };
    expect(read({})()).toEqual(RECORD);
    for (const change of [
      { began: undefined },
      { began: '1' },
      { entries: undefined },
      { entries: { 0: RECORD.entries[0] } },
      { phase: undefined },
      { phase: 'logged' },
    ])
      expect(read(change), JSON.stringify(change)).toThrow('login.json is damaged.');
    expect(read({ entries: [null, 'x', {}, { kind: 1 }, ...RECORD.entries] })()).toEqual(RECORD);
  });
});

describe('the folder that the steps of a job share', () => {
  const FOUND = '/temp/alicloud-credentials-shared-1';
  const folderFor = (there?: Partial<Existing>): string => {
    const { context, files } = scene(there && { [FOUND]: there });
    if (there) files.ensureFolder(FOUND);
    return sharedFolder(context, FOLDER);
  };

  test('is the one that is there, if this user made it, and otherwise a new one', () => {
    expect(folderFor({})).toBe(FOUND);
    for (const other of [undefined, { kind: 'symlink' }, { kind: 'file' }, { uid: 666 }] as const)
      expect(folderFor(other)).toBe('/temp/alicloud-credentials-shared-uuid-1');
  });
});

describe('what main saves for post', () => {
  const file = { kind: 'profile', path: '/home/config.json', format: 'config.json' };
  const stateOf = (text: string) =>
    readState({ ...fakeContext().runner, state: (name) => (name === 'login' ? text : '') });

  test('is read as it was saved', () => {
    const context = fakeContext();
    for (const state of [{ folder: FOLDER }, { folder: FOLDER, files: [file] }]) {
      saveState(context.runner, state);
      expect(readState(context.runner)).toEqual(state);
    }
    saveState(context.runner, undefined);
    expect(readState(context.runner)).toBeUndefined();
  });

  test('is refused without its folder; of its files, those that name all that is needed are used', () => {
    for (const text of ['{', '{}', '{"folder":1}']) expect(() => stateOf(text)).toThrow('is damaged');
    const halves = Object.keys(file).map((name) => ({ ...file, [name]: 1 }));
    const text = JSON.stringify({ folder: FOLDER, files: [...halves, file, null] });
    expect(stateOf(text)?.files).toEqual([file]);
    expect(stateOf(JSON.stringify({ folder: FOLDER, files: 'x' }))).toEqual({ folder: FOLDER });
  });
});
