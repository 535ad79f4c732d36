/** What differs between the machines that actions run on. */

import { expect, test } from 'vitest';
import { OIDC, setScene } from './support.ts';

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
