import { bulkActJob, runBulkJob } from '@rollcall/domain';
import type { Job } from './job.ts';

/** One act on many people is done to the end; begun again, it goes on from where it was. */
export const bulkAct: Job = {
  name: bulkActJob,
  run: ({ db, now }, { tenantId = '', jobId = '' }) => runBulkJob({ db, now, tenantId }, jobId),
};
