/** A name server that never answers: the system's resolver waits for it, whatever becomes of the process. */

import { type ChildProcess, execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { StepResult } from '../../emulator/runner.ts';
import { ACTION, expectNothingLeft, OIDC, setScene, succeeded, type WatchedJob } from './support.ts';

const scene = setScene();

/**
 * Runs a program where the only network is a loopback of its own, on which a name server takes every question and
 * answers none. The program keeps the process ID, so that a signal reaches it. By bash: sh drops variables with a dash
 * in their names, which inputs have.
 */
const SILENCE = `
  set -e
  ip link set lo up
  echo 'nameserver 127.0.0.1' >"$ROOM/resolv.conf"
  mount --bind "$ROOM/resolv.conf" /etc/resolv.conf
  "$NODE" -e '
    const server = require("node:dgram").createSocket("udp4");
    server.bind(53, "127.0.0.1", () => require("node:fs").writeFileSync(process.argv[1], ""));
    setTimeout(() => process.exit(), 20000);
  ' "$ROOM/listening" >/dev/null 2>&1 &
  while [ ! -e "$ROOM/listening" ]; do sleep 0.02; done
  exec "$NODE" "$@"
`;
const REHEARSAL = 'ip link set lo up && mount --bind /dev/null /etc/resolv.conf';
const UNSHARE = ['--net', '--mount', 'bash', '-c', SILENCE, 'bash'];

const possible =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--net', '--mount', 'bash', '-c', REHEARSAL]).status === 0;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Of a program that looks for GitHub's issuer and for STS by name, since it has no proxy. */
const byName = (job: WatchedJob): Record<string, string> => ({
  ...Object.fromEntries(
    ['http_proxy', 'https_proxy'].flatMap((name) => [
      [name, ''],
      [name.toUpperCase(), ''],
    ]),
  ),
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://issuer.example/token?api-version=2.0',
  ROOM: job.root,
  NODE: job.node,
});

/** As SDKs run a profile's command: of one that fails they have neither exit code nor output, but an exception. */
const LIKE_AN_SDK = `process.stdout.write(require('node:child_process').execSync(process.argv[1]))`;

/** Some time after the step has begun: nothing but its questions tells. */
async function asking(job: WatchedJob): Promise<void> {
  while (!fs.existsSync(path.join(job.root, 'listening'))) await pause(20);
  await pause(1000);
}

function start(
  job: WatchedJob,
  inputs: Readonly<Record<string, string>>,
  onStart: (step: ChildProcess) => void = () => {},
): Promise<StepResult> {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return job.exec('unshare', [...UNSHARE, ACTION.main], {
    env: { ...Object.fromEntries(given), ...byName(job) },
    onStart,
  });
}

describe.skipIf(!possible)('while no name server answers (needs root, unshare and bash)', () => {
  test('a signal ends the step in under a second', async () => {
    const job = scene.proxiedJob();
    let sent = Number.POSITIVE_INFINITY;
    const result = await start(job, OIDC, (step) => {
      void asking(job).then(() => {
        sent = performance.now();
        step.kill('SIGINT');
      });
    });
    expect(performance.now() - sent).toBeLessThan(1000);
    expect(result.annotations).toEqual([
      { level: 'error', title: 'Cancelled', message: expect.stringContaining('SIGINT') },
    ]);
    expect([result.exitCode, result.signal]).toEqual([1, undefined]);
    expect(result.exported).toEqual({});
    expectNothingLeft(job);
  });

  test('timeout-seconds ends it too, with the whole of its report', async () => {
    const result = await start(scene.proxiedJob(), { ...OIDC, 'timeout-seconds': '1' });
    expect(result.duration).toBeLessThan(3500);
    expect(result.annotations).toEqual([
      { level: 'error', title: expect.any(String), message: expect.stringContaining('timeout-seconds') },
    ]);
    expect(result.exitCode).toBe(1);
  });

  test('the command of a profile gives a tool what has not expired yet, and ends well', async () => {
    const job = scene.job();
    succeeded(await job.login({ ...OIDC, profile: 'ci', refresh: 'true' }));
    const { profiles } = JSON.parse(job.read('home/.aliyun/config.json'));
    const command: string = profiles[0].process_command;
    const cache = path.join(command.split(' ')[2] ?? '', 'credential.json');
    const cached = JSON.parse(job.read(cache));
    // Two thirds of its life are over.
    fs.writeFileSync(
      cache,
      JSON.stringify({ ...cached, obtained: cached.obtained - 3 * (cached.expires - cached.obtained) }),
    );
    // Sooner than the command would give up by itself.
    const given = ['-e', LIKE_AN_SDK, `timeout --preserve-status 2 ${command}`];
    const tool = await promisify(execFile)('unshare', [...UNSHARE, ...given], {
      env: { ...job.env, ...byName(job) },
    });
    expect(tool).toEqual({
      stdout: `${cached.line}\n`,
      stderr: expect.stringMatching(
        /^[^\n]*The previous credential is returned: it has not expired yet\.\n$/,
      ),
    });
  });
});
