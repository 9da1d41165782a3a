import { expect, test } from 'vitest';
import { printResults } from './print-results.ts';

test('a run closes with a row per package, its failures and the sum', () => {
  const whole = { passed: 1, failed: 0, skipped: 0, failures: [] };
  const lines = printResults([
    { package: '@rollcall/scim', task: 'types', ...whole },
    { package: '@rollcall/database', task: 'types', ...whole },
    {
      package: '@rollcall/scim',
      task: 'test',
      passed: 40,
      failed: 1,
      skipped: 2,
      failures: ['a fact: expected 1'],
    },
  ]);
  expect(lines).toEqual([
    '',
    '                    types  test',
    '@rollcall/database  ✓ 1',
    '@rollcall/scim      ✓ 1    ✗ 40 passed, 1 failed, 2 skipped',
    '',
    '✗ @rollcall/scim test: a fact: expected 1',
    '',
    '42 passed, 1 failed',
  ]);
});
