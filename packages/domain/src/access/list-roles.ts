import { listRoles as roleRows, type RoleRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { dated, type NamedQuery } from './list-services.ts';

/** A role in a list. Times are ISO 8601. */
export type Role = Omit<RoleRow, 'createdAt' | 'updatedAt'> &
  Readonly<{ createdAt: string; updatedAt: string }>;

/** One page of the organisation's roles, by name. */
export async function listRoles(scope: Scope, { page, ...filter }: NamedQuery): Promise<List<Role>> {
  const found = await inTenant(scope, (tx) => roleRows(tx, { ...filter, ...rowsOfPage(page) }));
  return listOf(page, found, dated);
}
