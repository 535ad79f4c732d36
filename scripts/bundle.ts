/** What dist/ is made of: tsc to lib/, then ncc on each entry. (ncc cannot read TypeScript 7.) */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');

export const ENTRIES = ['main', 'post', 'check', 'logout', 'acr-login', 'refresh'];

/** Two thirds of what is bundled, and several entries may load it: once in `dist/`, in a folder of its own. */
const SHARED = 'undici';

const LIB = path.join(ROOT, 'lib');

/** A package of which something is bundled. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** Absolute. */
  readonly folder: string;
}

/** Bundles the sources into a folder that is there and empty, and tells which packages are in it, by name. */
export function bundle(target: string): readonly Bundled[] {
  fs.rmSync(LIB, { recursive: true, force: true });
  tool('typescript/bin/tsc', '-p', 'tsconfig.build.json');
  // Without a type, ncc makes CommonJS of our modules: Node starts that 5 ms sooner.
  fs.writeFileSync(path.join(LIB, 'package.json'), '{}');
  fs.writeFileSync(path.join(target, 'package.json'), '{ "type": "commonjs" }\n');
  const packages = new Map<string, Bundled>();
  const build = (name: string, source: string, ...options: string[]): void => {
    const out = path.join(target, name);
    const stats = path.join(LIB, `${name}.stats.json`);
    const always = ['--out', out, '--no-cache', '--stats-out', stats];
    tool('@vercel/ncc/dist/ncc/cli.js', 'build', source, ...always, ...options);
    const made: Stats = JSON.parse(fs.readFileSync(stats, 'utf8'));
    nameChunks(out, made.chunks);
    writeInAscii(out);
    const used = packagesOf(made);
    fs.writeFileSync(path.join(out, 'licenses.txt'), licenses(used));
    for (const one of used) packages.set(one.folder, one);
  };
  for (const entry of ENTRIES) {
    build(entry, path.join('lib', `${entry}.js`), '--external', SHARED);
    askForShared(path.join(target, entry));
  }
  build(SHARED, path.join('node_modules', SHARED, 'index.js'));
  return sorted(packages.values());
}

function tool(name: string, ...parameters: string[]): void {
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules', ...name.split('/')), ...parameters], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

interface Module {
  /** The file that it comes from; null for what webpack makes itself. */
  readonly nameForCondition?: string | null;
  /** What was joined into it. */
  readonly modules?: readonly Module[];
}

interface Chunk {
  readonly id: number;
  readonly initial: boolean;
  readonly modules: readonly Module[];
  /** The imports that load it. */
  readonly origins: readonly { readonly request: string }[];
}

interface Stats {
  readonly modules: readonly Module[];
  readonly chunks: readonly Chunk[];
}

/** Names what is loaded on demand after what is inside. (ncc has numbers alone, and no option.) */
function nameChunks(out: string, chunks: readonly Chunk[]): void {
  const loaded = chunks.filter(({ initial }) => !initial);
  if (loaded.length === 0) return;
  const names = Object.fromEntries(loaded.map((chunk) => [chunk.id, `${nameOf(chunk)}.js`]));
  if (new Set(Object.values(names)).size < loaded.length) throw new Error('Two chunks have one name.');
  const index = path.join(out, 'index.js');
  const [before = '', after, ...others] = fs
    .readFileSync(index, 'utf8')
    .split('return "" + chunkId + ".index.js";');
  if (after === undefined || others.length > 0) throw new Error('ncc names chunks in another way now.');
  fs.writeFileSync(index, `${before}return ${JSON.stringify(names)}[chunkId];${after}`);
  for (const [id, name] of Object.entries(names))
    fs.renameSync(path.join(out, `${id}.index.js`), path.join(out, name));
}

/** The module that is asked for; of a chunk that only holds a package, its name. */
function nameOf({ modules, origins: [origin] }: Chunk): string {
  const request = origin?.request ?? '';
  const packages = new Set(
    modules.map(({ nameForCondition }) => /node_modules[\\/]([^\\/]+)/.exec(nameForCondition ?? '')?.[1]),
  );
  const [only] = packages;
  return packages.size === 1 && only && !request.includes('node_modules')
    ? only
    : path.basename(request, '.js');
}

/** A few curly quotes in the messages would make V8 hold a whole file in two bytes a character. */
function writeInAscii(out: string): void {
  for (const name of fs.readdirSync(out).filter((entry) => entry.endsWith('.js'))) {
    const file = path.join(out, name);
    const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, escaped));
  }
}

/** Has a bundle's chunks load the package from the folder that it has to itself. */
function askForShared(out: string): void {
  for (const name of fs.readdirSync(out).filter((entry) => entry.endsWith('.js'))) {
    const file = path.join(out, name);
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replace(`require("${SHARED}")`, `require("../${SHARED}/index.js")`));
  }
}

/** The packages of which a bundle has modules. (ncc's own list forgets those outside of split-off chunks.) */
function packagesOf(stats: { readonly modules: readonly Module[] }): readonly Bundled[] {
  const filesOf = (modules: readonly Module[]): string[] =>
    modules.flatMap(({ nameForCondition, modules: joined = [] }) => [
      ...(nameForCondition ? [nameForCondition] : []),
      ...filesOf(joined),
    ]);
  const folders = filesOf(stats.modules).flatMap(
    (file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? [],
  );
  return sorted(
    [...new Set(folders)].map((folder) => {
      const { name, version, license } = JSON.parse(
        fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
      );
      return { name, version, license, folder };
    }),
  );
}

function sorted(packages: Iterable<Bundled>): readonly Bundled[] {
  const key = ({ name, version }: Bundled): string => `${name}@${version}`;
  return [...packages].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function licenses(packages: readonly Bundled[]): string {
  return packages
    .map(({ name, version, license, folder }) => {
      const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${name} has no licence file.`);
      const text = fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
