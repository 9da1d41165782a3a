const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const second = 1;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How far an instant is from now, in the largest unit that fits: `2 minutes ago`, `yesterday`, `in 3 months`. */
export function relativeTime(iso: string, nowMs: number): string {
  const seconds = (Date.parse(iso) - nowMs) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 10 * second) return 'just now';
  if (distance < minute) return words.format(Math.round(seconds), 'second');
  if (distance < hour) return words.format(Math.round(seconds / minute), 'minute');
  if (distance < day) return words.format(Math.round(seconds / hour), 'hour');
  if (distance < 45 * day) return words.format(Math.round(seconds / day), 'day');
  if (distance < 365 * day) return words.format(Math.round(seconds / (30.44 * day)), 'month');
  return words.format(Math.round(seconds / (365.25 * day)), 'year');
}
