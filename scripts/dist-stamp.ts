/** Remembers, outside of what is committed, that dist/ is what the sources give: proving it takes a build. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './bundle.ts';

const STAMP = path.join(ROOT, '.work', 'dist.sha256');

/** What dist/ is made from, and dist/ itself. */
const PARTS = [
  'src',
  'scripts/bundle.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'dist',
];

export function isStamped(): boolean {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === digest();
}

/** Call it when dist/ has just been built, or compared with what the sources give. */
export function stamp(): void {
  fs.mkdirSync(path.dirname(STAMP), { recursive: true });
  fs.writeFileSync(STAMP, digest());
}

function digest(): string {
  const hash = createHash('sha256');
  for (const file of PARTS.flatMap(filesOf)) {
    hash.update(`${file}\0`);
    hash.update(
      createHash('sha256')
        .update(fs.readFileSync(path.join(ROOT, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

/** By path from the checkout, with slashes, in order. */
function filesOf(part: string): string[] {
  const stat = fs.statSync(path.join(ROOT, part), { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [part] : [];
  return fs
    .readdirSync(path.join(ROOT, part))
    .sort()
    .flatMap((name) => filesOf(`${part}/${name}`));
}
