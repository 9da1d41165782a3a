/** Names of a bounded number, one for each of the busiest. */
export type BusiestNames = Readonly<{
  /** Counts one more of that key, and answers it if it is among the busiest, else `other`. */
  nameOf: (key: string) => string;
}>;

/** What every other is called. No tenant's key: those end in a hyphen and four characters. */
const other = 'other';
/** So many times as many are counted as are named: enough to see who overtakes. */
const countedPerName = 4;
const rankEveryMs = 10 * 60_000;

/**
 * The `most` busiest keys keep their name and all others share one, in bounded memory, whatever arrives. Who is busiest is
 * counted by the Space-Saving algorithm (Metwally, Agrawal and El Abbadi, 2005) and decided anew every ten minutes, older
 * traffic counting half as much each time. `onDrop` hears whose name is no longer used.
 */
export function nameBusiest({
  most,
  now = Date.now,
  onDrop = () => undefined,
}: {
  most: number;
  now?: () => number;
  onDrop?: (name: string) => void;
}): BusiestNames {
  const counts = new Map<string, number>();
  let named = new Set<string>();
  let rankedAt = now();

  const count = (key: string) => {
    const known = counts.get(key);
    if (known !== undefined || counts.size < most * countedPerName) {
      counts.set(key, (known ?? 0) + 1);
      return;
    }
    // Whoever has the least makes room and hands its count on: nobody who is busy can be missed, only overestimated.
    let [least, fewest] = ['', Infinity];
    for (const [each, times] of counts) if (times < fewest) [least, fewest] = [each, times];
    counts.delete(least);
    counts.set(key, fewest + 1);
  };

  const rank = () => {
    const ranked = [...counts].sort(([, a], [, b]) => b - a);
    const before = named;
    named = new Set(ranked.slice(0, most).map(([key]) => key));
    for (const [key, times] of ranked) counts.set(key, times / 2);
    for (const name of before) if (!named.has(name)) onDrop(name);
    rankedAt = now();
  };

  return {
    nameOf(key) {
      count(key);
      if (now() - rankedAt >= rankEveryMs) rank();
      if (named.size < most) named.add(key);
      return named.has(key) ? key : other;
    },
  };
}
