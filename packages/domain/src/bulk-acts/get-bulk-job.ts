import { findBulkJob, isUuid, listBulkJobs, stopJob } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { bulkJob, type BulkJob } from './bulk-job.ts';

/** How far the job is. Throws `notFound`. */
export async function getBulkJob(scope: Scope, id: string): Promise<BulkJob> {
  const row = isUuid(id) ? await inTenant(scope, (tx) => findBulkJob(tx, id)) : undefined;
  if (!row) throw notFound('This organisation has no job with that id.');
  return bulkJob(row);
}

const jobsShown = 5;

/** The newest jobs, newest first. */
export async function listRecentJobs(scope: Scope): Promise<BulkJob[]> {
  return (await inTenant(scope, (tx) => listBulkJobs(tx, jobsShown))).map(bulkJob);
}

/** Nothing more of the job is done; who was done stays done. */
export async function stopBulkJob(scope: Scope, id: string): Promise<BulkJob> {
  if (isUuid(id)) await inTenant(scope, (tx) => stopJob(tx, id, scope.now()));
  return getBulkJob(scope, id);
}
