import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const now = Date.parse('2026-03-12T12:00:00Z');

test.each([
  ['2026-03-12T11:59:57Z', 'just now'],
  ['2026-03-12T11:59:30Z', '30 seconds ago'],
  ['2026-03-12T11:20:00Z', '40 minutes ago'],
  ['2026-03-12T07:00:00Z', '5 hours ago'],
  ['2026-03-11T11:00:00Z', 'yesterday'],
  ['2026-06-20T12:00:00Z', 'in 3 months'],
  ['2028-03-12T12:00:00Z', 'in 2 years'],
])('%s is %s', (at, words) => {
  expect(relativeTime(at, now)).toBe(words);
});
