import type { Logger } from 'pino';
import type { Database, JobPayload } from '@rollcall/database';
import type { KeyRing } from '@rollcall/domain';

/** What background work has at hand. */
export type WorkerDeps = Readonly<{ db: Database; secretKeys: KeyRing; now: () => Date; log: Logger }>;

/**
 * One kind of background work. `addJob` asks for it inside the transaction that gives the reason; with `every`, a line of
 * a crontab in UTC, it is asked for then. What it throws is logged, and it is tried again with growing patience.
 */
export type Job = Readonly<{
  name: string;
  every?: string;
  run: (deps: WorkerDeps, payload: JobPayload) => Promise<void>;
}>;
