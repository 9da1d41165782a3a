import { listChangesOf, isUuid } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { changeView, type Change } from './change.ts';

/**
 * One page of what changed about a resource, newest first: itself, the groups it joined and left, and who joined and
 * left it. What is deleted keeps its history, so an id that names nothing now has whatever is remembered of it.
 */
export async function listHistoryOf(
  scope: Scope,
  resource: { type: 'User' | 'Group' | 'Resource'; id: string },
  page: number,
): Promise<List<Change>> {
  const found = isUuid(resource.id)
    ? await inTenant(scope, (tx) => listChangesOf(tx, resource, rowsOfPage(page)))
    : { rows: [], total: 0 };
  return listOf(page, found, changeView);
}
