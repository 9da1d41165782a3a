import { setTimeout } from 'node:timers/promises';

/** Time as the client feels it, in milliseconds; a test passes one whose `sleep` returns at once. */
export type Clock = { now(): number; sleep(ms: number): Promise<void> };

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms) => {
    await setTimeout(ms);
  },
};
