import { listChanges } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { changeView, type Change } from './change.ts';

/** One page of everything that changed in the organisation, newest first. */
export async function listHistory(scope: Scope, page: number): Promise<List<Change>> {
  return listOf(page, await inTenant(scope, (tx) => listChanges(tx, rowsOfPage(page))), changeView);
}
