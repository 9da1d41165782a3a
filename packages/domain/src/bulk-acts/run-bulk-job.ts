import {
  advanceJob,
  lockUnfinishedJob,
  takeAccessTurn,
  takeBulkTargets,
  type BulkJobRow,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { applyJob, isRoleAct } from './apply-job.ts';

/** Who runs a job: not who asked for it, which the job itself remembers. */
export type BulkRunner = Omit<Scope, 'actor' | 'requestId' | 'tenant'> & { tenantId: string };

const portions = { delete: 50, others: 500 };

/**
 * The job has come to its end, or another process is at it. Each portion is one transaction with what it did to the job,
 * so that a process that dies leaves nothing half done and the next goes on from there.
 */
export async function runBulkJob(runner: BulkRunner, jobId: string): Promise<void> {
  while (await runPortion(runner, jobId));
}

/** One portion more is done; false when there is none to do. */
export function runPortion({ tenantId, ...runner }: BulkRunner, jobId: string): Promise<boolean> {
  const tenant = { id: tenantId, key: '', name: '' };
  const unknown: Scope = { ...runner, tenant, actor: { kind: 'system', id: null, label: '' }, requestId: '' };
  return inTenant(unknown, async (tx) => {
    const job = await lockUnfinishedJob(tx, jobId);
    if (!job) return false;
    const ids = await takeBulkTargets(tx, job, job.act === 'delete' ? portions.delete : portions.others);
    const changed = await applyTo(tx, { ...unknown, ...asked(job) }, job, ids);
    await advanceJob(tx, job, { done: ids.length, changed, now: runner.now() });
    return ids.length > 0;
  });
}

async function applyTo(
  tx: TenantTransaction,
  scope: Scope,
  job: BulkJobRow,
  ids: readonly string[],
): Promise<number> {
  if (isRoleAct(job.act) || job.about === 'Group') await takeAccessTurn(tx);
  return applyJob(tx, scope, job, ids);
}

/** What is done is done by whoever asked, in the request in which they did. */
function asked({ author: { requestId, ...actor } }: BulkJobRow): Pick<Scope, 'actor' | 'requestId'> {
  return { actor: { ...actor, kind: 'admin' }, requestId };
}
