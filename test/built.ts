/** Before tests of the built action: dist/ must be what the sources give, or they would test something else. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isStamped } from '../scripts/dist-stamp.ts';

const CHECK = path.resolve(import.meta.dirname, '../scripts/check-dist.ts');

export default function setup(): void {
  if (isStamped()) return;
  const { status, stderr } = spawnSync(process.execPath, [CHECK], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
}
