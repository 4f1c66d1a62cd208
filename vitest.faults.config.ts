import { defineConfig } from 'vitest/config';

/** Real processes, killed at every step: slow on purpose, so apart from `npm test`. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 180_000,
    fileParallelism: false,
  },
});
