import {
  addJob,
  findBulkJob,
  insertBulkJob,
  type BulkAbout,
  type BulkAct,
  type BulkTarget,
  type GroupFilter,
  type TenantTransaction,
} from '@rollcall/database';
import { maxCompared, whenConfirmed, type Asked, type Outcome } from '../access/change-access.ts';
import { requireRole } from '../access/save-role.ts';
import { userFilter, type UserSelection } from '../directory/user-query.ts';
import { invalidInput } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { isRoleAct, requireGroupAct } from './apply-job.ts';
import { bulkJob, type BulkJob } from './bulk-job.ts';
import { impactOfJob } from './impact-of-job.ts';

/** Whom an act is for: those chosen by id, or everyone the selection means at the moment it is asked for. */
export type BulkPeople = { ids: readonly string[] } | { selection: UserSelection };

/** The same for groups. */
export type BulkGroups = { ids: readonly string[] } | { selection: GroupFilter };

export type BulkRequest = Readonly<
  { act: BulkAct; role?: string | undefined } & ({ people: BulkPeople } | { groups: BulkGroups })
>;

/** The background work that does it. */
export const bulkActJobs = {
  User: 'bulkAct',
  Group: 'bulkActOnGroups',
} as const satisfies Record<BulkAbout, string>;

/**
 * The act is tried for the whole selection, and whose access that changes is answered; where that was confirmed, those it is
 * for are settled and `runBulkJob` does it. Throws `invalidInput` where it is for nobody, `notFound` for a role that is none,
 * and `accessChanged`.
 */
export function startBulkJob(
  scope: Scope,
  request: BulkRequest,
  asked: Asked,
  limit = maxCompared,
): Promise<Outcome<BulkJob>> {
  return whenConfirmed(scope, asked, async (tx) => {
    const { act } = request;
    const target = await targetOf(tx, scope, request);
    if (target.about === 'Group' && !isRoleAct(act)) requireGroupAct(act);
    const role = isRoleAct(act) ? await roleOf(tx, request.role) : undefined;
    const id = await insertBulkJob(tx, authorOf(scope), { act, role }, target);
    const row = await findBulkJob(tx, id);
    if (!row) throw new Error('A job that was just made is not there');
    if (row.total === 0) throw chooseSome[row.about]();
    await addJob(tx, bulkActJobs[row.about], { tenantId: scope.tenant.id, jobId: id });
    const impact = await impactOfJob(tx, scope, row, { page: asked.page, limit });
    return { impact, result: bulkJob(row) };
  });
}

async function targetOf(tx: TenantTransaction, scope: Scope, request: BulkRequest): Promise<BulkTarget> {
  if ('groups' in request) {
    const { groups } = request;
    return 'ids' in groups
      ? { about: 'Group', ids: groups.ids }
      : { about: 'Group', filter: groups.selection };
  }
  const { people } = request;
  return 'ids' in people
    ? { about: 'User', ids: people.ids }
    : { about: 'User', filter: await userFilter(tx, scope, people.selection) };
}

const chooseSome = {
  User: () => invalidInput({ people: 'Nobody is chosen. Choose whom this is for.' }),
  Group: () => invalidInput({ groups: 'No group is chosen. Choose which this is for.' }),
};

async function roleOf(tx: TenantTransaction, roleId: string | undefined) {
  if (!roleId) throw invalidInput({ role: 'Choose a role.' });
  const { id, name } = await requireRole(tx, roleId);
  return { id, label: name };
}
