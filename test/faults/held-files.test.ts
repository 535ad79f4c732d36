/**
 * Six jobs in one home folder, while another program keeps opening their files: a virus scanner, an indexer. On Windows
 * it lets nobody else rename, remove or read what it has open; elsewhere it is only in the way.
 *
 * HELD_ROUNDS says how many rounds.
 */

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { nodeFiles } from '../../src/runtime/files.ts';
import { expectNoLeak, OIDC, WatchedJob, warningsOf } from '../scenarios/support.ts';
import { sampleOf } from '../thorough.ts';

const ROUNDS = Number(process.env['HELD_ROUNDS'] ?? sampleOf(3, 3));
const JOBS = 6;

const OWNERS_CONFIG =
  '{"current":"owner","profiles":[{"name":"owner","mode":"AK","access_key_id":"LTAI-o"}]}';
const OWNERS_INI = '# mine\n[owner]\ntype = access_key\n';

const HOLDER = path.join(import.meta.dirname, 'programs', 'holder.ts');

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** Opens the files below a folder, one after the other, until it is stopped; gives how often it had one open. */
function hold(folder: string): () => Promise<number> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return async () => {
    child.stdin.end();
    await over;
    return Number(said);
  };
}

test(
  `${JOBS} jobs in one home, whose files are held open, ${ROUNDS} times: none fails, nothing is left`,
  async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'held-'));
    const home = path.join(root, 'home');
    const config = path.join(home, '.aliyun', 'config.json');
    const ini = path.join(home, 'keys.ini');
    fs.mkdirSync(path.dirname(config), { recursive: true });
    fs.writeFileSync(config, OWNERS_CONFIG);
    fs.writeFileSync(ini, OWNERS_INI);
    const stop = hold(root);
    const failed: string[] = [];
    const left: string[] = [];
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const jobs = Array.from({ length: JOBS }, (_, index) => {
          const temp = path.join(root, `temp-${index}`);
          fs.mkdirSync(temp, { recursive: true });
          const places = { HOME: home, USERPROFILE: home, RUNNER_TEMP: temp };
          return new WatchedJob(emulator, { ...emulator.clientEnv(), ...emulator.githubEnv(), ...places });
        });
        await Promise.all(
          jobs.map(async (job, index) => {
            const files = index % 2 === 0 ? { 'credentials-file': ini } : {};
            const main = await job.login({ ...OIDC, profile: `job-${index}`, ...files });
            if (main.exitCode !== 0) failed.push(main.log);
            for (const post of await job.finish())
              if (warningsOf(post).length > 0 || !post.log.includes('Took back')) left.push(post.log);
            expectNoLeak(job, job.results);
            if (fs.readdirSync(job.env['RUNNER_TEMP'] ?? '').length > 0)
              left.push(`${index}: files in RUNNER_TEMP`);
            job.dispose();
          }),
        );
        if (nodeFiles.read(config) !== OWNERS_CONFIG) left.push(`config.json of round ${round}`);
        if (nodeFiles.read(ini) !== OWNERS_INI) left.push(`credentials.ini of round ${round}`);
        const others = fs.readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();
        expect(others).toEqual(['.aliyun', path.join('.aliyun', 'config.json'), 'keys.ini']);
      }
    } finally {
      const held = await stop();
      console.log(
        `${ROUNDS * JOBS} logins in one home, ${held} times a file was held open: ${failed.length} failed, ${left.length} left something`,
      );
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    }
    expect(failed).toEqual([]);
    expect(left).toEqual([]);
  },
  60_000 + ROUNDS * 60_000,
);
