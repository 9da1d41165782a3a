import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { JobPayload } from '@rollcall/database';
import type { Job, WorkerDeps } from './job.ts';

/** Ends when the jobs under way have ended; no other is begun. */
export type RunningWorker = Readonly<{ stop: () => Promise<void> }>;

const jobsAtOnce = 4;

/** Jobs are done in this process, beside those that other processes do. A job is done at least once. */
export async function startWorker(jobs: readonly Job[], deps: WorkerDeps): Promise<RunningWorker> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.name, (payload: unknown) => job.run(deps, payload as JobPayload)]),
  );
  const onTime = jobs.flatMap(({ name, every }) =>
    every === undefined ? [] : [{ task: name, match: every, options: { jobKey: name, maxAttempts: 3 } }],
  );
  const runner = await run({
    pgPool: deps.db.pool,
    concurrency: jobsAtOnce,
    logger: loggerFor(deps.log),
    // Whoever starts this stops it, in the order that suits the rest of the process.
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems(onTime),
  });
  return {
    async stop() {
      await runner.stop();
      await runner.promise;
    },
  };
}

/** Every job done is news to nobody; one that failed is. */
function loggerFor(log: Log): Logger {
  return new Logger(({ taskIdentifier, jobId }) => (level, message, meta) => {
    const of = { job: taskIdentifier, jobId, err: (meta as { error?: unknown } | undefined)?.error };
    if (level === 'error') log.error(of, message);
    else if (level === 'warning') log.warn(of, message);
    else log.debug(of, message);
  });
}
