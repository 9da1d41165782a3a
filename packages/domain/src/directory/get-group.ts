import { findDirectoryGroup, isUuid } from '@rollcall/database';
import { notFound, type DomainError } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { groupRow, type Group } from './group.ts';

/** The group of that id. Throws `notFound`. */
export async function getGroup(scope: Scope, id: string): Promise<Group> {
  const row = isUuid(id) ? await inTenant(scope, (tx) => findDirectoryGroup(tx, id)) : undefined;
  if (!row) throw noSuchGroup();
  return { ...groupRow(row), version: Number(row.version) };
}

/** The refusal for a group that is not, or no longer, in this organisation. */
export function noSuchGroup(): DomainError {
  return notFound('This organisation has no group with that id.');
}
