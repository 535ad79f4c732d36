import './runtime/required-node.ts';

import path from 'node:path';
import { InputError, messageOf } from './errors.ts';
import { isFresh, readCached } from './renewal/cache.ts';
import { give } from './renewal/give.ts';
import { nodeFiles } from './runtime/files.ts';
import { printError } from './runtime/stdout.ts';

/**
 * What a refreshing profile runs: `node dist/refresh/index.js FOLDER`, with the login's private folder. It prints one line
 * of JSON, the credential, and nothing else; errors go to standard error. Nearly always the credential that was
 * obtained last is still good, and nothing more is loaded.
 */
const folder = process.argv[2] ?? '';
try {
  if (!path.isAbsolute(folder))
    throw new InputError('The command needs the folder of a login, as the profile has it.');
  const world = { files: nodeFiles, user: process.geteuid?.(), platform: process.platform };
  const cached = readCached(world, folder);
  if (cached && isFresh(cached, Date.now())) give(cached.line);
  else void import('./login/renew.ts').then(({ renewAndPrint }) => renewAndPrint(folder));
} catch (error) {
  printError(`alicloud-credentials: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
