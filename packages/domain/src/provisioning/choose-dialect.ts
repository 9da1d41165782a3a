import { lockProvisioning } from '@rollcall/database';
import type { Dialect } from '@rollcall/scim';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { changeDialect } from './change-dialect.ts';

/** The organisation's SCIM messages are read in that dialect from the next request on. Choosing what is chosen changes nothing. */
export function chooseDialect(scope: Scope, dialect: Dialect['name']): Promise<void> {
  return inTenant(scope, async (tx) => {
    const { dialect: before } = await lockProvisioning(tx);
    if (before !== dialect) await changeDialect(tx, scope, before, dialect);
  });
}
