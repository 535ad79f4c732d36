import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileError } from '../../../src/errors.ts';
import { type Files, nodeFiles } from '../../../src/runtime/files.ts';
import { systemClock } from '../../../src/runtime/system.ts';
import { abandon, type Held, withLock } from '../../../src/shared-file/lock.ts';
import { has } from '../../platform.ts';
import { makeWorld, type World } from '../support/world.ts';

const never = new AbortController().signal;

function scene(): { world: World; file: string; lock: string; real: ReturnType<World['step']> } {
  const world = makeWorld();
  const file = path.join(world.home, 'config.json');
  return { world, file, lock: `${file}.lock`, real: { ...world.step(), clock: systemClock } };
}

/** A lock that somebody holds, or held when the process was killed. */
function hold(lock: string, token: string): void {
  fs.mkdirSync(path.join(lock, token), { recursive: true });
}

/** On which seconds pass at once; the waiting itself is real. */
function hastyClock(): typeof systemClock {
  let now = 0;
  return {
    ...systemClock,
    now: () => now,
    sleep: async (_, signal) => {
      now += 1_000;
      await systemClock.sleep(1, signal);
    },
  };
}

describe('a lock', () => {
  test('lets one at a time do its work, and nothing of it is left', async () => {
    const { world, file, real } = scene();
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await systemClock.sleep(3, never);
      inside -= 1;
    };
    await Promise.all(
      Array.from({ length: 8 }, (_, job) => withLock(real, { path: file, id: `job-${job}` }, work)),
    );
    expect(most).toBe(1);
    expect(world.snapshot()).toEqual({});
  });

  test('is given back when the work fails', async () => {
    const { world, file, real } = scene();
    const failing = withLock(real, { path: file, id: 'a' }, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(real, { path: file, id: 'b' }, () => 'done')).toBe('done');
    expect(world.snapshot()).toEqual({});
  });

  test.skipIf(!has.permissionBits)('is for this user alone (needs permission bits)', async () => {
    const { file, lock, real } = scene();
    await withLock(real, { path: file, id: 'the-token' }, () => {
      expect(fs.statSync(lock).mode & 0o777).toBe(0o700);
      expect(fs.readdirSync(lock)).toEqual(['the-token']);
    });
  });

  test('that is ours already, of a process that was killed, is taken over at once', async () => {
    const { file, lock, real } = scene();
    hold(lock, 'mine');
    fs.writeFileSync(path.join(lock, 'mine', 'new'), 'half');
    const started = Date.now();
    await withLock(real, { path: file, id: 'mine' }, (held) =>
      nodeFiles.replace(file, held.file('new'), 'whole'),
    );
    expect(fs.readFileSync(file, 'utf8')).toBe('whole');
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(fs.existsSync(lock)).toBe(false);
  });

  test.each<[string, (lock: string) => void]>([
    ['whose holder was killed', (lock) => hold(lock, 'other')],
    ['that is an empty folder', (lock) => fs.mkdirSync(lock)],
    ['that is a file, as that of version 1.0 is', (lock) => fs.writeFileSync(lock, 'other')],
    ['that is a link to nothing', (lock) => fs.symlinkSync('nothing', lock)],
  ])('%s is removed after a while', async (_, prepare) => {
    const { world, file, lock } = scene();
    prepare(lock);
    expect(
      await withLock({ ...world.step(), clock: hastyClock() }, { path: file, id: 'mine' }, () => 'done'),
    ).toBe('done');
    expect(world.snapshot()).toEqual({});
  });

  test('that others never give back ends in an error that names it', async () => {
    const { world, file, lock } = scene();
    const clock = hastyClock();
    let others = 0;
    hold(lock, 'other');
    const restless = {
      ...clock,
      sleep: async (milliseconds: number, signal: AbortSignal) => {
        fs.rmSync(lock, { recursive: true });
        hold(lock, `other-${++others}`);
        await clock.sleep(milliseconds, signal);
      },
    };
    const waiting = withLock({ ...world.step(), clock: restless }, { path: file, id: 'mine' }, () => {});
    await expect(waiting).rejects.toThrow(FileError);
    await expect(waiting).rejects.toThrow(lock);
    expect(fs.existsSync(lock)).toBe(true);
  });

  test('that was left is broken by those who wait, and then held by one at a time', async () => {
    const { world, file, lock } = scene();
    for (let round = 0; round < 20; round++) {
      hold(lock, `killed-${round}`);
      let inside = 0;
      let most = 0;
      const work = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        await systemClock.sleep(1, never);
        inside -= 1;
      };
      const waiting = Array.from({ length: 6 }, (_, job) =>
        withLock({ ...world.step(), clock: hastyClock() }, { path: file, id: `job-${round}-${job}` }, work),
      );
      await Promise.all(waiting);
      expect(most).toBe(1);
    }
    expect(world.snapshot()).toEqual({});
  });

  test('is got in a folder that others take away meanwhile', async () => {
    const { world, real } = scene();
    const folder = path.join(world.home, 'shared');
    const file = path.join(folder, 'config.json');
    hold(`${file}.lock`, 'other');
    const waiting = withLock(
      real,
      { path: file, id: 'mine' },
      () => fs.existsSync(`${file}.lock/mine`),
      () => {},
    );
    fs.rmSync(folder, { recursive: true });
    expect(await waiting).toBe(true);
  });

  test('is not waited for by a step that is cancelled', async () => {
    const { file, lock, real } = scene();
    hold(lock, 'other');
    const cancellation = new AbortController();
    const waiting = withLock({ ...real, signal: cancellation.signal }, { path: file, id: 'mine' }, () => {});
    cancellation.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });

  test('that others took away leaves nothing, even if its step never takes it again', () => {
    const { file, lock, real } = scene();
    // By another user, who could not remove what is in it.
    const broken = `${lock}-another-broken`;
    hold(broken, 'own');
    fs.writeFileSync(path.join(broken, 'own', 'new'), 'secret');
    abandon(real, { path: file, id: 'own' });
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
    fs.rmdirSync(path.dirname(file));
    expect(() => abandon(real, { path: file, id: 'own' })).not.toThrow();
  });

  test('is not waited for beyond the time that the step has for all of them', async () => {
    const { world, file, lock } = scene();
    const clock = hastyClock();
    const beating = {
      ...clock,
      sleep: async (milliseconds: number, signal: AbortSignal) => {
        fs.mkdirSync(path.join(lock, `beat-${clock.now()}`));
        await clock.sleep(milliseconds, signal);
      },
    };
    hold(lock, 'other');
    const context = { ...world.step(), clock: beating, deadline: 12_000 };
    for (const waited of [13_000, 13_000 + 1_000]) {
      await expect(withLock(context, { path: file, id: 'mine' }, () => {})).rejects.toThrow(lock);
      expect(clock.now()).toBeLessThanOrEqual(waited);
    }
  });

  test('makes no folder where it must not, not even one that is removed meanwhile', async () => {
    const { world, real } = scene();
    const file = path.join(world.home, 'gone', 'config.json');
    await expect(withLock(real, { path: file, id: 'mine' }, () => {})).rejects.toThrow('gone is gone');
    hold(`${file}.lock`, 'other');
    const waiting = withLock(real, { path: file, id: 'mine' }, () => {});
    fs.rmSync(path.dirname(file), { recursive: true });
    await expect(waiting).rejects.toThrow('gone is gone');
    expect(world.snapshot()).toEqual({});
  });

  test('of somebody else is not released', () => {
    const { file, lock, real } = scene();
    hold(lock, 'other');
    abandon(real, { path: file, id: 'mine' });
    expect(fs.readdirSync(lock)).toEqual(['other']);
  });

  test('does not wait for a folder that is none', async () => {
    const { world, real } = scene();
    world.write('home/plain', 'a file');
    const started = Date.now();
    await expect(
      withLock(real, { path: path.join(world.home, 'plain', 'x.ini'), id: 'a' }, () => {}),
    ).rejects.toThrow(FileError);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('a holder that was stopped, and whose lock was taken away before any of its changes', () => {
  /** Reads a number and writes the next one. */
  const count = (files: Files, file: string) => (held: Held) =>
    files.replace(file, held.file('new'), String(Number(files.read(file) ?? '0') + 1));

  test('writes over nobody, and does its work again', async () => {
    for (let stopAt = 1; ; stopAt++) {
      const { world, file, lock, real } = scene();
      let changes = 0;
      /** Another job breaks the lock, counts, and gives it back, all while the first process stands still. */
      const meanwhile = (): void => {
        if (!fs.existsSync(path.join(lock, 'slow'))) return;
        fs.renameSync(lock, `${lock}-broken`);
        fs.rmSync(`${lock}-broken`, { recursive: true });
        hold(lock, 'fast');
        count(
          nodeFiles,
          file,
        )({
          file: (name) => path.join(lock, 'fast', name),
          working: (action) => action(),
        });
        fs.rmSync(lock, { recursive: true });
        counted = true;
      };
      let counted = false;
      // Between the temporary file and the rename as well.
      const files: Files = {
        ...nodeFiles,
        replace: (target, temporary, content) => {
          if (++changes === stopAt) meanwhile();
          nodeFiles.create(temporary, content);
          if (++changes === stopAt) meanwhile();
          nodeFiles.move(temporary, target);
        },
        move: (from, to) => {
          if (++changes === stopAt) meanwhile();
          nodeFiles.move(from, to);
        },
        createFolder: (folder) => {
          if (++changes === stopAt) meanwhile();
          nodeFiles.createFolder(folder);
        },
      };
      await withLock({ ...real, files }, { path: file, id: 'slow' }, count(files, file));
      expect(fs.readFileSync(file, 'utf8'), `stopped before change ${stopAt}`).toBe(counted ? '2' : '1');
      expect(Object.keys(world.snapshot())).toEqual(['home/config.json']);
      if (stopAt > changes) break;
    }
  });
});
