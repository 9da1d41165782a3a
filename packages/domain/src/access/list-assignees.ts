import { listAssignees as assigneeRows, type AssigneeRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { requireRole } from './save-role.ts';

/** A user or group that was given a role. */
export type Assignee = Omit<AssigneeRow, 'createdAt'> & Readonly<{ createdAt: string }>;

/** One page of whom the role was given to by name: groups, then users. Throws `notFound`. */
export function listAssignees(scope: Scope, roleId: string, page: number): Promise<List<Assignee>> {
  return inTenant(scope, async (tx) => {
    await requireRole(tx, roleId);
    const found = await assigneeRows(tx, roleId, rowsOfPage(page));
    return listOf(page, found, (row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  });
}
