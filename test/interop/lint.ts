/** The actions and the workflows against the published schemas. What linters say of them: .ci/lint. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Checks } from './checks.ts';
import type { Toolchain } from './install.ts';
import { CACHE, HERE, ROOT } from './paths.ts';

export function lint(available: (toolchain: Toolchain) => boolean, checks: Checks): void {
  const run = (name: string, command: string, parameters: readonly string[]): void => {
    const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: ROOT, encoding: 'utf8' });
    checks.expect(name, status === 0, `${stdout}${stderr}`);
  };
  const workflows = [
    ...['.github/workflows', 'examples'].flatMap((folder) =>
      fs.readdirSync(path.join(ROOT, folder)).map((name) => path.join(ROOT, folder, name)),
    ),
    path.join(HERE, 'act/workflow.yml'),
  ].filter((file) => /\.ya?ml$/.test(file));
  if (available('python')) {
    const schema = path.join(CACHE, 'python/.venv/bin/check-jsonschema');
    const actions = ['action.yml', 'acr-login/action.yml', 'check/action.yml', 'logout/action.yml'];
    run('schema: actions', schema, ['--builtin-schema', 'vendor.github-actions', ...actions]);
    run('schema: workflows', schema, ['--builtin-schema', 'vendor.github-workflows', ...workflows]);
  }
}
