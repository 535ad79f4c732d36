/** SDKs write config.json anew by way of a file beside it; one that is killed meanwhile leaves that file. */

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LOGOUT, OWNERS_CONFIG, setScene, succeeded, userKey } from './support.ts';

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
