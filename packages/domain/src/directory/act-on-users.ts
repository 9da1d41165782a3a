import {
  actOnUsers as act,
  runStatement,
  users,
  type DirectoryAct,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';

/** What can be done to a person's place in the directory. */
export type UserAct = DirectoryAct | 'delete';

/** The act is done to those of the few users whom it fits, each noted in the ledger; how many they are. */
export function actOnUsers(
  scope: Scope,
  name: UserAct,
  ids: readonly string[],
): Promise<{ changed: number }> {
  return inTenant(scope, async (tx) => ({ changed: await applyAct(tx, scope, name, ids) }));
}

/** The same inside a transaction that does other things too. */
export async function applyAct(
  tx: TenantTransaction,
  scope: Scope,
  name: UserAct,
  ids: readonly string[],
): Promise<number> {
  const author = authorOf(scope);
  if (name !== 'delete') return act(tx, author, name, { ids, now: scope.now() });
  let gone = 0;
  // Each takes along their memberships, with a line for each group.
  for (const id of ids) gone += (await runStatement(tx, users.remove(author, id))).length;
  return gone;
}
