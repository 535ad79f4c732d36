import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../src/record/journal.ts';
import { nodeFiles } from '../../../src/runtime/files.ts';
import { closedOnWindows } from '../../../src/runtime/private-windows.ts';
import { has } from '../../platform.ts';
import { makeWorld } from '../support/world.ts';

/** Where tests run on Windows, icacls is the real one; elsewhere a script stands in for it. */
describe.skipIf(!has.posixPaths)('the private folder on Windows (needs POSIX paths)', () => {
  const scene = (script: string) => {
    const world = makeWorld();
    // A backslash is a letter like any other here.
    const systemRoot = path.join(world.root, 'Windows');
    const said = path.join(world.root, 'said');
    fs.writeFileSync(`${systemRoot}\\System32\\icacls.exe`, `#!/bin/sh\n${script}`, { mode: 0o755 });
    const context = { ...world.step(), files: closedOnWindows(nodeFiles, systemRoot) };
    const { folder } = openJournal(context);
    return { world, said, context, folder, systemRoot };
  };

  test('is taken from what it inherits and given to its owner alone, before anything is in it', () => {
    const { world, context, folder, said } = scene(
      `printf '%s\\n' "$@" >"\${0%/*}/said"; set -- "$1"/*; [ -e "$1" ] && echo "$1" >>"\${0%/*}/said"; exit 0`,
    );
    const place = path.dirname(folder.file('one'));
    expect(fs.readFileSync(said, 'utf8').split('\n')).toEqual([
      place,
      '/inheritance:r',
      '/grant:r',
      '*S-1-3-4:(OI)(CI)F',
      '/q',
      '',
    ]);
    folder.file('two');
    expect(fs.readdirSync(world.temp)).toHaveLength(1);
    expect(context.lines).toEqual([]);
  });

  test('that cannot be closed is a warning, and the step goes on', () => {
    const { context, folder } = scene('exit 5');
    expect(fs.existsSync(path.dirname(folder.file('one')))).toBe(true);
    expect(context.lines.join('')).toMatch(
      /^::warning::Other users of this machine may be able to read .*icacls could not close it \(status 5\)/,
    );
  });

  test('says so, too, where there is no icacls', () => {
    const { context, folder, systemRoot } = scene('');
    fs.rmSync(`${systemRoot}\\System32\\icacls.exe`);
    folder.file('one');
    expect(context.lines.join('')).toMatch(/^::warning::.*ENOENT/);
  });
});
