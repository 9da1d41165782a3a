import { lockProvisioning, markEnabled, recordChange, restoreProvisioned } from '@rollcall/database';
import { identityProviderNotSaved } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { mayEnable } from './may-enable.ts';

/**
 * The Base URL answers, and whom switching off had suspended has access again if still requested active. Enabling what
 * is enabled changes nothing. Throws `identityProviderNotSaved`.
 */
export function enableProvisioning(scope: Scope): Promise<void> {
  return inTenant(scope, async (tx) => {
    const before = await lockProvisioning(tx);
    if (before.enabled) return;
    if (!(await mayEnable(tx, before))) throw identityProviderNotSaved();
    await markEnabled(tx, scope.now());
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Provisioning', id: null, label: null },
      operation: 'enable',
      paths: [{ path: 'enabled', before: false, after: true }],
    });
    await restoreProvisioned(tx, authorOf(scope));
  });
}
