import { recordChange, storeDialect, type TenantTransaction } from '@rollcall/database';
import type { Dialect } from '@rollcall/scim';
import { authorOf, type Scope } from '../scope.ts';

/** Messages are read in the dialect `after` from the next request on, and the ledger says so. */
export async function changeDialect(
  tx: TenantTransaction,
  scope: Scope,
  before: Dialect['name'] | null,
  after: Dialect['name'],
): Promise<void> {
  await storeDialect(tx, after);
  await recordChange(tx, authorOf(scope), {
    resource: { type: 'Provisioning', id: null, label: null },
    operation: 'update',
    paths: [{ path: 'dialect', before, after }],
  });
}
