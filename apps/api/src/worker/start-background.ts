import { connect, disconnect } from '@rollcall/database';
import { deliveryTimes, workOffEvents, type DeliveryDeps } from '@rollcall/domain';
import type { WorkerDeps } from './job.ts';
import { jobs } from './jobs.ts';
import { startWorker, type RunningWorker } from './start-worker.ts';

const connections = 6;

/**
 * Jobs are done and events are sent, over connections of their own: no request ever waits for one that background work
 * holds. Stopping lets what is under way end.
 */
export async function startBackground(
  deps: Omit<WorkerDeps, 'db'> &
    Pick<DeliveryDeps, 'outbound'> & { databaseUrl: string; deliveryHaste: number },
): Promise<RunningWorker> {
  const { databaseUrl, deliveryHaste, log } = deps;
  const onError = (err: unknown) => log.error({ err }, 'background work failed and is tried again');
  const db = connect(databaseUrl, { max: connections, onError });
  const worker = await startWorker(jobs, { ...deps, db });
  const events = workOffEvents({ ...deps, ...deliveryTimes(deliveryHaste), db, onError });
  return {
    async stop() {
      await Promise.all([events.stop(), worker.stop()]);
      await disconnect(db);
    },
  };
}
