const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000];

/** How long after each failed attempt the next one is made: eleven attempts over about a day. */
export const retryDelaysMs: readonly number[] = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
  6 * hourMs,
  10 * hourMs,
];

/**
 * When the attempt after that many is due; undefined after the last. Up to a fifth sooner or later, so that what failed
 * together does not come back together.
 */
export function nextAttemptAt(
  attempts: number,
  now: Date,
  delaysMs = retryDelaysMs,
  chance = Math.random(),
): Date | undefined {
  const delayMs = delaysMs[attempts - 1];
  if (delayMs === undefined) return undefined;
  return new Date(now.getTime() + Math.round(delayMs * (0.8 + 0.4 * chance)));
}
