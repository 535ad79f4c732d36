/** Every case of the tests of which `npm test` tries a sample: those that import `thorough.ts`. */
import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');

export default defineConfig({
  root,
  test: {
    include: fs
      .globSync('test/{unit,scenarios,faults}/**/*.test.ts', { cwd: root })
      .filter((file) => fs.readFileSync(path.join(root, file), 'utf8').includes("/thorough.ts'")),
    env: { THOROUGH: 'true' },
    globalSetup: ['test/built.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 300_000,
    maxWorkers: 2,
  },
});
