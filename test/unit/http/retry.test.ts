import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ActionError,
  InputError,
  NetworkError,
  ServiceError,
  withErrorContext,
} from '../../../src/errors.ts';
import { retry } from '../../../src/http/retry.ts';
import type { Clock } from '../../../src/runtime/context.ts';
import { verdictByCode } from '../../../src/sts/retryable.ts';
import { fakeContext, START } from '../support/context.ts';

const broken = new NetworkError('reset', 'host', 'The connection broke.');
const failing = (times: number, error: unknown = broken) => {
  let calls = 0;
  return {
    operation: async (attempt: number): Promise<string> => {
      calls++;
      expect(attempt).toBe(calls);
      if (calls <= times) throw error;
      return 'done';
    },
    calls: () => calls,
  };
};
const service = (status: number, more: object = {}): ServiceError =>
  new ServiceError('sts.Refused', 'Refused.', { service: 'sts', host: 'host', status, ...more });

describe('retry', () => {
  test('tries once where that succeeds, and says nothing', async () => {
    const context = fakeContext();
    const { operation, calls } = failing(0);
    expect(await retry(context, 5, verdictByCode, operation)).toBe('done');
    expect(calls()).toBe(1);
    expect(context.lines).toEqual([]);
  });

  test('tries as often as it may, and throws the last failure', async () => {
    const context = fakeContext();
    const { operation, calls } = failing(99);
    await expect(retry(context, 4, verdictByCode, operation)).rejects.toBe(broken);
    expect(calls()).toBe(4);
    expect(context.sleeps).toHaveLength(3);
  });

  test.each([
    ['an error of the workflow', new InputError('x')],
    ['an error of another kind', new TypeError('x')],
    ['something that is no error', 'x'],
    ['a refusal', service(403)],
    ['a refusal with a code, whatever its status says', service(403, { serviceCode: 'NoPermission' })],
  ])('throws %s at once', async (_, error) => {
    const { operation, calls } = failing(99, error);
    await expect(retry(fakeContext(), 5, verdictByCode, operation)).rejects.toBe(error);
    expect(calls()).toBe(1);
    if (error instanceof ActionError) expect(error.circumstances.attempt).toBeUndefined();
  });

  test('pauses for a random time below the doubled bound, at most some seconds (full jitter)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 9, maxLength: 9 }),
        async (fractions) => {
          const context = fakeContext({ fractions });
          await expect(retry(context, 10, verdictByCode, failing(99).operation)).rejects.toBe(broken);
          expect(context.sleeps).toHaveLength(9);
          for (const [index, pause] of context.sleeps.entries()) {
            const bound = Math.min(5000, 100 * 2 ** index);
            expect(pause).toBeCloseTo((fractions[index] ?? 0) * bound, 6);
            expect(pause).toBeLessThan(bound);
          }
        },
      ),
    );
  });

  test('waits as long as the service asks, and a random time more, so that not all come back at once', async () => {
    const context = fakeContext({ fractions: [0.5, 0.99] });
    const { operation } = failing(2, service(503, { retryAfter: 60 }));
    await retry(context, 5, verdictByCode, operation);
    expect(context.sleeps).toEqual([60 + 50, expect.closeTo(60 + 198)]);
  });

  test('prepares an attempt only where there is one', async () => {
    const prepared = async (maxAttempts: number, deadline?: number): Promise<number> => {
      let times = 0;
      const judge = () => ({ prepare: () => void times++ });
      const context = fakeContext(deadline === undefined ? {} : { deadline });
      await retry(context, maxAttempts, judge, failing(99).operation).catch(() => undefined);
      return times;
    };
    expect(await prepared(3)).toBe(2);
    expect(await prepared(1)).toBe(0);
    expect(await prepared(3, START + 1)).toBe(0);
  });

  test('does not begin a pause that would outlive the step', async () => {
    const { operation, calls } = failing(99);
    const context = fakeContext({ deadline: START + 120, fractions: [0.99, 0.99] });
    await expect(retry(context, 5, verdictByCode, operation)).rejects.toBe(broken);
    expect(calls()).toBe(2);
    expect(context.clock.now()).toBeLessThan(context.deadline);
  });

  test('never pauses past the deadline, whatever the pauses are', async () => {
    const pauses = fc.array(fc.nat(5000), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pauses, fc.nat(10_000), async (list, time) => {
        const context = fakeContext({ deadline: START + time });
        let index = 0;
        const operation = async (): Promise<never> => {
          throw service(503, { retryAfter: list[index++ % list.length] });
        };
        await expect(retry(context, 50, verdictByCode, operation)).rejects.toBeInstanceOf(ServiceError);
        expect(context.clock.now()).toBeLessThanOrEqual(context.deadline);
      }),
    );
  });

  test('begins nothing once the step is cancelled or its time is up', async () => {
    const reason = new ActionError('step.cancelled', 'The step was cancelled.');
    const { operation, calls } = failing(0);
    await expect(
      retry(fakeContext({ signal: AbortSignal.abort(reason) }), 5, verdictByCode, operation),
    ).rejects.toBe(reason);
    expect(calls()).toBe(0);
  });

  test('throws the cancellation, not the failure that it caused', async () => {
    const reason = new ActionError('step.timeout', 'The time was up.');
    const controller = new AbortController();
    const operation = async (): Promise<never> => {
      controller.abort(reason);
      throw broken;
    };
    await expect(retry(fakeContext({ signal: controller.signal }), 5, verdictByCode, operation)).rejects.toBe(
      reason,
    );
  });

  test('says what failed and when it tries again', async () => {
    const context = fakeContext();
    await retry(context, 5, verdictByCode, failing(1).operation);
    expect(context.lines).toEqual([expect.stringMatching(/^Attempt 1: The connection broke\..*50 ms/)]);
  });

  test('notes how often it was tried, of nested loops the inner one', async () => {
    const context = fakeContext();
    const inner = (): Promise<never> =>
      retry(context, 3, verdictByCode, async (attempt) => {
        throw new NetworkError('reset', 'host', `Broken ${attempt}.`);
      });
    await expect(retry(context, 5, () => undefined, inner)).rejects.toMatchObject({
      message: 'Broken 3.',
      circumstances: { attempt: 3 },
    });
  });

  test('notes the pause for which there is no time', async () => {
    const context = fakeContext({ deadline: START + 1000 });
    const busy = service(503, { retryAfter: 5000 });
    await expect(retry(context, 5, verdictByCode, failing(99, busy).operation)).rejects.toBe(busy);
    expect(busy.circumstances).toMatchObject({ attempt: 1, pause: 5050 });
  });

  test.each(['the pause', 'the next attempt'])(
    'notes what failed before the limit ended %s',
    async (what) => {
      const limit = new AbortController();
      const up = new ActionError('step.timeout', 'The time was up.');
      const context = fakeContext({ signal: limit.signal });
      const sleep: Clock['sleep'] = async (_, signal) => {
        if (what === 'the pause') limit.abort(up);
        signal.throwIfAborted();
      };
      const operation = (attempt: number): Promise<never> =>
        withErrorContext({ phase: 'exchange', host: 'sts.example.com' }, async () => {
          if (attempt === 2) limit.abort(up);
          throw new NetworkError('reset', 'sts.example.com', `Broken ${attempt}.`);
        });
      const ended = retry({ ...context, clock: { ...context.clock, sleep } }, 5, verdictByCode, operation);
      await expect(ended).rejects.toBe(up);
      expect(up.circumstances).toEqual({
        phase: 'exchange',
        host: 'sts.example.com',
        before: { attempt: 1, message: 'Broken 1.' },
      });
    },
  );

  test('lets its caller judge a failure', async () => {
    const twice = failing(99);
    await expect(retry(fakeContext(), 5, () => ({ attempts: 2 }), twice.operation)).rejects.toBe(broken);
    expect(twice.calls()).toBe(2);
    const once = failing(99);
    await expect(retry(fakeContext(), 5, () => undefined, once.operation)).rejects.toBe(broken);
    expect(once.calls()).toBe(1);
  });
});

describe('what a failure is worth', () => {
  test.each([
    ['Throttling', 400, true],
    ['Throttling.User', 400, true],
    ['Throttling.Api', 429, true],
    ['InternalError', 500, true],
    ['ServiceUnavailable', 503, true],
    ['SignatureNonceUsed', 400, true],
    ['ThrottlingNot', 400, false],
    ['InvalidParameter', 400, false],
    ['NoPermission', 403, false],
    ['InvalidTimeStamp.Expired', 400, false],
  ])('goes by the code %s (status %i): %s', (serviceCode, status, again) => {
    expect(verdictByCode(service(status, { serviceCode })) !== undefined).toBe(again);
  });

  test.each([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [501, true],
    [502, true],
    [503, true],
    [504, true],
    [522, true],
    [599, true],
    [600, false],
  ])('goes by the status %i where there is no code: %s', (status, again) => {
    expect(verdictByCode(service(status)) !== undefined).toBe(again);
  });
});
