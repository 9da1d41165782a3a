import { listDirectoryUsers, similarUsers } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, pageSize, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { userFilter, type UserOrder, type UserSelection } from './user-query.ts';
import { userRow, type UserRow } from './user.ts';

/** Which users to list: the selection, its order, and the page. */
export type UserQuery = UserSelection & UserOrder & { page: number };

/** A page of users. `similar` are others whose names are like what was searched for, where few were found. */
export type UserList = List<UserRow> & Readonly<{ similar: UserRow[] }>;

const similarAtMost = 8;
const shortestGuess = 4;

/** One page of the organisation's users, by display name unless asked otherwise. */
export function listUsers(
  scope: Scope,
  { page, sort = 'displayName', order, ...selection }: UserQuery,
): Promise<UserList> {
  return inTenant(scope, async (tx) => {
    const asked = {
      ...(await userFilter(tx, scope, selection)),
      sort,
      descending: order === 'desc',
      ...rowsOfPage(page),
    };
    const found = await listDirectoryUsers(tx, asked);
    const typed = onlySearch(selection);
    const isRare = typed.length >= shortestGuess && page === 1 && found.total < pageSize;
    const similar = isRare ? await similarUsers(tx, typed, similarAtMost) : [];
    return { ...listOf(page, found, userRow), similar: similar.map(userRow) };
  });
}

/** What was typed, where nothing else narrows the list: a guess knows of no filters. */
function onlySearch({ search = '', ...filters }: UserSelection): string {
  return Object.values(filters).every((value) => value === undefined) ? search.trim() : '';
}
