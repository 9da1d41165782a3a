import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // The library takes seconds to load, so all files share one copy of it.
    isolate: false,
    fileParallelism: false,
    // Loading the library and building every stage takes seconds, on a busy machine several times that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
