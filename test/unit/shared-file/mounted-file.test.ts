/** A config.json that is a mount of its own, as containers make of single files: it can be written, and not replaced. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const UNSHARE = ['--mount', '--propagation', 'private'];
const canMount = process.getuid?.() === 0 && spawnSync('unshare', [...UNSHARE, 'true']).status === 0;

/** Runs a program on a folder in which config.json is mounted; it gets the path of that file. */
function onMounted(program: string): { said: unknown; content: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mounted-'));
  try {
    const [source, file] = ['source', 'config.json'].map((name) => path.join(folder, name));
    if (!source || !file) throw new Error('two paths');
    fs.writeFileSync(source, 'SECRET and more');
    fs.writeFileSync(file, '');
    const script = 'mount --bind "$3" "$4" && exec "$1" --input-type=module --eval "$2" "$4"';
    const { stdout, stderr } = spawnSync(
      'unshare',
      [...UNSHARE, 'sh', '-c', script, 'sh', process.execPath, program, source, file],
      { encoding: 'utf8' },
    );
    expect(stderr.replace(/.*Warning.*\n?|.*--trace-warnings.*\n?/g, '')).toBe('');
    return { said: JSON.parse(stdout), content: fs.readFileSync(source, 'utf8') };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const IMPORTS = `
  import { nodeFiles } from ${JSON.stringify(path.resolve('src/runtime/files.ts'))};
  import { put, takeAway } from ${JSON.stringify(path.resolve('src/shared-file/write.ts'))};
  const file = process.argv[1];
  const held = { file: (name) => file + '-' + name };
  const messageOf = (action) => { try { action(); return ''; } catch (error) { return error.message; } };
`;

test.skipIf(!canMount)('is refused in words before anything is in it (needs root and unshare)', () => {
  const { said, content } = onMounted(
    `${IMPORTS} console.log(JSON.stringify(messageOf(() => nodeFiles.replace(file, held.file('new'), 'longer text'))));`,
  );
  expect(said).toMatch(/^Cannot write .*config\.json: it is mounted as a single file/);
  expect(content).toBe('SECRET and more');
});

test.skipIf(!canMount)('is written where it is when a secret is taken out (needs root and unshare)', () => {
  const { said, content } = onMounted(
    `${IMPORTS} console.log(JSON.stringify(messageOf(() => put(nodeFiles, held, file, { text: 'rest' }))));`,
  );
  expect([said, content]).toEqual(['', 'rest']);
});

test.skipIf(!canMount)('is emptied where it cannot be removed, and named (needs root and unshare)', () => {
  const { said, content } = onMounted(
    `${IMPORTS} console.log(JSON.stringify(messageOf(() => takeAway(nodeFiles, held, file))));`,
  );
  expect(said).toMatch(/^Cannot remove .*config\.json: it is mounted as a single file/);
  expect(content).toBe('');
});

test.skipIf(!canMount)(
  'is no full disk where what must be written is longer (needs root and unshare)',
  () => {
    const { said, content } = onMounted(
      `${IMPORTS} console.log(JSON.stringify(messageOf(() => put(nodeFiles, held, file, { text: 'longer than what is there' }))));`,
    );
    expect(said).toMatch(/^Cannot write .*config\.json: it is mounted as a single file/);
    expect(content).toBe('SECRET and more');
  },
);
