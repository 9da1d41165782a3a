import { findDirectoryGroup, isUuid, listGroupWays } from '@rollcall/database';
import { notFound, type DomainError } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { groupRow, type Group } from './group.ts';

const groupsShown = 100;

/** The group of that id. Throws `notFound`. */
export async function getGroup(scope: Scope, id: string): Promise<Group> {
  if (!isUuid(id)) throw noSuchGroup();
  return inTenant(scope, async (tx) => {
    const row = await findDirectoryGroup(tx, id);
    if (!row) throw noSuchGroup();
    const { rows, total } = await listGroupWays(tx, id, groupsShown);
    return { ...groupRow(row), version: Number(row.version), groups: rows, groupsTotal: total };
  });
}

/** The refusal for a group that is not, or no longer, in this organisation. */
export function noSuchGroup(): DomainError {
  return notFound('This organisation has no group with that id.');
}
