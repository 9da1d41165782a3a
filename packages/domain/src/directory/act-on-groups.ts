import {
  actOnGroups as act,
  groups,
  isUuid,
  localGroups,
  runStatement,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { noSuchGroup } from './get-group.ts';

/** What can be done to a group's place in the directory. */
export type GroupAct = 'archive' | 'unarchive' | 'delete';

/** The group is put away, back, or gone, noted in the ledger; what is so already stays so. Throws `notFound` for a deletion of nothing. */
export function actOnGroup(scope: Scope, name: GroupAct, id: string): Promise<void> {
  if (!isUuid(id)) return Promise.reject(noSuchGroup());
  return inTenant(scope, async (tx) => {
    if (name !== 'delete') await act(tx, authorOf(scope), name, { ids: [id], now: scope.now() });
    else if ((await removeGroups(tx, scope, [id])) === 0) throw noSuchGroup();
  });
}

/** The same for many inside a transaction; how many it fitted. Among many only those that admins keep are deleted. */
export async function applyGroupAct(
  tx: TenantTransaction,
  scope: Scope,
  name: GroupAct,
  ids: readonly string[],
): Promise<number> {
  if (name !== 'delete') return act(tx, authorOf(scope), name, { ids, now: scope.now() });
  return removeGroups(tx, scope, await localGroups(tx, ids));
}

async function removeGroups(tx: TenantTransaction, scope: Scope, ids: readonly string[]): Promise<number> {
  let gone = 0;
  for (const id of ids) gone += (await runStatement(tx, groups.remove(authorOf(scope), id))).length;
  return gone;
}
