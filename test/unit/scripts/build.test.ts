import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ENTRIES } from '../../../scripts/bundle.ts';
import { has } from '../../platform.ts';

/** The smallest checkout that can be built, with a dist/ from before. */

const ROOT = path.resolve(import.meta.dirname, '../../..');

let checkout: string;

beforeEach(() => {
  checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
  for (const name of ['scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    fs.cpSync(path.join(ROOT, name), path.join(checkout, name), { recursive: true });
  fs.mkdirSync(path.join(checkout, 'node_modules'));
  for (const name of fs
    .readdirSync(path.join(ROOT, 'node_modules'))
    .filter((entry) => !/^\.|^undici$/.test(entry)))
    fs.symlinkSync(
      path.join(ROOT, 'node_modules', name),
      path.join(checkout, 'node_modules', name),
      'junction',
    );
  // A small one of that name: the real one takes most of a build's time.
  write('node_modules/undici/package.json', '{ "name": "undici", "version": "1.0.0", "license": "MIT" }');
  write('node_modules/undici/index.js', 'module.exports = {};\n');
  write('node_modules/undici/LICENSE', 'Anybody may\n');
  write('dist/main/index.js', '// from before\n');
  write('dist/main/left-over.js', '// from before\n');
  for (const name of ENTRIES)
    write(`src/${name}.ts`, `import { parse } from 'ini';\nconsole.log(parse('a=${name}'));\n`);
});

afterEach(() => fs.rmSync(checkout, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const target = path.join(checkout, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

function build(): number | null {
  return spawnSync(process.execPath, ['scripts/build.ts'], { cwd: checkout, stdio: 'ignore' }).status;
}

/** What builds have left of their own. */
function scratch(): string[] {
  return fs.readdirSync(path.join(checkout, '.work')).filter((name) => name.startsWith('build-'));
}

function dist(): Record<string, string> {
  const folder = path.join(checkout, 'dist');
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}

test.skipIf(!has.folderLinks)('a build takes the place of what was there (needs links to folders)', () => {
  expect(build()).toBe(0);
  expect(Object.keys(dist()).sort()).toEqual(
    [
      'package.json',
      ...[...ENTRIES, 'undici'].flatMap((name) => [`${name}/index.js`, `${name}/licenses.txt`]),
    ].sort(),
  );
  expect(dist()['main/licenses.txt']).toMatch(/^ini \S+ \(ISC\)\n\nThe ISC License\n/);
  expect(dist()['main/licenses.txt']).not.toContain('\r');
  expect(scratch()).toEqual([]);
});

test.skipIf(!has.folderLinks).each([
  ['at the start', 'main', 'const wrong: number = "text";\n'],
  ['half-way, after the first entry', 'post', "import 'unlicensed';\n"],
])('a build that fails %s leaves dist/ as it was (needs links to folders)', (_, entry, code) => {
  write(
    'node_modules/unlicensed/package.json',
    '{ "name": "unlicensed", "version": "1.0.0", "types": "index.d.ts" }',
  );
  write('node_modules/unlicensed/index.js', '');
  write('node_modules/unlicensed/index.d.ts', 'export {};');
  const before = dist();
  write(`src/${entry}.ts`, code);
  expect(build()).toBe(1);
  expect(dist()).toEqual(before);
  expect(scratch()).toEqual([]);
});
