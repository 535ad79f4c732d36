import os from 'node:os';
import path from 'node:path';
import { crypto } from '../secrets/fingerprint.ts';
import { parseObject } from '../text/json.ts';
import type { Clock, LocalContext, Random } from './context.ts';
import { environment } from './env.ts';
import { nodeFiles } from './files.ts';
import { type Log, workflowLog } from './log.ts';
import { closedOnWindows } from './private-windows.ts';
import { print, printAtOnce } from './stdout.ts';
import { fileCommands, issueCommand, JobContext } from './toolkit.ts';

/**
 * The real world, for the entry points only: the one place that touches `process`.
 * @param signal ends whatever the entry point waits for
 * @param log by default the step's: workflow commands and lines on standard output
 */
export function localContext(signal: AbortSignal, log: Log = logOfStep()): LocalContext {
  const env = environment(process.env);
  return {
    env,
    platform: process.platform,
    program: { node: process.execPath, dist: path.resolve(path.dirname(process.argv[1] ?? ''), '..') },
    user: process.geteuid?.(),
    home: homeFolder,
    files:
      process.platform === 'win32'
        ? closedOnWindows(nodeFiles, env.get('SystemRoot') ?? 'C:\\Windows')
        : nodeFiles,
    runner: fileCommands(env, nodeFiles),
    job: readJob,
    log,
    random: systemRandom,
    clock: systemClock,
    signal,
  };
}

function logOfStep(): Log {
  printAtOnce();
  return workflowLog(issueCommand, (lines) => print(`${lines}${os.EOL}`));
}

/** For a program whose output another program reads: prints nothing, but still learns the secrets. */
export function silentLog(): Log {
  return workflowLog(
    () => {},
    () => {},
  );
}

/**
 * What the runner says about the job. An event that cannot be read, or is not a JSON object, is left out: it only
 * serves to explain failures, and everything else is in variables.
 */
export function readJob(): JobContext {
  const event = process.env['GITHUB_EVENT_PATH'];
  // The toolkit would read even a pipe, and would print the path of a missing file.
  delete process.env['GITHUB_EVENT_PATH'];
  const job = new JobContext();
  if (event === undefined) return job;
  process.env['GITHUB_EVENT_PATH'] = event;
  job.payload = eventIn(event) ?? {};
  return job;
}

function eventIn(file: string): JobContext['payload'] | undefined {
  try {
    return parseObject(nodeFiles.read(file) ?? '');
  } catch {
    return undefined;
  }
}

/**
 * HOME or USERPROFILE or, if not set, what the user database says. A user without an entry there has no home folder.
 */
function homeFolder(): string | undefined {
  try {
    const home = os.homedir();
    // On Windows `\Users\me` is absolute, too, on whatever drive the step runs.
    const rooted = process.platform !== 'win32' || /^(?:[A-Za-z]:|[\\/]{2})/.test(home);
    return path.isAbsolute(home) && rooted ? home : undefined;
  } catch {
    return undefined;
  }
}

const systemRandom: Random = { fraction: Math.random, uuid: () => crypto().randomUUID() };

export const systemClock: Clock = {
  now: Date.now,
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', stop, { once: true });
    }),
};
