/** A name server that never answers: the system's resolver waits for it, whatever becomes of the step. */

import { type ChildProcess, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StepResult } from '../../emulator/runner.ts';
import { ACTION, expectNothingLeft, OIDC, setScene, type WatchedJob } from './support.ts';

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

/** Some time after the step has begun: nothing but its questions tells. */
async function asking(job: WatchedJob): Promise<void> {
  while (!fs.existsSync(path.join(job.root, 'listening'))) await pause(20);
  await pause(1000);
}

/** The action, which looks for GitHub's issuer and for STS by name. */
function start(
  job: WatchedJob,
  inputs: Readonly<Record<string, string>>,
  onStart: (step: ChildProcess) => void = () => {},
): Promise<StepResult> {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return job.exec('unshare', [...UNSHARE, ACTION.main], {
    env: {
      ...Object.fromEntries(given),
      ...Object.fromEntries(
        ['http_proxy', 'https_proxy'].flatMap((name) => [
          [name, ''],
          [name.toUpperCase(), ''],
        ]),
      ),
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://issuer.example/token?api-version=2.0',
      ROOM: job.root,
      NODE: job.node,
    },
    onStart,
  });
}

describe.skipIf(!possible)('while no name server answers (needs root, unshare and bash)', () => {
  test('a signal ends the step in under a second', async () => {
    const job = scene.job();
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
    expect([result.exitCode, result.signal]).toEqual([undefined, 'SIGTERM']);
    expect(result.exported).toEqual({});
    expectNothingLeft(job);
  });

  test('timeout-seconds ends it too, with the whole of its report', async () => {
    const result = await start(scene.job(), { ...OIDC, 'timeout-seconds': '1' });
    expect(result.duration).toBeLessThan(3500);
    expect(result.annotations).toEqual([
      { level: 'error', title: expect.any(String), message: expect.stringContaining('timeout-seconds') },
    ]);
    expect(result.exitCode).not.toBe(0);
  });
});
