import { addJob, findBulkJob, insertBulkJob, type BulkAct, type TenantTransaction } from '@rollcall/database';
import { requireRole } from '../access/save-role.ts';
import { userFilter, type UserSelection } from '../directory/user-query.ts';
import { invalidInput } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { bulkJob, type BulkJob } from './bulk-job.ts';

/** Whom an act is for: those chosen by id, or everyone the selection means at the moment it is asked for. */
export type BulkPeople = { ids: readonly string[] } | { selection: UserSelection };

/** The background work that does it. */
export const bulkActJob = 'bulkAct';

/** The act is asked for and its people are settled. `runBulkJob` does it. Throws `invalidInput` where it is for nobody. */
export function startBulkJob(
  scope: Scope,
  act: BulkAct,
  people: BulkPeople,
  roleId?: string,
): Promise<BulkJob> {
  return inTenant(scope, async (tx) => {
    const target = 'ids' in people ? people : { filter: await userFilter(tx, scope, people.selection) };
    if ('ids' in target && target.ids.length === 0) throw chooseSomebody();
    const id = await insertBulkJob(tx, authorOf(scope), { act, role: await roleOf(tx, act, roleId) }, target);
    const job = await getJob(tx, id);
    if (job.total === 0) throw chooseSomebody();
    await addJob(tx, bulkActJob, { tenantId: scope.tenant.id, jobId: id });
    return job;
  });
}

async function getJob(tx: TenantTransaction, id: string): Promise<BulkJob> {
  const row = await findBulkJob(tx, id);
  if (!row) throw new Error('A job that was just made is not there');
  return bulkJob(row);
}

const chooseSomebody = () => invalidInput({ people: 'Nobody is chosen. Choose whom this is for.' });

async function roleOf(tx: TenantTransaction, act: BulkAct, roleId: string | undefined) {
  if (act !== 'assign' && act !== 'unassign') return undefined;
  if (!roleId) throw invalidInput({ role: 'Choose a role.' });
  const { id, name } = await requireRole(tx, roleId);
  return { id, label: name };
}
