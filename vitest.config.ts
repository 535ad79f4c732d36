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
    // One more than the cores of a small machine: many steps wait.
    maxWorkers: 3,
    // A file leaves the process as it was: a new one for each would take a third of the time.
    isolate: false,
  },
});
