/**
 * `npm run setup`: prints what an administrator runs or reviews so that jobs of a repository can log in, and applies
 * nothing. Standard output is the script or the policy alone; standard error says what to do with it.
 */

import { shellScript } from './cli.ts';
import { notes } from './notes.ts';
import { type Request, readRequest, UsageError } from './request.ts';
import { trustPolicy } from './trust.ts';
import { USAGE } from './usage.ts';

try {
  const request = readRequest(process.argv.slice(2));
  if (request === 'help') {
    process.stdout.write(USAGE);
  } else {
    process.stdout.write(print(request));
    process.stderr.write(notes(request));
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\nnpm run setup -- --help lists the options.\n`);
  process.exitCode = 2;
}

function print(request: Request): string {
  switch (request.format) {
    case 'cli':
      return shellScript(request);
    case 'policy': {
      const arn = `acs:ram::${request.account ?? 'ACCOUNT_ID'}:oidc-provider/${request.provider}`;
      return `${JSON.stringify(trustPolicy(request, arn), null, 2)}\n`;
    }
  }
}
