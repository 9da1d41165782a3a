import { findDirectoryGroup, listMembers as memberRows, listPeopleWithin, isUuid } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { noSuchGroup } from './get-group.ts';
import type { Member } from './group.ts';

/**
 * One page of the group's members by name, all or those that match the search: those it names, or with `all` also the
 * people in groups inside it. Throws `notFound`.
 */
export function listMembers(
  scope: Scope,
  groupId: string,
  { search, show, page }: { search?: string | undefined; show?: 'direct' | 'all' | undefined; page: number },
): Promise<List<Member>> {
  if (!isUuid(groupId)) return Promise.reject(noSuchGroup());
  return inTenant(scope, async (tx) => {
    if (!(await findDirectoryGroup(tx, groupId))) throw noSuchGroup();
    const list = show === 'all' ? listPeopleWithin : memberRows;
    const found = await list(tx, groupId, { search, ...rowsOfPage(page) });
    return listOf(page, found, (member) => member);
  });
}
