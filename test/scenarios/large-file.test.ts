/** A config.json near the size up to which files are read: a login gives it back, or does not touch it. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { OIDC, refusalOf, setScene, succeeded } from './support.ts';

const scene = setScene();
const MB = 2 ** 20;

const FILES = {
  '4 MB': ['x'.repeat(4 * MB), ''],
  '3 MB of line feeds': ['', '\n'.repeat(3 * MB)],
  '5 MB of line feeds': ['', '\n'.repeat(5 * MB)],
  '8 MB less than a profile': ['x'.repeat(8 * MB - 300), ''],
  '9 MB': ['x'.repeat(9 * MB), ''],
} as const;

describe.each(Object.entries(FILES))('a config.json of %s', (size, [text, space]) => {
  test('is byte for byte the same after the job', async () => {
    const job = scene.job();
    const file = path.join(job.home, '.aliyun', 'config.json');
    const before = `{"current":"mine","profiles":[{"name":"mine","mode":"AK"}],"more":"${text}"${space}}`;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, before);
    const result = await job.login({ ...OIDC, profile: 'ci' });
    if (size === '4 MB' || size.startsWith('3 MB')) succeeded(result);
    else expect(refusalOf(result)).toMatch(/config\.json.* (too large|larger than 8 MB)/);
    for (const post of await job.finish()) expect(post.annotations).toEqual([]);
    expect(fs.readFileSync(file, 'utf8') === before).toBe(true);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['config.json']);
  });
});
