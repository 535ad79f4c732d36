/** Crowds that an STS turns away, through the real client, in simulated time. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Throttle } from '../../../emulator/sts/throttle.ts';
import { ServiceError } from '../../../src/errors.ts';
import type { Context, HttpResponse } from '../../../src/runtime/context.ts';
import { stsClient } from '../../../src/sts/client.ts';
import { assumeRoleWithOidc } from '../../../src/sts/requests.ts';
import { readAssumedRole } from '../../../src/sts/responses.ts';
import { Clockwork, fractions } from '../support/clockwork.ts';
import { assumedRole, fakeContext, json, refusal } from '../support/context.ts';

const REQUEST = assumeRoleWithOidc(
  'acs:ram::1234567890123456:oidc-provider/github',
  'acs:ram::1234567890123456:role/deploy',
  { roleSessionName: 'gh-1-2-3', durationSeconds: 3600 },
  'a.b.c',
);
const THROTTLED = refusal(400, 'Throttling.User', 'Request was denied due to user flow control.');

interface Ended {
  /** Milliseconds since all began. */
  readonly at: number;
  readonly error?: unknown;
}

/** So many steps that ask at once, each with so many seconds, of an STS that lets through so many a second. */
async function crowd(
  steps: number,
  perSecond: number,
  { seconds = 60, seed = 1, maxAttempts }: { seconds?: number; seed?: number; maxAttempts?: number } = {},
): Promise<readonly Ended[]> {
  const clockwork = new Clockwork();
  const throttle = new Throttle();
  throttle.requestsPerSecond = perSecond;
  const fraction = fractions(seed);
  const step = async (): Promise<Ended> => {
    const base = fakeContext({ fraction, deadline: seconds * 1000 });
    const context: Context = {
      ...base,
      clock: { ...base.clock, now: () => clockwork.now, sleep: (pause) => clockwork.sleep(pause) },
      http: {
        send: async (): Promise<HttpResponse> => {
          await clockwork.sleep(20 + fraction() * 30);
          return throttle.admit('', clockwork.now) ? json(200, assumedRole()) : THROTTLED;
        },
      },
    };
    const settings = { host: 'sts.aliyuncs.com', chosen: false, maxAttempts };
    const error = await stsClient(context)
      .call(settings, () => REQUEST, readAssumedRole)
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    return { at: clockwork.now, ...(error !== undefined && { error }) };
  };
  const all = Array.from({ length: steps }, step);
  await clockwork.run();
  return Promise.all(all);
}

const failed = (ended: readonly Ended[]): number => ended.filter(({ error }) => error !== undefined).length;

describe('throttling', () => {
  test('fails no step of 24 at 3 exchanges a second, in 40 rounds, within the 25 seconds of a renewal', async () => {
    const rounds = [];
    for (let seed = 1; seed <= 40; seed++) rounds.push(await crowd(24, 3, { seed, seconds: 25 }));
    expect(rounds.map(failed)).toEqual(rounds.map(() => 0));
    // It takes seven seconds at least: three go at once, and three more each second.
    const last = rounds.map((ended) => Math.max(...ended.map(({ at }) => at)));
    expect(Math.min(...last)).toBeGreaterThan(7_000);
  });

  test('fails none of 160 steps, of which 183 would fit into the time', async () => {
    for (let seed = 1; seed <= 5; seed++) expect(failed(await crowd(160, 3, { seed }))).toBe(0);
  });

  test('counts where retry-max-attempts says how often a request is made', async () => {
    expect(failed(await crowd(24, 3, { maxAttempts: 2 }))).toBeGreaterThan(10);
  });

  test('that does not end is the error, once the time is up and not before', async () => {
    const times = fc.record({ seconds: fc.integer({ min: 1, max: 300 }), seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(times, async ({ seconds, seed }) => {
        const [ended] = await crowd(1, 0, { seconds, seed });
        expect(ended?.error).toBeInstanceOf(ServiceError);
        expect(ended?.error).toMatchObject({ code: 'sts.Throttling.User' });
        expect(ended?.at).toBeLessThanOrEqual(seconds * 1000 + 50);
        // A pause is a quarter of what was left, or a second.
        expect(ended?.at).toBeGreaterThan((seconds - 1) * 1000 - 50);
      }),
      { numRuns: 50 },
    );
  });
});

test('failures count beside throttling, however much of it there is', async () => {
  const broken = refusal(500, 'InternalError');
  const answers = [THROTTLED, broken, THROTTLED, THROTTLED, broken, THROTTLED, broken, THROTTLED, broken];
  const call = async (last: HttpResponse) => {
    const context = fakeContext({ http: [...answers, THROTTLED, last] });
    const settings = { host: 'sts.aliyuncs.com', chosen: false };
    const result = stsClient(context).call(settings, () => REQUEST, readAssumedRole);
    return result.catch((error: unknown) => error);
  };
  expect(await call(json(200, assumedRole()))).toHaveProperty('credential');
  expect(await call(broken)).toMatchObject({ code: 'sts.InternalError', circumstances: { attempt: 11 } });
});
