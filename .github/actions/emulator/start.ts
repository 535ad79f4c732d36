/** Starts the emulator, in a process that outlives this step, and exports what leads a job to it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { append, listing, required } from './job.ts';

const TIME_LIMIT = 30_000;

const folder = fs.mkdtempSync(path.join(required('RUNNER_TEMP'), 'emulator-'));
const [answer, log] = ['answer.json', 'log.txt'].map((name) => path.join(folder, name)) as [string, string];
const program = path.resolve(import.meta.dirname, '../../../emulator/main.ts');
// A process that holds this step's streams would keep the step from ending.
const child = spawn(process.execPath, [program, '--json'], {
  detached: true,
  windowsHide: true,
  stdio: ['ignore', fs.openSync(answer, 'w'), fs.openSync(log, 'w')],
});
child.unref();

const { env, stsEndpoint } = JSON.parse(await firstLine()) as {
  env: Record<string, string>;
  stsEndpoint: string;
};
append('GITHUB_ENV', env);
append('GITHUB_OUTPUT', { 'sts-endpoint': stsEndpoint });
append('GITHUB_STATE', { pid: String(child.pid), before: JSON.stringify(listing()) });
console.log(`The emulator is process ${child.pid}; its STS listens on ${stsEndpoint}.`);

async function firstLine(): Promise<string> {
  for (const end = Date.now() + TIME_LIMIT; Date.now() < end; await sleep(50)) {
    const [line, rest] = fs.readFileSync(answer, 'utf8').split('\n', 2);
    if (line !== undefined && rest !== undefined) return line;
    if (child.exitCode !== null) break;
  }
  throw new Error(`The emulator does not start:\n${fs.readFileSync(log, 'utf8')}`);
}
