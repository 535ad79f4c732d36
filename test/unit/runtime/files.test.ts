import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { FileError } from '../../../src/errors.ts';
import { type Files, filesOn, nodeFiles } from '../../../src/runtime/files.ts';
import type { FileSystem } from '../../../src/runtime/sharing.ts';
import { has } from '../../platform.ts';
import { makeWorld } from '../support/world.ts';

let root: string;
const at = (...parts: string[]): string => path.join(root, ...parts);
const modeOf = (file: string): number => fs.statSync(file).mode & 0o777;

beforeEach(() => {
  root = makeWorld().home;
});

describe('a new file', () => {
  test.skipIf(!has.permissionBits)(
    'can be read by nobody else, whatever the umask (needs permission bits)',
    () => {
      const before = process.umask(0);
      try {
        nodeFiles.create(at('secret'), 'content');
        nodeFiles.createPrivateFolder(at('folder'));
      } finally {
        process.umask(before);
      }
      expect(modeOf(at('secret'))).toBe(0o600);
      expect(modeOf(at('folder'))).toBe(0o700);
      expect(nodeFiles.read(at('secret'))).toBe('content');
    },
  );

  test.skipIf(!has.symbolicLinks)(
    'is never written over what is there, nor through a link (needs symbolic links)',
    () => {
      fs.writeFileSync(at('file'), 'theirs');
      fs.symlinkSync(at('target'), at('link'));
      for (const name of ['file', 'link']) {
        expect(() => nodeFiles.create(at(name), 'ours')).toThrow(FileError);
        expect(() => nodeFiles.createPrivateFolder(at(name))).toThrow(FileError);
      }
      expect(fs.readFileSync(at('file'), 'utf8')).toBe('theirs');
      expect(fs.existsSync(at('target'))).toBe(false);
    },
  );
});

describe('reading', () => {
  test.skipIf(!has.symbolicLinks)('follows links to a file (needs symbolic links)', () => {
    fs.writeFileSync(at('target'), 'token');
    fs.symlinkSync(at('target'), at('link'));
    expect(nodeFiles.read(at('link'))).toBe('token');
    expect(nodeFiles.read(at('nowhere'))).toBeUndefined();
  });

  /** Node itself can make none. */
  const hasPipes = spawnSync('mkfifo', ['--version']).status === 0;

  test.skipIf(!hasPipes)('never waits for a pipe, a link to one included (needs mkfifo)', () => {
    spawnSync('mkfifo', [at('pipe')]);
    fs.symlinkSync(at('pipe'), at('link'));
    for (const name of ['pipe', 'link']) {
      expect(() => nodeFiles.read(at(name))).toThrow(FileError);
      expect(() => nodeFiles.read(at(name))).toThrow(`${at(name)} is a pipe or a device`);
    }
    expect(() => nodeFiles.read('/dev/null')).toThrow('not a regular file');
  });

  test.skipIf(!has.procAndDev)(
    'is bounded by what is read, whatever size a file says it has (needs /proc and /dev)',
    () => {
      // As below /proc: a regular file of size 0, without an end in sight.
      const endless = { ...fs, fstatSync: () => ({ isFile: () => true, isDirectory: () => false, size: 0 }) };
      expect(() => filesOn(endless as unknown as FileSystem).read('/dev/zero')).toThrow('larger than 8 MB');
      fs.writeFileSync(at('most'), 'x'.repeat(8 * 2 ** 20));
      expect(nodeFiles.read(at('most'))?.length).toBe(8 * 2 ** 20);
      fs.appendFileSync(at('most'), 'x');
      expect(() => nodeFiles.read(at('most'))).toThrow('larger than 8 MB');
      expect(nodeFiles.read('/proc/self/status')).toContain('Pid:');
    },
  );

  test('refuses a folder as one', () => {
    expect(() => nodeFiles.read(root)).toThrow(`Cannot read ${root}: it is a folder.`);
  });
});

/** In a process of its own: what waits for a pipe hears no signal, and would hold the tests. */
function elsewhere(program: string): string {
  const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    timeout: 10_000,
    killSignal: 'SIGKILL',
  });
  return ran.signal ?? ran.stdout + ran.stderr;
}

const module = (name: string): string => JSON.stringify(pathToFileURL(path.resolve('src/runtime', name)));

describe.skipIf(!has.procAndDev)('what is a pipe or a device (needs /proc and /dev)', () => {
  const told = (call: string): string =>
    `try { ${call}; console.log('done'); } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const files = `import { nodeFiles } from ${module('files.ts')};`;
  const pipe = (): string => {
    spawnSync('mkfifo', [at('pipe')]);
    return at('pipe');
  };
  const link = (): string => {
    fs.symlinkSync(pipe(), at('link'));
    return at('link');
  };
  const kinds: [string, () => string][] = [
    ['a pipe', pipe],
    ['a link to one', link],
    ['a device', () => '/dev/null'],
    ['a full device', () => '/dev/full'],
  ];

  test.each(kinds)('is not appended to, and nothing waits for it: %s', (_, make) => {
    const file = make();
    expect(elsewhere(`${files} ${told(`nodeFiles.append(${JSON.stringify(file)}, 'x')`)}`)).toBe(
      `FileError: ${file} is a pipe or a device, not a regular file, and is not used.\n`,
    );
  });

  test('is not written over', () => {
    spawnSync('mkfifo', [at('pipe')]);
    for (const file of [at('pipe'), '/dev/null'])
      expect(elsewhere(`${files} ${told(`nodeFiles.overwrite(${JSON.stringify(file)}, '')`)}`)).toMatch(
        /^FileError: .* is a pipe or a device/,
      );
  });

  test.each([...kinds, ['a device without end', () => '/dev/zero'] as const])(
    'is not read as the event of the job: %s',
    (_, make) => {
      const program = `import { readJob } from ${module('system.ts')};
        process.env.GITHUB_EVENT_PATH = ${JSON.stringify(make())};
        process.env.GITHUB_RUN_ID = '7';
        const { runId, payload } = readJob();
        console.log(JSON.stringify([runId, payload]));`;
      expect(elsewhere(program)).toBe('[7,{}]\n');
    },
  );
});

describe('the event of the job', () => {
  test.each([
    ['null', '{}'],
    ['[1]', '{}'],
    ['not JSON', '{}'],
    [`{"a":"${'x'.repeat(8 * 2 ** 20)}"}`, '{}'],
    ['{"repository":{"name":"r"}}', '{"repository":{"name":"r"}}'],
  ])('is empty where it is no object, or huge: %#', (text, payload) => {
    fs.writeFileSync(at('event'), text);
    const program = `import { readJob } from ${module('system.ts')};
      process.env.GITHUB_EVENT_PATH = ${JSON.stringify(at('event'))};
      readJob();
      console.log(JSON.stringify(readJob().payload));`;
    expect(elsewhere(program)).toBe(`${payload}\n`);
  });
});

test('an append that fails says why, also where what it left cannot be cut off', () => {
  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  const full = { ...fs, writeFileSync: failing('ENOSPC'), ftruncateSync: failing('EINVAL') };
  expect(() => filesOn(full as unknown as FileSystem).append(at('file'), 'x')).toThrow('the disk is full');
});

describe('replacing a file', () => {
  test('leaves the new content, closed to others, and no temporary file', () => {
    fs.writeFileSync(at('file'), 'old', { mode: 0o644 });
    nodeFiles.replace(at('file'), at('file.tmp'), 'new');
    expect(fs.readFileSync(at('file'), 'utf8')).toBe('new');
    if (has.permissionBits) expect(modeOf(at('file'))).toBe(0o600);
    expect(fs.readdirSync(root)).toEqual(['file']);
  });

  test.skipIf(!has.symbolicLinks)('does not write through a link in its place (needs symbolic links)', () => {
    fs.writeFileSync(at('target'), 'theirs');
    fs.symlinkSync(at('target'), at('file'));
    nodeFiles.replace(at('file'), at('file.tmp'), 'new');
    expect(fs.readFileSync(at('target'), 'utf8')).toBe('theirs');
    expect(fs.lstatSync(at('file')).isFile()).toBe(true);
  });

  test.skipIf(!has.symbolicLinks)(
    'does not write through a link in the place of the temporary file (needs symbolic links)',
    () => {
      fs.writeFileSync(at('target'), 'theirs');
      fs.symlinkSync(at('target'), at('file.tmp'));
      expect(() => nodeFiles.replace(at('file'), at('file.tmp'), 'new')).toThrow(FileError);
      expect(fs.readFileSync(at('target'), 'utf8')).toBe('theirs');
      expect(fs.existsSync(at('file'))).toBe(false);
    },
  );

  test('that fails leaves the old content and no temporary file', () => {
    fs.mkdirSync(at('folder', 'inner'), { recursive: true });
    expect(() => nodeFiles.replace(at('folder'), at('folder.tmp'), 'new')).toThrow(FileError);
    expect(fs.readdirSync(root)).toEqual(['folder']);
  });
});

describe('looking and reading', () => {
  test.skipIf(!has.symbolicLinks)('tells what is there, links not followed (needs symbolic links)', () => {
    fs.writeFileSync(at('file'), '');
    fs.chmodSync(at('file'), 0o640);
    fs.mkdirSync(at('folder'));
    fs.symlinkSync(at('nowhere'), at('link'));
    expect(nodeFiles.look(at('file'))).toMatchObject({ kind: 'file', mode: 0o640 });
    expect(nodeFiles.look(at('folder'))?.kind).toBe('folder');
    expect(nodeFiles.look(at('link'))?.kind).toBe('symlink');
    expect(nodeFiles.look('/dev/null')?.kind).toBe('other');
    expect(nodeFiles.look(at('nothing'))).toBeUndefined();
  });

  test('gives text as it is, a byte order mark included', () => {
    fs.writeFileSync(at('file'), '\ufeffa\r\n中');
    expect(nodeFiles.read(at('file'))).toBe('\ufeffa\r\n中');
    expect(nodeFiles.read(at('nothing'))).toBeUndefined();
  });

  test.skipIf(!has.symbolicLinks)('follows a link, as a mounted token is one (needs symbolic links)', () => {
    fs.writeFileSync(at('target'), 'token');
    fs.symlinkSync(at('target'), at('link'));
    expect(nodeFiles.read(at('link'))).toBe('token');
  });

  test.each([
    ['bytes that are no UTF-8', () => fs.writeFileSync(at('it'), Buffer.from([0xff, 0xfe]))],
    ['a folder', () => fs.mkdirSync(at('it'))],
  ])('refuses %s, by the path', (_, prepare) => {
    prepare();
    isRefused();
  });

  test.skipIf(!has.symbolicLinks)('refuses a link to itself, by the path (needs symbolic links)', () => {
    fs.symlinkSync(at('it'), at('it'));
    isRefused();
  });

  function isRefused(): void {
    expect(() => nodeFiles.read(at('it'))).toThrow(FileError);
    expect(() => nodeFiles.read(at('it'))).toThrow(at('it'));
  }
});

describe('folders', () => {
  test('are made with those above them, unless they are there', () => {
    nodeFiles.ensureFolder(at('a', 'b'));
    if (has.permissionBits) expect([modeOf(at('a')), modeOf(at('a', 'b'))]).toEqual([0o700, 0o700]);
    fs.writeFileSync(at('a', 'b', 'file'), 'theirs');
    nodeFiles.ensureFolder(at('a', 'b'));
    expect(fs.readdirSync(at('a', 'b'))).toEqual(['file']);
  });

  test('are not made below a file, whatever the system says of that', () => {
    fs.writeFileSync(at('plain'), 'theirs');
    // Windows does.
    const mkdirSync = () => {
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    };
    for (const files of [nodeFiles, filesWith({ mkdirSync })]) {
      expect(() => files.ensureFolder(at('plain', 'a', 'b'))).toThrow(/a part of .* is not a folder/);
      expect(() => files.ensureFolder(at('plain'))).toThrow('is not a folder');
    }
  });

  test.skipIf(!has.symbolicLinks)(
    'are removed with what is in them, but links in them are not followed (needs symbolic links)',
    () => {
      fs.writeFileSync(at('theirs'), 'theirs');
      fs.mkdirSync(at('ours'));
      fs.symlinkSync(at('theirs'), at('ours', 'link'));
      nodeFiles.removeFolder(at('ours'));
      nodeFiles.removeFolder(at('ours'));
      expect(fs.readdirSync(root)).toEqual(['theirs']);
    },
  );

  test('are removed only if empty where that is asked', () => {
    fs.mkdirSync(at('full', 'empty'), { recursive: true });
    nodeFiles.removeEmptyFolder(at('full'));
    expect(fs.existsSync(at('full'))).toBe(true);
    nodeFiles.removeEmptyFolder(at('full', 'empty'));
    nodeFiles.removeEmptyFolder(at('full', 'empty'));
    expect(fs.readdirSync(at('full'))).toEqual([]);
  });

  test.skipIf(!has.procAndDev)(
    'that a file system never makes are refused, not tried for ever (needs /proc and /dev)',
    () => {
      const program = `
      import { nodeFiles } from ${module('files.ts')};
      try { nodeFiles.ensureFolder('/proc/no-such-folder'); } catch (error) { console.log(error.name, error.message); }
    `;
      const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
        encoding: 'utf8',
        timeout: 20_000,
        killSignal: 'SIGKILL',
      });
      expect(signal).toBeNull();
      expect(stdout).toMatch(/^FileError .*\/proc\/no-such-folder/);
    },
  );
});

describe('an error', () => {
  test('of any kind names the path and what was tried, and nothing of the content', () => {
    fs.writeFileSync(at('file'), 'x');
    const below = at('file', 'below');
    const attempts: [() => unknown, RegExp][] = [
      [() => nodeFiles.create(below, 'the-secret'), /Cannot write .*file[/\\]below/],
      [() => nodeFiles.append(below, 'the-secret'), /Cannot write .*file[/\\]below/],
      [() => nodeFiles.replace(below, `${below}.tmp`, 'the-secret'), /Cannot write .*file[/\\]below/],
      [() => nodeFiles.ensureFolder(below), /Cannot create .*file[/\\]below/],
      [() => nodeFiles.createPrivateFolder(below), /Cannot create .*file[/\\]below/],
      [() => nodeFiles.create(at('no', 'folder'), 'the-secret'), /folder .*no does not exist/],
    ];
    for (const [attempt, message] of attempts) {
      expect(attempt).toThrow(FileError);
      expect(attempt).toThrow(message);
      expect(attempt).toThrow(expect.not.stringContaining('the-secret'));
    }
  });

  test('is none where something to remove is not there', () => {
    nodeFiles.remove(at('nothing'));
    nodeFiles.removeFolder(at('nothing'));
    nodeFiles.removeEmptyFolder(at('nothing'));
  });
});

/** Files on a disk of which some calls behave otherwise. */
const filesWith = (calls: Partial<FileSystem>): Files => filesOn({ ...fs, ...calls });

function refusing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
}

describe('a file system', () => {
  test('whose root is missing, a drive or share, is named', () => {
    const files = filesWith({ existsSync: () => false });
    expect(() => files.ensureFolder(at('folder'))).toThrow(
      `There is no ${path.parse(root).root}: the drive or share is missing.`,
    );
  });

  test('that is read-only does not mind that nothing is removed', () => {
    const files = filesWith({ unlinkSync: refusing('EROFS'), rmdirSync: refusing('EROFS') });
    files.remove(at('nothing'));
    files.removeEmptyFolder(at('nothing'));
    fs.writeFileSync(at('file'), '');
    fs.mkdirSync(at('folder'));
    expect(() => files.remove(at('file'))).toThrow('the file system is read-only');
    expect(() => files.removeEmptyFolder(at('folder'))).toThrow('the file system is read-only');
  });
});
