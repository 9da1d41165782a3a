import { bulkActs } from './bulk-acts.ts';
import type { Job } from './job.ts';
import { pruneEvents } from './prune-events.ts';

/** All background work there is. */
export const jobs: readonly Job[] = [pruneEvents, ...bulkActs];
