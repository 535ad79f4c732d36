/** Runs every consumer in the jobs that the built action has logged in. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Job } from '../../emulator/runner.ts';
import type { Checks } from './checks.ts';
import { CONSUMERS, type Consumer, type Invocation } from './consumers.ts';
import { type OssRequest, startOss } from './oss.ts';
import {
  answers,
  type ExportOptions,
  KINDS,
  type Kind,
  type Login,
  logIn,
  logOut,
  runIn,
  runtimeEnv,
  type Said,
} from './scene.ts';

/** What came of one consumer in one job. */
export interface Verdict {
  readonly consumer: Consumer;
  readonly exportOptions: ExportOptions;
  readonly kind: Kind;
  readonly works: boolean;
}

export interface Seen {
  readonly verdicts: readonly Verdict[];
  /** The names of all variables that the action set in these jobs. */
  readonly variables: readonly string[];
}

const AT_ONCE = Math.max(2, os.availableParallelism());

/** A stored key needs no renewal, and is refused. */
export function kindsFor(exportOptions: ExportOptions): readonly Kind[] {
  return exportOptions === 'refresh' ? ['sts'] : KINDS;
}

export async function compatibility(
  emulator: Emulator,
  scratch: string,
  available: (consumer: Consumer) => boolean,
  checks: Checks,
): Promise<Seen> {
  const verdicts: Verdict[] = [];
  const variables = new Set<string>();
  const consumers = CONSUMERS.filter(available);
  // One job for each way to log in and to export; `ini` is the profile's job, read in another way.
  for (const exportOptions of ['env', 'profile', 'profile+env', 'refresh'] as const) {
    for (const kind of kindsFor(exportOptions)) {
      const loggedIn = await logIn(emulator, kind, exportOptions);
      const { job, login, exported } = loggedIn;
      for (const name of exported) variables.add(name);
      const runs = consumers.flatMap((consumer) =>
        consumer.handOffs
          .filter((its) => its === exportOptions || (its === 'ini' && exportOptions === 'profile'))
          .map((its) => ({ consumer, exportOptions: its })),
      );
      try {
        await inParallel(runs, async (run) => {
          const problem = await ask(run.consumer, run.exportOptions, job, login, emulator, scratch);
          verdicts.push({
            ...run,
            kind,
            works: judge(run.consumer, run.exportOptions, kind, problem, checks),
          });
        });
        const left = await logOut(loggedIn);
        checks.expect(`${exportOptions}, ${kind}: post leaves nothing`, left.length === 0, left.join('\n'));
      } finally {
        job.dispose();
      }
    }
  }
  return { verdicts, variables: [...variables] };
}

/** Asks a consumer who it is; undefined where it is who it should be. */
async function ask(
  consumer: Consumer,
  exportOptions: ExportOptions,
  job: Job,
  login: Login,
  emulator: Emulator,
  scratch: string,
): Promise<string | undefined> {
  const oss = await startOss(emulator.world);
  const invocation: Invocation = {
    endpoint: oss.endpoint,
    folder: fs.mkdtempSync(path.join(scratch, 'run-')),
  };
  try {
    const said = await runIn(job, consumer.command(invocation), {
      ...runtimeEnv(emulator, job.home, scratch),
      ...(exportOptions === 'ini' && { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' }),
      ...consumer.env?.(invocation),
    });
    return problemOf(consumer, said, oss.requests, login);
  } finally {
    await oss.close();
  }
}

function problemOf(
  { proof }: Consumer,
  said: Said,
  requests: readonly OssRequest[],
  login: Login,
): string | undefined {
  const refusals = requests.flatMap(({ problem }) => problem ?? []);
  if (said.exitCode !== 0 || refusals.length > 0) return [...refusals, said.everything].join('\n');
  if (proof === 'oss') {
    if (requests.length === 0) return 'it asked nobody';
    const other = requests.find(
      ({ accessKeyId, securityToken = '' }) =>
        accessKeyId !== login.accessKeyId || securityToken !== login.securityToken,
    );
    return other && `it signed as ${other.accessKeyId}`;
  }
  const found = answers(said)[0];
  if (found === undefined) return `no answer\n${said.everything}`;
  const wanted: Record<string, string> = { ...login, ...(proof === 'values' && { arn: '' }) };
  const differing = Object.keys(wanted).find((name) => String(found[name] ?? '') !== wanted[name]);
  return differing && `${differing} is not what was exported: ${found[differing]}`;
}

/** Compares with what is expected; a “no” that has become a “yes” is as wrong as the reverse. */
function judge(
  consumer: Consumer,
  exportOptions: ExportOptions,
  kind: Kind,
  problem: string | undefined,
  checks: Checks,
): boolean {
  const limit = consumer.limits?.find(
    (one) => one.exportOptions === exportOptions && one.kinds.includes(kind),
  );
  const name = `${consumer.tool}: ${exportOptions}, ${kind}`;
  if (limit === undefined) checks.expect(name, problem === undefined, problem);
  else if (problem === undefined)
    checks.expect(name, false, `It works, and was expected not to: ${limit.why}.`);
  else checks.expect(`${name} (no: ${limit.why})`, limit.shows.test(problem), problem);
  return problem === undefined;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
