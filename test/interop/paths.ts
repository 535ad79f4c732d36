/** Where things are: the checkout, what is installed, the pinned versions. */

import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const HERE = import.meta.dirname;

/** Everything that is installed; ignored by git. */
export const CACHE = path.resolve(process.env['INTEROP_CACHE'] ?? path.join(ROOT, '.work/interop'));
export const BIN = path.join(CACHE, 'bin');
export const PAGE = path.join(ROOT, 'docs/compatibility.md');

/** The folder of the action that is proven: this checkout's, unless another's (a release, say) is given. */
export const ACTION_FOLDER = path.resolve(process.env['INTEROP_ACTION'] ?? ROOT);

/** The action as it is committed. */
export const ACTION = {
  main: path.join(ACTION_FOLDER, 'dist/main/index.js'),
  post: path.join(ACTION_FOLDER, 'dist/post/index.js'),
};

/** Built with `go install`. */
export const ACT = 'github.com/nektos/act@v0.2.89';

/** The files in this folder that pin packages, and how they say a version. */
const PINS = {
  node: ['node/package.json', (name: string) => `"${name}": "([^"]+)"`],
  python: ['python/requirements.in', (name: string) => `^${name}==(\\S+)`],
  go: ['go/go.mod', (name: string) => `${name} v(\\S+)`],
  'go-oldest': ['go/oldest.mod', (name: string) => `${name} v(\\S+)`],
  rust: ['rust/Cargo.toml', (name: string) => `^${name} = "=([^"]+)"`],
  tofu: ['tofu/go.mod', (name: string) => `${name} v(\\S+)`],
  java: ['java/pom.xml', (name: string) => `<artifactId>${name}</artifactId>\\s*<version>([^<]+)<`],
} as const;

/** The version of a package that one of them pins. */
export function pinned(by: keyof typeof PINS, name: string): string {
  const [file, pattern] = PINS[by];
  const version = new RegExp(pattern(name), 'm').exec(fs.readFileSync(path.join(HERE, file), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${file} does not pin ${name}.`);
  return version;
}
