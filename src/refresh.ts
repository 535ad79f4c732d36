import './runtime/required-node.ts';

import { isFresh, readCached } from './renewal/cache.ts';
import { nodeFiles } from './runtime/files.ts';
import { print } from './runtime/stdout.ts';

/**
 * What a refreshing profile runs: `node dist/refresh/index.js FOLDER`, with the login's private folder. It prints one line
 * of JSON, the credential, and nothing else; what went wrong goes to standard error. Nearly always the credential that was
 * had last serves, and nothing more is loaded.
 */
const folder = process.argv[2] ?? '';
const cached = readCached(nodeFiles, folder);
if (cached && isFresh(cached, Date.now())) print(`${cached.line}\n`);
else void import('./renew.ts').then(({ renewAndPrint }) => renewAndPrint(folder));
