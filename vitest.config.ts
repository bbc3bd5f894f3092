import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/keep-home-apart.ts'],
    restoreMocks: true,
    unstubEnvs: true,
    expect: { requireAssertions: true },
    // The e2e tests start real processes that load Salesforce's libraries: seconds, not milliseconds.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { shuffle: { tests: false, files: true } },
  },
});
