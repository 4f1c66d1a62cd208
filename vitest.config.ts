import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/faults/**'],
    testTimeout: 20_000,
    // No module holds state, so files can share a worker and what it has loaded: half the time.
    isolate: false,
    // The default leaves a core to the runner itself, which on two cores does nothing meanwhile.
    maxWorkers: '100%',
  },
});
