import { lockProvisioning, recordChange, storeDialect } from '@rollcall/database';
import type { Dialect } from '@rollcall/scim';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';

/**
 * The organisation's SCIM messages are read in that dialect, by an instance that has just recognised a token after ten
 * seconds at the latest. Choosing what is chosen changes nothing.
 */
export function chooseDialect(scope: Scope, dialect: Dialect['name']): Promise<void> {
  return inTenant(scope, async (tx) => {
    const { dialect: before } = await lockProvisioning(tx);
    if (before === dialect) return;
    await storeDialect(tx, dialect);
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Provisioning', id: null, label: null },
      operation: 'update',
      paths: [{ path: 'dialect', before, after: dialect }],
    });
  });
}
