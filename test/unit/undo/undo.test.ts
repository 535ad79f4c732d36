import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFiles } from '../../../src/runtime/files.ts';
import type { Entry } from '../../../src/undo/journal.ts';
import { undoAll } from '../../../src/undo/undo.ts';
import { has } from '../../platform.ts';
import { fakeContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const TEMP = path.resolve('/runner/_temp');
const FOLDER = path.join(TEMP, 'alicloud-credentials-1');

test('removes the private folder after everything else, whenever it was made', async () => {
  const folder = { kind: 'folder', path: FOLDER };
  const others = [{ kind: 'one' }, { kind: 'two', usesFolder: true }];
  for (const at of [0, 1, 2]) {
    const { files } = memoryFiles();
    files.ensureFolder(FOLDER);
    files.create(`${FOLDER}/token`, 'secret');
    const undone: string[] = [];
    const exporter = {
      undo: (_: unknown, { kind }: Entry) => {
        undone.push(`${kind} while the folder ${files.look(FOLDER) ? 'is there' : 'is gone'}`);
        return true;
      },
      discard: () => {},
    };
    const context = fakeContext({ env: { RUNNER_TEMP: TEMP }, files });
    expect(await undoAll(context, others.toSpliced(at, 0, folder), async () => exporter)).toBe(true);
    expect(undone).toEqual(['two while the folder is there', 'one while the folder is there']);
    expect(files.look(FOLDER)).toBeUndefined();
  }
});

test.skipIf(!has.folderLinks)(
  'removes a link in the place of a private folder, and nothing that it leads to (needs links to folders)',
  async () => {
    const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'undo-'));
    const owners = path.join(temp, 'owners');
    const folder = path.join(temp, 'alicloud-credentials-1');
    fs.mkdirSync(owners);
    fs.writeFileSync(path.join(owners, 'file'), '');
    fs.symlinkSync(owners, folder, 'junction');
    const context = fakeContext({ env: { RUNNER_TEMP: temp }, files: nodeFiles });
    const entry = { kind: 'folder', path: folder };
    expect(await undoAll(context, [entry], async () => undefined)).toBe(true);
    expect(fs.readdirSync(owners)).toEqual(['file']);
    expect(fs.readdirSync(temp)).toEqual(['owners']);
    fs.rmSync(temp, { recursive: true });
  },
);
