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

/** As credentials-go (nanoseconds), Python's SDK (microseconds) and the CLI name it. */
const NAMES = [
  'config.json.tmp-1700000000000000000',
  'config.json.tmp-1700000000000000',
  '.config.json.tmp-8f3a',
];

test.each([
  ['by the post step', undefined],
  ['by logout', LOGOUT],
])('What a killed SDK leaves beside config.json is removed %s, by what is in it', async (_, logout) => {
  const job = scene.job();
  const config = job.write('home/.aliyun/config.json', OWNERS_CONFIG);
  const folder = path.dirname(config);
  for (const name of NAMES) job.write(`home/.aliyun/${name}.owners`, OWNERS_CONFIG);
  succeeded(await job.login({ ...userKey(scene.emulator), profile: 'work' }));
  const before = fs.readdirSync(folder).sort();

  const whole = fs.readFileSync(config, 'utf8');
  const secret = JSON.parse(whole).profiles.at(-1).access_key_secret;
  // Cut short, and nothing of ours.
  const texts = [whole, whole.slice(0, whole.indexOf(secret) + secret.length + 1), whole.slice(0, 60), ''];
  for (const name of NAMES)
    for (const [index, text] of texts.entries()) fs.writeFileSync(path.join(folder, `${name}${index}`), text);
  job.leaves.push(/tmp/);
  if (logout) succeeded(await job.use(logout, {}));
  else for (const result of await job.finish()) succeeded(result);

  const stays = NAMES.flatMap((name) => [`${name}2`, `${name}3`]);
  const left = before.filter((name) => !name.endsWith('.claims'));
  expect(fs.readdirSync(folder).sort()).toEqual([...left, ...stays].sort());
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

  test.each(
    [0.1, 0.35, 0.6, 0.8, 0.99].flatMap((part) => [
      ['an owner’s file comes back', OWNERS_CONFIG, part] as const,
      ['none is left where there was none', undefined, part] as const,
    ]),
  )('%s, cut short (%#)', async (_, owners, part) => {
    const [job, config] = await logInAndRewrite(owners);
    fs.truncateSync(config, Math.floor(fs.statSync(config).size * part));
    for (const result of await job.finish()) expect(warningsOf(succeeded(result))).toEqual([]);
    expect(fs.existsSync(config) ? fs.readFileSync(config, 'utf8') : undefined).toBe(owners);
  });

  test('stays without our values where it is broken otherwise: its owner may have edited it', async () => {
    const [job, config] = await logInAndRewrite(OWNERS_CONFIG);
    const text = fs.readFileSync(config, 'utf8').replace('"profiles": [', '"profiles": [ {"name": "new"}}');
    const { profiles } = JSON.parse(fs.readFileSync(config, 'utf8'));
    const { process_command: command, access_key_secret: secret, sts_token: token } = profiles.at(-1);
    fs.writeFileSync(config, text);
    job.leaves.push(/config\.json/);
    const [result] = await job.finish();
    expect(result && warningsOf(result)[0]).toMatch(/config\.json is not a JSON object.* kept in .*\.claims/);
    const rest = fs.readFileSync(config, 'utf8');
    expect(rest).toContain('{"name": "new"}}');
    for (const value of [JSON.stringify(command).slice(1, -1), secret, token]) {
      expect(text).toContain(value);
      expect(rest).not.toContain(value);
    }
  });
});
