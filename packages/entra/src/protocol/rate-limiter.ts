import type { Clock } from '../clock.ts';

/** Waits until the next request may leave so that no more than `perSecond` do; 0 never waits. */
export function createRateLimiter(perSecond: number, clock: Clock): () => Promise<void> {
  if (perSecond <= 0) return async () => {};
  let free = clock.now();
  return async () => {
    const now = clock.now();
    const mine = Math.max(now, free);
    free = mine + 1000 / perSecond;
    if (mine > now) await clock.sleep(mine - now);
  };
}
