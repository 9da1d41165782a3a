import { expect, test } from 'vitest';
import { proportionQuarantine } from './quarantine.ts';

const limits = { evaluateFrom: 5_000, share: 0.4, failures: 40_000, withReferences: 60_000 };

test.each([
  ['4,000 failures are too few to judge', 4_000, 0, 4_000, false],
  ['30,000 of 35,000 are too many', 30_000, 0, 35_000, true],
  ['20,000 of 120,000 are not', 20_000, 0, 120_000, false],
  ['41,000 of a million are too many', 41_000, 0, 1_000_000, true],
  ['59,000 failed references alone are not', 0, 59_000, 59_000, false],
  ['60,000 failures with references are', 1_000, 59_000, 1_000_000, true],
])('%s', (_, failures, referenceFailures, events, isQuarantined) => {
  expect(proportionQuarantine({ failures, referenceFailures, events }, limits) !== undefined).toBe(
    isQuarantined,
  );
});
