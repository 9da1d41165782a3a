import { listConflicts as listRows } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { listOf, rowsOfPage, type List } from '../list.ts';
import type { Scope } from '../scope.ts';
import { conflictView, type Conflict } from './conflict.ts';

/** One page of the conflicts that wait for an admin, the oldest first. */
export async function listConflicts(scope: Scope, { page }: { page: number }): Promise<List<Conflict>> {
  return listOf(page, await inTenant(scope, (tx) => listRows(tx, rowsOfPage(page))), conflictView);
}
