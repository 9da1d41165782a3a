import type { Api } from './api.ts';
import { findGroup, findRole, type Named } from './find-named.ts';
import { oneOf, searchOf } from './list-query.ts';

/** The users that a query string means, with the group and the role it names; `isNobody` where one of these is none. */
export async function userSelectionOf(api: Api, tenant: string, query: URLSearchParams) {
  const typed = (name: string) => query.get(name)?.trim() || undefined;
  const [groupTyped, roleTyped] = [typed('group'), typed('role')];
  const [group, role] = await Promise.all([
    groupTyped ? findGroup(api, tenant, groupTyped) : null,
    roleTyped ? findRole(api, tenant, roleTyped) : null,
  ]);
  const idOf = (named: Named | null) => named?.found?.id;
  const selection = {
    search: searchOf(query),
    status: oneOf(query, 'status', ['active', 'inactive', 'suspended', 'held', 'archived']),
    origin: oneOf(query, 'origin', ['scim', 'jit', 'local']),
    signedIn: oneOf(query, 'signedIn', ['7', '30', '90', 'not90', 'never']),
    members: oneOf(query, 'members', ['direct']),
    group: idOf(group),
    role: idOf(role),
  } as const;
  return { selection, group, role, isNobody: [group, role].some((named) => named?.found === null) };
}
