import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // A server starts within a second, on a busy machine within several.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['@rollcall/database/testing'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
