/** What differs between the machines that actions run on. */

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OIDC, OWNERS_CONFIG, refusalOf, setScene, succeeded } from './support.ts';

const scene = setScene();

test('a Node that is too old is told so in one line, with the version that is needed', async () => {
  const job = scene.job();
  job.env['NODE_OPTIONS'] = `--import="data:text/javascript,delete process.getBuiltinModule"`;
  const main = await job.login(OIDC);
  expect(main.exitCode).toBe(1);
  expect(main.stderr).toBe('');
  expect(main.annotations).toEqual([
    {
      level: 'error',
      title: 'Node is too old',
      message: expect.stringMatching(/needs Node 24.*started with v/),
    },
  ]);
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, stderr: '', raw: '' });
  expect(job.requests).toEqual([]);
});

// On Windows such a file can be neither replaced nor removed.
test('files that are marked read-only between login and post hold no secret afterwards', async () => {
  const job = scene.job();
  const config = job.write('home/.aliyun/config.json', OWNERS_CONFIG);
  const ini = path.join(job.home, 'new', 'keys.ini');
  const { outputs } = succeeded(await job.login({ ...OIDC, profile: 'work', 'credentials-file': ini }));
  const logins = [config, ini].map((file) => `${file}.claims`);
  for (const file of [config, ini, outputs['oidc-token-file'] ?? '', ...logins]) fs.chmodSync(file, 0o444);
  job.leaves.push(/config\.json$/);
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(job.read(config)).toBe(OWNERS_CONFIG);
  fs.chmodSync(config, 0o644);
});

// A rename parts them, so that each has a lock, and nothing that is written to one is in the other.
test('two names of one file (hard links) are two files from the first login on', async () => {
  const OWNERS_INI = '# mine\n[owner]\ntype = access_key\n';
  const one = scene.job();
  const file = one.write('home/one.ini', OWNERS_INI);
  const link = path.join(one.home, 'two.ini');
  fs.linkSync(file, link);
  const inputs = (profile: string, target: string) => ({ ...OIDC, profile, 'credentials-file': target });
  succeeded(await one.login(inputs('first', file)));
  expect(one.read(link)).toBe(OWNERS_INI);
  succeeded(await one.login(inputs('second', link)));
  expect(one.read(file)).toContain('[first]');
  expect(one.read(file)).not.toContain('[second]');
  expect(one.read(link)).not.toContain('[first]');
  for (const post of await one.finish()) expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect([one.read(file), one.read(link)]).toEqual([OWNERS_INI, OWNERS_INI]);
});

test('a credentials-file that is config.json by another name (a hard link) is refused', async () => {
  const job = scene.job();
  const config = job.write('home/.aliyun/config.json', OWNERS_CONFIG);
  const link = path.join(job.home, 'keys.ini');
  fs.linkSync(config, link);
  const message = refusalOf(await job.login({ ...OIDC, profile: 'work', 'credentials-file': link }));
  expect(message).toContain('is the aliyun CLI’s config.json');
});
