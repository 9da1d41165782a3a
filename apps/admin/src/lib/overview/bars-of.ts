import type { Overview } from '../contract.ts';
import { exactDay } from '../format/exact-time.ts';

type Bar = { day: string; x: number; up: number; down: number; words: string };

const step = 10;
const half = 60;
/** A day on which anybody came is to be seen beside one on which thousands did. */
const least = 2;

/** Joiners upwards and leavers downwards from a line in the middle, a bar a day, to one scale. */
export function barsOf(days: Overview['comingsAndGoings']) {
  const most = Math.max(1, ...days.flatMap(({ joined, left }) => [joined, left]));
  const length = (amount: number) => (amount === 0 ? 0 : Math.max(least, (amount / most) * half));
  const bars = days.map(({ day, joined, left }, index): Bar => ({
    day,
    x: index * step,
    up: length(joined),
    down: length(left),
    words: `${exactDay(day)}: ${joined} joined, ${left} left`,
  }));
  return { bars, most, step, width: days.length * step, height: 2 * half, middle: half };
}
