import { verdictByCode } from '../../src/sts/retryable.ts';
/** Many jobs that start together, and an STS that allows a hundred requests a second. */

import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { Throttle } from '../../emulator/sts/throttle.ts';
import { ActionError, messageOf, ServiceError } from '../../src/errors.ts';
import { httpClient } from '../../src/http/client.ts';
import { retry } from '../../src/http/retry.ts';
import type { Context, Http } from '../../src/runtime/context.ts';
import { systemClock } from '../../src/runtime/system.ts';
import { expectNoLeak, OIDC, succeeded, WatchedJob } from '../scenarios/support.ts';
import { Clockwork, fractions } from '../unit/support/clockwork.ts';
import { fakeContext } from '../unit/support/context.ts';
import { recorded } from '../unit/support/recorded.ts';
import { run } from '../unit/support/run.ts';

const JOBS = 256;
const LIMIT = 100;
const SECONDS = 60;

let emulator: Emulator | undefined;
const trusted = tls.getCACertificates('default');
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
  tls.setDefaultCACertificates(trusted);
});

const start = async (): Promise<Emulator> => {
  emulator = await startEmulator({ stsRateLimit: LIMIT });
  return emulator;
};

/** Lets nobody go on until so many have come. */
function commonStart(number: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let came = 0;
  return () => {
    came += 1;
    if (came === number) resolve();
    return promise;
  };
}

/** The real layer, whose first request to STS waits for the others. */
function startingTogether(http: Http, crowd: () => Promise<void>): Http {
  let first = true;
  return {
    ...http,
    send: async (request, signal) => {
      if (request.url.host.startsWith('sts.') && first) {
        first = false;
        await crowd();
      }
      return http.send(request, signal);
    },
  };
}

/** Minimum, median, 90 and 99 of a hundred, maximum; milliseconds. */
function distribution(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
  return `min ${at(0)}, median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, max ${at(1)} ms`;
}

const count = (values: readonly number[]): string =>
  [...new Set(values)]
    .sort((a, b) => a - b)
    .map((value) => `${value}: ${values.filter((other) => other === value).length}`)
    .join(', ');

test(`${JOBS} jobs at once all log in, through the real request layer`, async () => {
  const { world, requests, ...running } = await start();
  tls.setDefaultCACertificates([...trusted, running.caPem]);
  // Handshakes take their time, all of them in one process: without a common start they would come one by one.
  const crowd = commonStart(JOBS);
  const logIn = async (job: number): Promise<{ time: number; attempts: number; failure?: string }> => {
    const inputs = Object.entries({ ...OIDC, 'role-session-name': `job-${job}` });
    const env = {
      ...running.clientEnv(),
      ...running.githubEnv(),
      RUNNER_TEMP: '/tmp/runner',
      ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    };
    const fake = recorded(env, () => new Error('This network is not asked.'), Math.random);
    const http = startingTogether(httpClient(fake.env, new Map(), systemClock, fake.log.debug), crowd);
    const context: Context = {
      ...fake,
      http,
      clock: systemClock,
      deadline: Number.POSITIVE_INFINITY,
    };
    const started = performance.now();
    const failure = await run(context).then(
      () => undefined,
      (error: unknown) => messageOf(error),
    );
    const time = performance.now() - started;
    const attempts = fake.lines.filter((line) => line.startsWith('Attempt ')).length + 1;
    expect(failure === undefined).toBe(fake.outputs.has('access-key-secret'));
    return { time, attempts, ...(failure !== undefined && { failure }) };
  };
  const results = await Promise.all(Array.from({ length: JOBS }, (_, job) => logIn(job)));
  const asked = requests.filter(({ action }) => action === 'AssumeRoleWithOIDC').map(({ at }) => at);
  const span = (Math.max(...asked) - Math.min(...asked)) / 1000;
  console.log(
    `${JOBS} jobs in one process: ${distribution(results.map(({ time }) => time))}; attempts ${count(results.map(({ attempts }) => attempts))}; ` +
      `${asked.length} requests in ${span.toFixed(1)} s`,
  );
  expect(results.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  // Nobody is turned away by a machine that is too slow to ask faster than STS allows.
  const rush = ((asked.toSorted((a, b) => a - b)[JOBS - 1] ?? 0) - Math.min(...asked)) / 1000;
  if (rush < JOBS / LIMIT - 1) expect(asked.length).toBeGreaterThan(JOBS);
  // On a busy machine an answer can come after its attempt was given up, and the job has another.
  expect(new Set([...world.sessions.values()].map(({ roleSessionName }) => roleSessionName)).size).toBe(JOBS);
}, 120_000);

test('24 real steps at 3 exchanges a second all log in, and leak nothing', async () => {
  const running = await start();
  running.world.throttle.requestsPerSecond = 3;
  const jobs = Array.from(
    { length: 24 },
    () => new WatchedJob(running, { ...running.clientEnv(), ...running.githubEnv() }),
  );
  try {
    const results = await Promise.all(jobs.map((job) => job.login(OIDC)));
    for (const result of results) succeeded(result);
    for (const job of jobs) await job.finish();
    for (const job of jobs) expectNoLeak(job, job.results);
    console.log(`24 steps, 3 requests a second: ${distribution(results.map(({ duration }) => duration))}`);
    expect(running.world.sessions.size).toBe(24);
    expect(running.refused).toEqual([]);
  } finally {
    for (const job of jobs) job.dispose();
  }
}, 120_000);

describe('in simulated time', () => {
  /** How many of so many jobs, all there in the same millisecond, fail; and what the others need. */
  const simulate = async (jobs: number, seed: number) => {
    const clockwork = new Clockwork();
    const throttle = new Throttle();
    throttle.requestsPerSecond = LIMIT;
    const random = fractions(seed);
    const base = fakeContext();
    const context: Context = {
      ...base,
      log: { ...base.log, info: () => {} },
      random: { ...base.random, fraction: random },
      clock: {
        ...systemClock,
        now: () => clockwork.now,
        sleep: (milliseconds) => clockwork.sleep(milliseconds),
      },
      deadline: SECONDS * 1000,
    };
    const attempts: number[] = [];
    const times: number[] = [];
    let failed = 0;
    const job = async (): Promise<void> => {
      const last = await retry(context, undefined, verdictByCode, async (attempt) => {
        await clockwork.sleep(20 + random() * 30);
        if (throttle.admit('sts', clockwork.now)) return attempt;
        const answer = { service: 'sts' as const, host: 'sts', status: 400, serviceCode: 'Throttling.User' };
        throw new ServiceError('sts.Throttling.User', 'Throttled.', answer);
      });
      attempts.push(last);
      times.push(clockwork.now);
    };
    const all = Array.from({ length: jobs }, () =>
      job().catch((error: unknown) => {
        if (!(error instanceof ActionError)) throw error;
        failed += 1;
      }),
    );
    await clockwork.run();
    await Promise.all(all);
    return { failed, attempts, times };
  };

  test(`no one of ${JOBS} jobs fails in 40 rounds`, async () => {
    const rounds = [];
    for (let seed = 1; seed <= 40; seed++) rounds.push(await simulate(JOBS, seed));
    console.log(
      `${JOBS} simulated jobs, 40 rounds: ${rounds.reduce((sum, { failed }) => sum + failed, 0)} failed; ` +
        `${distribution(rounds.flatMap(({ times }) => times))}; attempts ${count(rounds.flatMap(({ attempts }) => attempts))}`,
    );
    expect(rounds.filter(({ failed }) => failed > 0)).toEqual([]);
  }, 60_000);
});
