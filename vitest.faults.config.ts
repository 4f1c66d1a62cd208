import { defineConfig } from 'vitest/config';

/**
 * Real processes, killed at every step: slow on purpose, so apart from `npm test`. Two files at a
 * time, since one waits for outages to pass while the other starts processes.
 */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: 'test/in-memory.ts',
    testTimeout: 600_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    maxConcurrency: 6,
  },
});
