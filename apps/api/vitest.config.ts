import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Modules keep nothing from test to test: a worker reads them once.
    isolate: false,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // A story of a thousand requests takes seconds, on a busy machine several times that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['@rollcall/database/testing'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
