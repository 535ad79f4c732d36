/**
 * Before tests of the built action: dist/ must be what the sources give, or they would test something else. Then it is
 * installed as a runner does it, with its Node, outside of the checkout: in a path without blanks, which the command of
 * a refreshing profile needs, and where every user may go.
 */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isStamped } from '../scripts/dist-stamp.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

export default function setup(): () => void {
  if (!isStamped()) {
    const check = path.join(ROOT, 'scripts/check-dist.ts');
    const { status, stderr } = spawnSync(process.execPath, [check], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr.trim());
  }
  const installed = fs.mkdtempSync(path.join(os.tmpdir(), 'action-'));
  fs.cpSync(path.join(ROOT, 'dist'), path.join(installed, 'dist'), { recursive: true });
  process.env['SCENARIO_ACTION'] = installed;
  process.env['SCENARIO_NODE'] = installNode(installed);
  for (const name of ['', ...fs.readdirSync(installed, { recursive: true, encoding: 'utf8' })])
    fs.chmodSync(path.join(installed, name), 0o755);
  return () => fs.rmSync(installed, { recursive: true, force: true });
}

/** The machine's own Node stays where it is: it can need what lies beside it. */
function installNode(folder: string): string {
  const node = fs.realpathSync(process.env['SCENARIO_NODE'] ?? process.execPath);
  if (!node.startsWith(fs.realpathSync(ROOT) + path.sep)) return node;
  const copy = path.join(folder, path.basename(node));
  fs.copyFileSync(node, copy, fs.constants.COPYFILE_FICLONE);
  return copy;
}
