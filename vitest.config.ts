import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/faults/**'],
    globalSetup: 'test/in-memory.ts',
    // Limits of patience, far above what is needed: a busy machine is no failure.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    // No module holds state, so files can share a worker and what it has loaded: half the time.
    isolate: false,
    // Many files wait more than they compute: two at a time, also where there are but two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
