import { bulkActJobs, runBulkJob } from '@rollcall/domain';
import type { Job } from './job.ts';

/** One act on many is done to the end; begun again, it goes on from where it was. */
export const bulkActs: readonly Job[] = Object.values(bulkActJobs).map((name) => ({
  name,
  run: ({ db, now }, { tenantId = '', jobId = '' }) => runBulkJob({ db, now, tenantId }, jobId),
}));
