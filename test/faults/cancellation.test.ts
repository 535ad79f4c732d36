/** A job that is cancelled: the runner sends SIGINT, and SIGTERM after 7.5 seconds. */

import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Emulator, type Fault, type FaultPoint, SAMPLE } from '../../emulator/emulator.ts';
import { has } from '../platform.ts';
import {
  expectNothingLeft,
  OIDC,
  type StepResult,
  setScene,
  userKey,
  type WatchedJob,
} from '../scenarios/support.ts';

const scene = setScene();

const OWNERS_CONFIG = '{ "current": "owner", "profiles": [{ "name": "owner", "mode": "AK" }] }';
const OWNERS_INI = '# mine\n[owner]\ntype = access_key\n';

interface Moment {
  readonly point: FaultPoint;
  readonly fault: Fault;
  readonly inputs?: (emulator: Emulator) => Readonly<Record<string, string>>;
  /** Milliseconds after the fault was met. */
  readonly after?: number;
}

const MOMENTS: Readonly<Record<string, Moment>> = {
  'GitHub hangs': { point: 'github', fault: { kind: 'hang' } },
  'STS hangs': { point: 'sts', fault: { kind: 'hang' } },
  'STS hangs in the middle of its answer': {
    point: 'sts',
    fault: { kind: 'hang', after: 'headers' },
    after: 100,
  },
  'STS answers byte by byte': { point: 'sts', fault: { kind: 'trickle', pause: 50 }, after: 100 },
  'the second role of a chain hangs': {
    point: 'sts',
    fault: { kind: 'hang', match: ({ action }) => action === 'AssumeRole' },
    inputs: () => ({ 'role-to-assume': `${SAMPLE.deploy}\n${SAMPLE.audit}` }),
  },
  'the step waits to try STS again': {
    point: 'sts',
    fault: { kind: 'throttle', headers: { 'x-acs-retry-after': '20000' } },
    after: 200,
  },
  'the step waits to try GitHub again': {
    point: 'github',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '20' } },
    after: 200,
  },
  'the proxy hangs': { point: 'proxy', fault: { kind: 'hang' } },
  'the credentials URI hangs': {
    point: 'credentials-uri',
    fault: { kind: 'hang' },
    inputs: ({ secureCredentialsUri }) => ({
      'credentials-uri': secureCredentialsUri,
      'role-to-assume': '',
      'oidc-provider-arn': '',
    }),
  },
  'the identity is asked for': {
    point: 'sts',
    fault: { kind: 'hang' },
    inputs: (emulator) => ({ ...userKey(emulator), 'role-to-assume': '', 'oidc-provider-arn': '' }),
  },
};

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A job whose owner uses the aliyun CLI, and a step that writes a profile into the owner's files. */
function owned(): { job: WatchedJob; inputs: Readonly<Record<string, string>> } {
  const job = scene.proxiedJob({ ALIBABA_CLOUD_REGION: 'cn-beijing' });
  job.write('home/.aliyun/config.json', OWNERS_CONFIG, 0o644);
  const file = job.write('home/credentials.ini', OWNERS_INI, 0o640);
  const inputs = {
    ...OIDC,
    profile: 'work',
    'export-env': 'true',
    region: 'cn-hangzhou',
    'credentials-file': file,
  };
  return { job, inputs };
}

/** Expects that the step has exported nothing and left nothing behind, and that post finds nothing to do. */
async function expectUndone(job: WatchedJob, result: StepResult): Promise<void> {
  expect(result.exported).toEqual({});
  expect(result.outputs).toEqual({});
  expect(result.stderr).toBe('');
  expectNothingLeft(job);
  expect(job.read('home/.aliyun/config.json')).toBe(OWNERS_CONFIG);
  expect(job.read('home/credentials.ini')).toBe(OWNERS_INI);
  for (const post of await job.finish()) {
    expect(post.exitCode, post.log).toBe(0);
    expect(post.stderr).toBe('');
    expect(post.annotations).toEqual([]);
    expect(post.exported).toEqual({});
  }
  expectNothingLeft(job);
}

describe.skipIf(!has.signals).each(['SIGINT', 'SIGTERM'] as const)('%s (needs signals)', (signal) => {
  test.each(Object.entries(MOMENTS))('ends the step in under a second while %s', async (_, moment) => {
    const { emulator } = scene;
    const { job, inputs } = owned();
    emulator.faults.queue(moment.point, moment.fault);
    let sent = Number.POSITIVE_INFINITY;
    const cancel = async (step: ChildProcess): Promise<void> => {
      for (let waited = 0; waited < 10_000 && emulator.faults.pending() > 0; waited += 5) await pause(5);
      await pause(moment.after ?? 30);
      sent = performance.now();
      step.kill(signal);
      // Whatever does not end must not keep the tests from ending.
      const timer = setTimeout(() => step.kill('SIGKILL'), 10_000);
      step.once('close', () => clearTimeout(timer));
    };
    const result = await job.login(
      { ...inputs, ...moment.inputs?.(emulator) },
      { onStart: (step) => void cancel(step) },
    );
    expect(performance.now() - sent).toBeLessThan(1000);
    expect(result.exitCode, `${result.signal} ${result.log}`).toBe(1);
    expect(result.annotations).toEqual([
      { level: 'error', title: 'Cancelled', message: expect.stringContaining(signal) },
    ]);
    await expectUndone(job, result);
  });
});

test.skipIf(!has.signals)(
  'SIGINT at any moment ends the step before it exports anything, or after it is done (needs signals)',
  async () => {
    const ends = { done: 0, cancelled: 0 };
    for (let round = 0; round < 16; round++) {
      const { job, inputs } = owned();
      const result = await job.login(inputs, {
        onStart: (step) => void pause(60 + round * 12).then(() => step.kill('SIGINT')),
      });
      // A process that is ending anyway no longer handles signals: it is killed, with everything exported.
      const killedLate = result.signal === 'SIGINT' && /Exported as/.test(result.log);
      if (result.exitCode === 0 || killedLate) {
        ends.done += 1;
        expect(result.exported['ALIBABA_CLOUD_PROFILE']).toBe('work');
        expect(job.read(path.join(job.home, 'credentials.ini'))).toContain('[work]');
        for (const post of await job.finish()) expect(post.annotations).toEqual([]);
      } else {
        ends.cancelled += 1;
        await expectUndone(job, result);
      }
    }
    expect(ends.cancelled).toBeGreaterThan(0);
  },
);

test.skipIf(!has.signals)(
  'SIGTERM after SIGINT, as the runner sends it to a step that does not end, does no harm (needs signals)',
  async () => {
    const { job, inputs } = owned();
    scene.emulator.faults.queue('sts', { kind: 'hang' });
    const cancel = async (step: ChildProcess): Promise<void> => {
      for (let waited = 0; waited < 10_000 && scene.emulator.faults.pending() > 0; waited += 5)
        await pause(5);
      step.kill('SIGINT');
      step.kill('SIGTERM');
    };
    const result = await job.login(inputs, { onStart: (step) => void cancel(step) });
    expect(result.exitCode).toBe(1);
    await expectUndone(job, result);
  },
);
