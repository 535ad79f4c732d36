/** SDKs write config.json anew, most of them by way of a file beside it; one that is killed meanwhile leaves a part. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  consume,
  LOGOUT,
  OIDC,
  OWNERS_CONFIG,
  setScene,
  succeeded,
  userKey,
  type WatchedJob,
  warningsOf,
} from './support.ts';

const scene = setScene();

/** As credentials-go (nanoseconds) and Python's SDK (microseconds) name it. */
const NAMES = { Go: '000000', Python: '000' };

test.each([
  ['by the post step', undefined],
  ['by logout', LOGOUT],
])('What a killed SDK leaves beside config.json is removed %s', async (_, logout) => {
  const job = scene.job();
  const config = job.write('home/.aliyun/config.json', OWNERS_CONFIG);
  // The owner's own, and what only looks like one.
  const old = Date.now() - 86_400_000;
  for (const name of [`tmp-${old}${NAMES.Go}`, 'tmp-1', `tmp-${Date.now()}${NAMES.Go}.old`])
    job.write(`home/.aliyun/config.json.${name}`, OWNERS_CONFIG.slice(0, 40));
  job.write(`home/.aliyun/config.json.tmp-${Date.now()}${NAMES.Go}`, OWNERS_CONFIG);
  const before = fs.readdirSync(path.dirname(config)).sort();
  succeeded(await job.login({ ...userKey(scene.emulator), profile: 'work' }));

  const whole = fs.readFileSync(config, 'utf8');
  const strays = [whole, whole.slice(0, whole.length / 2), ''].flatMap((text, i) =>
    Object.values(NAMES).map((zeros) => ({ name: `${config}.tmp-${Date.now() + i}${zeros}`, text })),
  );
  for (const { name, text } of strays) fs.writeFileSync(name, text);
  if (logout) succeeded(await job.use(logout, {}));
  else for (const result of await job.finish()) succeeded(result);

  expect(fs.readdirSync(path.dirname(config)).sort()).toEqual(before);
  expect(fs.readFileSync(config, 'utf8')).toBe(OWNERS_CONFIG);
});

/** Node's SDK writes the keys of a profile that renews itself into the file where it is: killed, it leaves a part. */
describe('What a killed SDK leaves of config.json itself', () => {
  const logInAndRewrite = async (owners: string | undefined): Promise<[WatchedJob, string]> => {
    const job = scene.job();
    if (owners !== undefined) job.write('home/.aliyun/config.json', owners);
    succeeded(await job.login({ ...OIDC, profile: 'ci', refresh: 'true' }));
    await consume(job);
    return [job, path.join(job.home, '.aliyun/config.json')];
  };

  test.each([
    ['an owner’s file comes back', OWNERS_CONFIG],
    ['none is left where there was none', undefined],
  ])('%s, wherever it was cut', async (_, owners) => {
    for (const part of [0.1, 0.35, 0.6, 0.8, 0.99]) {
      const [job, config] = await logInAndRewrite(owners);
      fs.truncateSync(config, Math.floor(fs.statSync(config).size * part));
      for (const result of await job.finish()) expect(warningsOf(succeeded(result))).toEqual([]);
      expect(fs.existsSync(config) ? fs.readFileSync(config, 'utf8') : undefined).toBe(owners);
    }
  });

  test('is left alone where its owner has a profile in it that was not there before', async () => {
    const [job, config] = await logInAndRewrite(OWNERS_CONFIG);
    const text = fs.readFileSync(config, 'utf8').replace('"profiles": [', '"profiles": [ {"name": "new"},');
    fs.writeFileSync(config, text.slice(0, text.length / 2));
    job.leaves.push(/config\.json/);
    const [result] = await job.finish();
    expect(result && warningsOf(result)[0]).toMatch(/config\.json is not valid JSON\. It was left unchanged/);
    expect(fs.readFileSync(config, 'utf8')).toBe(text.slice(0, text.length / 2));
  });
});
