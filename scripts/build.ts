/** Builds dist/ from src/, aside, and swaps it in when it is whole: a build that fails leaves dist/ as it was. */
import fs from 'node:fs';
import path from 'node:path';
import { bundle, ROOT } from './bundle.ts';
import { stamp } from './dist-stamp.ts';

const dist = path.join(ROOT, 'dist');
fs.mkdirSync(path.join(ROOT, '.work'), { recursive: true });
const scratch = fs.mkdtempSync(path.join(ROOT, '.work', 'build-'));

try {
  const [built, before] = ['built', 'before'].map((name) => path.join(scratch, name)) as [string, string];
  fs.mkdirSync(built);
  bundle(built);
  if (fs.existsSync(dist)) fs.renameSync(dist, before);
  try {
    fs.renameSync(built, dist);
  } catch (error) {
    if (fs.existsSync(before)) fs.renameSync(before, dist);
    throw error;
  }
  stamp();
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
