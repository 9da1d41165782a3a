/** How long answers took, in milliseconds. */
export type Latency = { min: number; median: number; p95: number; max: number };

/** The spread of these times, `undefined` when there are none. */
export function latencyOf(timesMs: readonly number[]): Latency | undefined {
  if (timesMs.length === 0) return undefined;
  const sorted = Float64Array.from(timesMs).sort();
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { min: sorted[0] ?? 0, median: at(0.5), p95: at(0.95), max: at(1) };
}
