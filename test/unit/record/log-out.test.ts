import { expect, test } from 'vitest';
import { FileError } from '../../../src/errors.ts';
import { logOut } from '../../../src/record/log-out.ts';
import {
  type Entry,
  type LoginRecord,
  readRecord,
  type Undoable,
  writeRecord,
} from '../../../src/record/record.ts';
import { fakeContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

/** A job whose logins have left these records, and an exporter that tells what it undoes. */
function scene(records: Readonly<Record<string, Partial<LoginRecord>>>) {
  const { files } = memoryFiles();
  files.ensureFolder('/temp');
  const context = fakeContext({ files, env: { RUNNER_TEMP: '/temp' } });
  const folderOf = (name: string): string => `/temp/alicloud-credentials-${name}`;
  for (const [index, [name, record]] of Object.entries(records).entries()) {
    files.createFolder(folderOf(name));
    const entries = [{ kind: `of ${name}` }, { kind: `env of ${name}`, mayReturn: true as const }];
    writeRecord(context, folderOf(name), {
      began: index,
      profile: name,
      phase: 'logged in',
      entries,
      ...record,
    });
    files.create(`${folderOf(name)}/token`, 'secret');
  }
  const undone: string[] = [];
  const phases = new Set<string | undefined>();
  const exporter: Undoable = {
    undo: (_, { kind }: Entry, isDone) => {
      for (const name of Object.keys(records).filter((one) => kind.endsWith(one)))
        phases.add(readRecord(context, folderOf(name))?.phase);
      undone.push(`${kind}${isDone ? '' : ', perhaps'}`);
      if (kind.includes('throws')) throw new FileError('It cannot be undone.');
      return !kind.includes('stuck');
    },
  };
  return {
    context,
    files,
    undone,
    phases,
    recordOf: (name: string) => readRecord(context, folderOf(name)),
    filesOf: (name: string) => files.list(folderOf(name)),
    logOut: (profile?: string) => logOut(context, profile, async () => exporter),
  };
}

test('undoes all logins, last first, and leaves post what may come back', async () => {
  const { logOut, undone, phases, recordOf, filesOf } = scene({ one: {}, two: {} });
  expect(await logOut()).toEqual({ found: 2, complete: true });
  expect(undone).toEqual(['env of two', 'of two', 'env of one', 'of one']);
  // Killed in between, it would be known to post.
  expect([...phases]).toEqual(['logging out']);
  expect(recordOf('two')).toMatchObject({ phase: 'logged out', entries: [{ kind: 'env of two' }] });
  expect(filesOf('two')).toEqual(['login.json']);
});

test('undoes the login of one profile, and what of an earlier one has come back with it', async () => {
  const { logOut, undone, recordOf } = scene({
    one: { phase: 'logged out', entries: [{ kind: 'env of one', mayReturn: true }] },
    two: {},
    three: {},
  });
  expect(await logOut('two')).toEqual({ found: 1, complete: true });
  expect(undone).toEqual(['env of two', 'of two', 'env of one, perhaps']);
  expect(recordOf('three')?.phase).toBe('logged in');
});

test('finds no login that has changed nothing, is still at it, or was logged out before', async () => {
  const { logOut, undone } = scene({ one: { entries: [] }, two: { phase: 'logging in' } });
  expect(await logOut()).toEqual({ found: 0, complete: true });
  expect(undone).toEqual([]);
  const again = scene({ one: {} });
  await again.logOut();
  expect(await again.logOut()).toEqual({ found: 0, complete: true });
});

test('goes on with a logout that was killed, and says where something is left', async () => {
  const killed = scene({ one: { phase: 'logging out' } });
  expect(await killed.logOut()).toEqual({ found: 1, complete: true });
  expect(killed.undone).toEqual(['env of one, perhaps', 'of one, perhaps']);
  for (const name of ['stuck', 'throws']) {
    const left = scene({ [name]: {} });
    expect(await left.logOut()).toEqual({ found: 1, complete: false });
    expect(left.recordOf(name)).toMatchObject({ phase: 'logging out', entries: [{}, {}] });
    expect(left.filesOf(name)).toContain('token');
  }
});

test('warns of a record that it cannot read, and undoes the others', async () => {
  const { logOut, context, files, undone } = scene({ one: {}, two: {} });
  files.overwrite('/temp/alicloud-credentials-two/login.json', '{}');
  expect(await logOut()).toEqual({ found: 1, complete: false });
  expect(undone).toEqual(['env of one', 'of one']);
  expect(context.lines.join()).toContain('A login could not be undone');
});
