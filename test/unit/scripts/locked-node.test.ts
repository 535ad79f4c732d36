import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { has } from '../../platform.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PACKAGE = `node-${process.platform.replace('win32', 'win')}-${process.arch}`;

/** A checkout as npm 10 leaves it: the package is there, and no link to its Node. */
let checkout: string;

beforeEach(() => {
  checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'a checkout-'));
  fs.mkdirSync(path.join(checkout, 'scripts'));
  fs.copyFileSync(path.join(ROOT, 'scripts/locked-node.cjs'), path.join(checkout, 'scripts/locked-node.cjs'));
  write('package.json', JSON.stringify({ optionalDependencies: { [PACKAGE]: '24.21.0' } }));
});

afterEach(() => fs.rmSync(checkout, { recursive: true, force: true }));

function write(file: string, text: string, mode = 0o644): string {
  const target = path.join(checkout, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text, { mode });
  return target;
}

/** What stands in the place of the locked Node. */
const install = (script: string) =>
  write(`node_modules/${PACKAGE}/bin/node`, `#!/bin/sh\n${script}\n`, 0o755);

/** Runs it on this Node, which may claim another version. */
function run(parameters: readonly string[], version = process.version) {
  const claim = write(
    'claim.cjs',
    `Object.defineProperty(process, 'version', { value: '${version}' });
    Object.defineProperty(process, 'versions', { value: { node: '${version.slice(1)}' } });`,
  );
  const launcher = path.join(checkout, 'scripts/locked-node.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', claim, launcher, ...parameters], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const PRINT = ['-p', 'process.argv.length'];

test.skipIf(!has.permissionBits)(
  'the locked Node runs the script, and its status is that of all (needs permission bits)',
  () => {
    install('for each; do echo "<$each>"; done; exit 3');
    expect(run(['a script.ts', '', '*'])).toEqual({
      status: 3,
      stdout: '<a script.ts>\n<>\n<*>\n',
      stderr: '',
    });
  },
);

test.skipIf(!has.signals)('whoever ends it ends the script (needs signals)', async () => {
  install('trap "echo ended; exit 4" TERM; echo ready; while :; do sleep 0.05; done');
  const child = spawn(process.execPath, [path.join(checkout, 'scripts/locked-node.cjs')], { stdio: 'pipe' });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text === 'ready\n') child.kill('SIGTERM');
  });
  expect(await once(child, 'close')).toEqual([4, null]);
  expect(said).toBe('ready\nended\n');
});

test.skipIf(!has.signals)('a script that a signal ends looks so from outside (needs signals)', () => {
  install('kill -KILL $$');
  const { signal } = spawnSync(process.execPath, [path.join(checkout, 'scripts/locked-node.cjs')]);
  expect(signal).toBe('SIGKILL');
});

test.each([
  ['none is installed', () => {}],
  ['it does not start here', () => write(`node_modules/${PACKAGE}/bin/node`, 'not a program', 0o644)],
])('where %s, the machine’s own runs the script if it is new enough', (_, prepare) => {
  prepare();
  expect(run(PRINT, 'v24.4.0')).toEqual({ status: 0, stdout: '1\n', stderr: '' });
  expect(run(PRINT, 'v26.0.0').status).toBe(0);
});

test('an older one of the machine is refused, with what to do', () => {
  const refused = (why: string) => ({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(
      `^This needs Node 24\\.4 or newer, and the machine's own is v24\\.3\\.0\\.\n${why}\n$`,
    ),
  });
  expect(run(PRINT, 'v24.3.0')).toEqual(
    refused(
      'The one that npm ci installs does not start \\(.*\\): run npm ci again, or install Node 24.4 or newer.',
    ),
  );
  write('package.json', '{ "optionalDependencies": {} }');
  expect(run(PRINT, 'v24.3.0')).toEqual(
    refused(
      `npm ci installs none for ${process.platform.replace('win32', 'win')}-${process.arch}: install Node 24.4 or newer.`,
    ),
  );
});
