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

/** The version of a package that a manifest in this folder pins. */
export function pinned(folder: 'node' | 'python' | 'go' | 'java' | 'rust' | 'tofu', name: string): string {
  const [file, pattern] = {
    node: ['package.json', `"${name}": "([^"]+)"`],
    python: ['requirements.in', `^${name}==(\\S+)`],
    go: ['go.mod', `${name} v(\\S+)`],
    rust: ['Cargo.toml', `^${name} = "=([^"]+)"`],
    tofu: ['go.mod', `${name} v(\\S+)`],
    java: ['pom.xml', `<artifactId>${name}</artifactId>\\s*<version>([^<]+)<`],
  }[folder];
  const text = fs.readFileSync(path.join(HERE, folder, file ?? ''), 'utf8');
  const version = new RegExp(pattern ?? '', 'm').exec(text)?.[1];
  if (version === undefined) throw new Error(`${folder}/${file} does not pin ${name}.`);
  return version;
}
