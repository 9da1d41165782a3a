import { listDirectoryUsers, type UserListQuery } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { userRow, type UserRow } from './user.ts';

/** Which users to list. The search is for what a word of the name, the user name or the e-mail address starts with. */
export type UserQuery = Pick<UserListQuery, 'search' | 'status' | 'origin'> & {
  sort?: UserListQuery['sort'] | undefined;
  order?: 'asc' | 'desc' | undefined;
  page: number;
};

/** One page of the organisation's users, by display name unless asked otherwise. */
export async function listUsers(scope: Scope, query: UserQuery): Promise<List<UserRow>> {
  const { search, status, origin, sort = 'displayName', order, page } = query;
  const asked = { search, status, origin, sort, descending: order === 'desc', ...rowsOfPage(page) };
  return listOf(page, await inTenant(scope, (tx) => listDirectoryUsers(tx, asked)), userRow);
}
