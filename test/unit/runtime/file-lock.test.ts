import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileError } from '../../../src/errors.ts';
import { lockOf, release, withLock } from '../../../src/runtime/file-lock.ts';
import { systemClock } from '../../../src/runtime/system.ts';
import { makeWorld, type World } from '../support/world.ts';

const never = new AbortController().signal;

function scene(): { world: World; lock: string; real: ReturnType<World['step']> } {
  const world = makeWorld();
  const lock = lockOf(path.join(world.home, 'config.json'));
  return { world, lock, real: { ...world.step(), clock: systemClock } };
}

describe('a lock', () => {
  test('lets one at a time do its work, and nothing of it is left', async () => {
    const { world, lock, real } = scene();
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await systemClock.sleep(3, never);
      inside -= 1;
    };
    const jobs = Array.from({ length: 8 }, (_, job) => withLock(real, lock, `job-${job}`, never, work));
    await Promise.all(jobs);
    expect(most).toBe(1);
    expect(world.snapshot()).toEqual({});
  });

  test('is given back when the work fails', async () => {
    const { lock, real } = scene();
    const failing = withLock(real, lock, 'a', never, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(real, lock, 'b', never, () => 'done')).toBe('done');
  });

  test('is for this user alone, and holds no more than its owner', async () => {
    const { lock, real } = scene();
    await withLock(real, lock, 'the-token', never, () => {
      expect(fs.statSync(lock).mode & 0o777).toBe(0o600);
      expect(fs.readFileSync(lock, 'utf8')).toBe('the-token');
    });
  });

  test('that is ours already, of a process that was killed, is taken over at once', async () => {
    const { lock, real } = scene();
    fs.writeFileSync(lock, 'mine');
    const started = Date.now();
    await withLock(real, lock, 'mine', never, () => {});
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(fs.existsSync(lock)).toBe(false);
  });

  // With the fake clock, on which a pause takes no time.
  test.each([
    ['whose owner was killed', () => 'other'],
    ['without content', () => ''],
  ])('%s is removed after a while', async (_, content) => {
    const { world, lock } = scene();
    fs.writeFileSync(lock, content());
    expect(await withLock(world.step(), lock, 'mine', never, () => 'done')).toBe('done');
    expect(fs.existsSync(lock)).toBe(false);
  });

  test('that others never give back ends in an error that names it', async () => {
    const { world, lock } = scene();
    const step = world.step();
    let others = 0;
    const clock = {
      ...step.clock,
      sleep: async (milliseconds: number, signal: AbortSignal) => {
        fs.writeFileSync(lock, `other-${++others}`);
        await step.clock.sleep(milliseconds, signal);
      },
    };
    fs.writeFileSync(lock, 'other');
    const waiting = withLock({ ...step, clock }, lock, 'mine', never, () => {});
    await expect(waiting).rejects.toThrow(FileError);
    await expect(waiting).rejects.toThrow(lock);
    expect(fs.existsSync(lock)).toBe(true);
  });

  test('that was left is broken by one of those who wait, and then held by one at a time', async () => {
    const { world, lock } = scene();
    for (let round = 0; round < 20; round++) {
      fs.writeFileSync(lock, `killed-${round}`);
      let inside = 0;
      let most = 0;
      const work = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        await systemClock.sleep(1, never);
        inside -= 1;
      };
      // Each with a clock of its own, on which seconds pass at once; the waiting itself is real.
      const waiting = Array.from({ length: 6 }, (_, job) => {
        let now = 0;
        const clock = {
          ...systemClock,
          now: () => now,
          sleep: async (_: number, signal: AbortSignal) => {
            now += 1_500;
            await systemClock.sleep(1, signal);
          },
        };
        return withLock({ ...world.step(), clock }, lock, `job-${round}-${job}`, never, work);
      });
      await Promise.all(waiting);
      expect(most).toBe(1);
    }
    expect(world.snapshot()).toEqual({});
  });

  test('is got in a folder that others take away meanwhile', async () => {
    const { world, real } = scene();
    const folder = path.join(world.home, 'shared');
    const lock = lockOf(path.join(folder, 'config.json'));
    fs.mkdirSync(folder);
    fs.writeFileSync(lock, 'other');
    const waiting = withLock(real, lock, 'mine', never, () => fs.existsSync(lock));
    fs.rmSync(folder, { recursive: true });
    expect(await waiting).toBe(true);
  });

  test('is not waited for by a step that is cancelled', async () => {
    const { lock, real } = scene();
    fs.writeFileSync(lock, 'other');
    const cancellation = new AbortController();
    const waiting = withLock(real, lock, 'mine', cancellation.signal, () => {});
    cancellation.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });

  test('of somebody else is not released', () => {
    const { lock, real } = scene();
    fs.writeFileSync(lock, 'other');
    release(real, lock, 'mine');
    expect(fs.existsSync(lock)).toBe(true);
  });
});
