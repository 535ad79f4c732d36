/**
 * Builds dist/ from src/: tsc to lib/, then ncc on the two entries. ncc cannot read TypeScript 7.
 *
 * `node scripts/build.ts [folder]` builds into another folder (for the check that dist/ is what the sources give).
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const target = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const lib = path.join(root, 'lib');

const tool = (name: string, ...parameters: string[]): void => {
  execFileSync(process.execPath, [path.join(root, 'node_modules', ...name.split('/')), ...parameters], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

fs.rmSync(lib, { recursive: true, force: true });
tool('typescript/bin/tsc', '-p', 'tsconfig.build.json');
// Without a type, ncc makes CommonJS of our modules: Node starts that 5 ms sooner.
fs.writeFileSync(path.join(lib, 'package.json'), '{}');
fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });
fs.writeFileSync(path.join(target, 'package.json'), '{ "type": "commonjs" }\n');
for (const entry of ['main', 'post']) {
  tool(
    '@vercel/ncc/dist/ncc/cli.js',
    'build',
    path.join('lib', `${entry}.js`),
    '--out',
    path.join(target, entry),
  );
  fs.writeFileSync(path.join(target, entry, 'licenses.txt'), licenses());
}

/** The licences of what is bundled. (ncc's own list forgets the modules outside of split-off chunks.) */
function licenses(): string {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const bundled = Object.entries<{ dev?: boolean; optional?: boolean; version: string; license: string }>(
    lock.packages,
  )
    .filter(([folder, entry]) => folder !== '' && !entry.dev && !entry.optional)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return bundled
    .map(([folder, { version, license }]) => {
      const name = folder.replace(/^.*node_modules\//, '');
      const file = fs.readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${name} has no licence file.`);
      return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(root, folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
