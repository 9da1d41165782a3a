import type { Job } from './job.ts';

/** All background work there is. */
export const jobs: readonly Job[] = [];
