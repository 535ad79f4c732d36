import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src/record/journal.ts';
import { type Entry, readRecord, type Undoable } from '../../../src/record/record.ts';
import { undoFailed, undoLogin } from '../../../src/record/undo.ts';
import type { LocalContext } from '../../../src/runtime/context.ts';
import { has } from '../../platform.ts';
import { makeWorld, type World } from '../support/world.ts';

/** The context of post, and an exporter that keeps what its undo needs in a file, and tells what it saw. */
function scene(world: World) {
  const context = world.step();
  const journal = openJournal(context);
  const saw: string[] = [];
  const exporter: Undoable<Entry & { backup?: string }> = {
    undo: ({ files }, { kind, backup }) => {
      saw.push(`${kind} ${backup === undefined ? '' : files.read(backup)}`);
      return kind !== 'stuck';
    },
    undoLost: (_, { path: file, format }) => void saw.push(`lost ${format} ${path.basename(file)}`),
  };
  const post = (state = world.state()) => {
    const saved = /<<(.+?)\r?\n(.*)\r?\n\1\r?\n$/.exec(state)?.[2] ?? /=(.*)\r?\n$/.exec(state)?.[1] ?? '';
    const later: LocalContext = {
      ...context,
      runner: { ...context.runner, state: (name) => (name === 'login' ? saved : '') },
    };
    return undoLogin(later, async () => exporter as Undoable);
  };
  return { context, journal, saw, post, exporterOf: async () => exporter as Undoable };
}

test('nothing in the private folder is removed before everything is undone, last change first', async () => {
  const world = makeWorld();
  const { journal, saw, post } = scene(world);
  for (const kind of ['one', 'two']) {
    const backup = journal.folder.file(kind);
    fs.writeFileSync(backup, `what ${kind} needs`);
    journal.record({ kind, backup });
  }
  journal.complete();
  expect(await post()).toEqual({ isComplete: true, isNews: true });
  expect(saw).toEqual(['two what two needs', 'one what one needs']);
  expect(world.snapshot()).toEqual({});
});

test('a login that fails leaves post what could not be undone, and removes the rest of the folder', async () => {
  const world = makeWorld();
  const { context, journal, saw, post, exporterOf } = scene(world);
  fs.writeFileSync(journal.folder.file('token'), 'secret');
  for (const kind of ['one', 'stuck', 'two']) journal.record({ kind });
  await undoFailed(context, journal, exporterOf);
  expect(fs.readdirSync(journal.folder.path())).toEqual(['login.json']);
  saw.length = 0;
  expect(await post()).toEqual({ isComplete: false, isNews: true });
  expect(saw).toEqual(['stuck ']);
  expect(world.snapshot()).toEqual({});
});

test.each<[string, (folder: string) => void]>([
  ['is gone', (folder) => fs.rmSync(folder, { recursive: true })],
  ['has no record', (folder) => fs.rmSync(path.join(folder, 'login.json'))],
  ['has a damaged record', (folder) => fs.writeFileSync(path.join(folder, 'login.json'), '{"entries":7}')],
  [
    'is a file',
    (folder) => {
      fs.rmSync(folder, { recursive: true });
      fs.writeFileSync(folder, '');
    },
  ],
])('looks into the shared files where the private folder %s, and says so', async (_, damage) => {
  const world = makeWorld();
  const { context, journal, saw, post } = scene(world);
  journal.record({ kind: 'one' }, { path: '/home/a.ini', format: 'ini' });
  journal.record({ kind: 'two' }, { path: '/home/b.json', format: 'json' });
  journal.complete();
  damage(journal.folder.path());
  expect(await post()).toEqual({ isComplete: false, isNews: false });
  expect(saw).toEqual(['lost ini a.ini', 'lost json b.json']);
  expect(context.lines.filter((line) => line.includes('Variables that it set stay'))).toHaveLength(1);
  expect(world.snapshot()).toEqual({});
});

test('says nothing where the step was killed before it changed anything', async () => {
  for (const madeFolder of [false, true]) {
    const world = makeWorld();
    const { context, journal, post } = scene(world);
    journal.folder.path();
    if (!madeFolder) fs.rmSync(journal.folder.path(), { recursive: true });
    expect(await post()).toMatchObject({ isNews: false });
    expect(context.lines).toEqual([]);
    expect(world.snapshot()).toEqual({});
  }
});

test('the last state counts: after a login that failed and was undone, post has nothing to do', async () => {
  const world = makeWorld();
  const { context, journal, saw, post, exporterOf } = scene(world);
  journal.record({ kind: 'one' }, { path: '/home/a.ini', format: 'ini' });
  await undoFailed(context, journal, exporterOf);
  saw.length = 0;
  expect(world.snapshot()).toEqual({});
  expect(
    await post(
      world
        .state()
        .split(/(?=^login)/m)
        .at(-1),
    ),
  ).toMatchObject({ isNews: false });
  expect(saw).toEqual([]);
});

test('refuses a folder that is none of this action’s', async () => {
  const world = makeWorld();
  for (const folder of [world.home, path.join(world.temp, 'other'), path.join(world.temp, '..', 'home')]) {
    const { post } = scene(world);
    await expect(post(`login=${JSON.stringify({ folder })}\n`)).rejects.toThrow(
      'not a folder of this action',
    );
  }
});

test.skipIf(!has.folderLinks)(
  'removes a link in the place of a private folder, and nothing that it leads to (needs links to folders)',
  async () => {
    const world = makeWorld();
    const { journal, post } = scene(world);
    const folder = journal.folder.path();
    const owners = path.join(world.home, 'owners');
    fs.mkdirSync(owners);
    fs.writeFileSync(path.join(owners, 'file'), '');
    fs.rmSync(folder, { recursive: true });
    fs.symlinkSync(owners, folder, 'junction');
    await post();
    expect(fs.readdirSync(owners)).toEqual(['file']);
    expect(fs.readdirSync(world.temp)).toEqual([]);
  },
);

test.skipIf(!has.permissionBits)(
  'what others may write to is used only where the file system keeps no modes, which is said (needs permission bits)',
  async () => {
    for (const keepsModes of [true, false]) {
      const world = makeWorld();
      const context = world.step();
      const createPrivateFolder = (folder: string): undefined => {
        context.files.createPrivateFolder(folder);
        if (!keepsModes) fs.chmodSync(folder, 0o777);
      };
      const files = { ...context.files, createPrivateFolder };
      const journal = openJournal({ ...context, files });
      journal.record({ kind: 'one' });
      const folder = journal.folder.path();
      fs.chmodSync(path.join(folder, 'login.json'), 0o666);
      expect(folder.endsWith('-open')).toBe(!keepsModes);
      expect(context.lines.join('').includes('keeps no permissions')).toBe(!keepsModes);
      expect(fs.readdirSync(world.temp)).toHaveLength(1);
      if (keepsModes) expect(() => readRecord(context, folder)).toThrow('others may write to it');
      else expect(readRecord(context, folder)?.entries).toEqual([{ kind: 'one' }]);
    }
  },
);

test.each(['', '[]', '{}', '[1,null,"x"]', 'null', '{"folder":7}', 'login{'])(
  'a state that is %j is refused, or is none',
  async (text) => {
    const { post } = scene(makeWorld());
    const undone = post(`login=${text}\n`);
    if (text === '') expect(await undone).toBeUndefined();
    else await expect(undone).rejects.toThrow('damaged');
  },
);
