import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Modules keep nothing from test to test: a worker reads them once.
    isolate: false,
    include: ['src/**/*.test.ts'],
    globalSetup: ['@rollcall/database/testing'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
