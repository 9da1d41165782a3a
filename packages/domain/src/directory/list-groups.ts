import { listDirectoryGroups, type GroupListQuery } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { groupRow, type GroupRow } from './group.ts';

/** Which groups to list. The search is for what a word of the name starts with. */
export type GroupQuery = Pick<GroupListQuery, 'search'> & {
  sort?: GroupListQuery['sort'] | undefined;
  order?: 'asc' | 'desc' | undefined;
  page: number;
};

/** One page of the organisation's groups, by display name unless asked otherwise. */
export async function listGroups(scope: Scope, query: GroupQuery): Promise<List<GroupRow>> {
  const { search, sort = 'displayName', order, page } = query;
  const asked = { search, sort, descending: order === 'desc', ...rowsOfPage(page) };
  return listOf(page, await inTenant(scope, (tx) => listDirectoryGroups(tx, asked)), groupRow);
}
