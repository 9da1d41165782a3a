import { expect, test } from 'vitest';
import { barsOf } from './bars-of.ts';

const day = (joined: number, left: number) => ({ day: '2026-03-12', joined, left });

test('the busiest day takes the whole height, and others their share of it', () => {
  const { bars, most, middle } = barsOf([day(100, 0), day(50, 25)]);
  expect(most).toBe(100);
  expect(bars.map(({ up, down }) => [up, down])).toEqual([
    [middle, 0],
    [middle / 2, middle / 4],
  ]);
});

test('one who came is seen beside thousands, and a day without anybody is empty', () => {
  const { bars } = barsOf([day(10_000, 1), day(0, 0)]);
  expect(bars[0]?.down).toBeGreaterThanOrEqual(2);
  expect(bars[1]).toMatchObject({ up: 0, down: 0 });
});

test('each day says what happened on it', () => {
  expect(barsOf([day(3, 1)]).bars[0]?.words).toBe('12 Mar 2026: 3 joined, 1 left');
});
