import os from 'node:os';
import type { Clock, LocalContext, Random } from './context.ts';
import { crypto } from './crypto.ts';
import { environment } from './env.ts';
import { nodeFiles } from './files.ts';
import { fileCommands } from './github/runner.ts';
import { workflowLog } from './log.ts';

/** The real world, for the entries only: the one place that touches `process`. */
export function localContext(): LocalContext {
  const env = environment(process.env);
  const log = workflowLog((line) => void process.stdout.write(line));
  return {
    env,
    home: os.homedir(),
    files: nodeFiles,
    runner: fileCommands(env, nodeFiles.append, systemRandom.uuid),
    log,
    random: systemRandom,
  };
}

const systemRandom: Random = { fraction: Math.random, uuid: () => crypto().randomUUID() };

export const systemClock: Clock = {
  now: Date.now,
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
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
