/** What the runner says of the job: read by GitHub's toolkit, from the variables of a test. */

import type { Env } from '../../../src/runtime/env.ts';
import { readJob } from '../../../src/runtime/system.ts';
import type { JobContext } from '../../../src/runtime/toolkit.ts';

/** Those that the toolkit's context reads. */
const READ = [
  'GITHUB_EVENT_PATH',
  'GITHUB_EVENT_NAME',
  'GITHUB_SHA',
  'GITHUB_REF',
  'GITHUB_WORKFLOW',
  'GITHUB_ACTION',
  'GITHUB_ACTOR',
  'GITHUB_JOB',
  'GITHUB_RUN_ATTEMPT',
  'GITHUB_RUN_NUMBER',
  'GITHUB_RUN_ID',
  'GITHUB_API_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_GRAPHQL_URL',
];

export function jobOf(env: Env): JobContext {
  const before = READ.map((name) => [name, process.env[name]] as const);
  try {
    for (const name of READ) set(name, env.get(name));
    return readJob();
  } finally {
    for (const [name, value] of before) set(name, value);
  }
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
