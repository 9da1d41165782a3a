import { addJob, findBulkJob, insertBulkJob, type BulkAct, type TenantTransaction } from '@rollcall/database';
import { maxCompared, whenConfirmed, type Asked, type Outcome } from '../access/change-access.ts';
import { requireRole } from '../access/save-role.ts';
import { userFilter, type UserSelection } from '../directory/user-query.ts';
import { invalidInput } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { bulkJob, type BulkJob } from './bulk-job.ts';
import { impactOfJob } from './impact-of-job.ts';

/** Whom an act is for: those chosen by id, or everyone the selection means at the moment it is asked for. */
export type BulkPeople = { ids: readonly string[] } | { selection: UserSelection };

export type BulkRequest = Readonly<{ act: BulkAct; people: BulkPeople; role?: string | undefined }>;

/** The background work that does it. */
export const bulkActJob = 'bulkAct';

/**
 * The act is tried for the whole selection, and whose access that changes is answered; where that was confirmed, its people
 * are settled and `runBulkJob` does it. Throws `invalidInput` where it is for nobody, `notFound` for a role that is none, and
 * `accessChanged`.
 */
export function startBulkJob(
  scope: Scope,
  { act, people, role: roleId }: BulkRequest,
  asked: Asked,
  limit = maxCompared,
): Promise<Outcome<BulkJob>> {
  return whenConfirmed(scope, asked, async (tx) => {
    const target = 'ids' in people ? people : { filter: await userFilter(tx, scope, people.selection) };
    if ('ids' in target && target.ids.length === 0) throw chooseSomebody();
    const role = await roleOf(tx, act, roleId);
    const id = await insertBulkJob(tx, authorOf(scope), { act, role }, target);
    const row = await findBulkJob(tx, id);
    if (!row) throw new Error('A job that was just made is not there');
    if (row.total === 0) throw chooseSomebody();
    await addJob(tx, bulkActJob, { tenantId: scope.tenant.id, jobId: id });
    return { impact: await impactOfJob(tx, scope, row, asked.page, limit), result: bulkJob(row) };
  });
}

const chooseSomebody = () => invalidInput({ people: 'Nobody is chosen. Choose whom this is for.' });

async function roleOf(tx: TenantTransaction, act: BulkAct, roleId: string | undefined) {
  if (act !== 'assign' && act !== 'unassign') return undefined;
  if (!roleId) throw invalidInput({ role: 'Choose a role.' });
  const { id, name } = await requireRole(tx, roleId);
  return { id, label: name };
}
