import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'built',
          include: ['test/{scenarios,faults}/**/*.test.ts'],
          globalSetup: ['test/built.ts'],
        },
      },
    ],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // A file leaves the process as it was: a new one for each would take a third of the time.
    isolate: false,
  },
});
