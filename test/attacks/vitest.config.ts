/** Every case of the tests of which `npm test` tries a sample. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: [
      'test/unit/export/parallel.test.ts',
      'test/unit/export/profile/jobs.test.ts',
      'test/unit/fuzz/*.test.ts',
      'test/unit/text/linear.test.ts',
    ],
    env: { THOROUGH: 'true' },
    setupFiles: ['test/setup.ts'],
    testTimeout: 300_000,
    maxWorkers: 2,
  },
});
