import { defineConfig } from 'vitest/config';

/** What takes minutes and is rehearsed before a release: replacing one while it serves, and restoring a backup. */
export default defineConfig({
  test: {
    include: ['rehearsals/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
