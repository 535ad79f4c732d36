/** Proves that dist/ is exactly what the sources give: builds into a scratch folder and compares byte by byte. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle, ROOT } from './bundle.ts';
import { stamp } from './dist-stamp.ts';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dist-'));

try {
  bundle(scratch);
  const [committed, built] = [path.join(ROOT, 'dist'), scratch].map(filesOf);
  const names = new Set([...(committed?.keys() ?? []), ...(built?.keys() ?? [])]);
  const differing = [...names].filter((name) => {
    const [one, other] = [committed?.get(name), built?.get(name)];
    return !one || !other || !one.equals(other);
  });
  if (differing.length > 0) {
    console.error(
      `dist/ is not what the sources give; run "npm run build". Differing: ${differing.join(', ')}`,
    );
    process.exitCode = 1;
  } else {
    stamp();
    console.log(`dist/ is what the sources give (${names.size} files).`);
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

function filesOf(folder: string): Map<string, Buffer> {
  const entries = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), fs.readFileSync(file)];
    }),
  );
}
