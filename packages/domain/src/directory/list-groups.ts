import { listDirectoryGroups, type GroupFilter, type GroupListQuery } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { groupRow, type GroupRow } from './group.ts';

/** Which groups to list. Without a status, whichever is not archived. */
export type GroupQuery = GroupFilter & {
  sort?: GroupListQuery['sort'] | undefined;
  order?: 'asc' | 'desc' | undefined;
  page: number;
};

/** One page of the organisation's groups, by display name unless asked otherwise. */
export async function listGroups(
  scope: Scope,
  { page, sort = 'displayName', order, ...filter }: GroupQuery,
): Promise<List<GroupRow>> {
  const asked = { ...filter, sort, descending: order === 'desc', ...rowsOfPage(page) };
  return listOf(page, await inTenant(scope, (tx) => listDirectoryGroups(tx, asked)), groupRow);
}
