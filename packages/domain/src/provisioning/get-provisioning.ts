import { countProvisioned, readProvisioning } from '@rollcall/database';
import { saveIdentityProviderFirst } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { connectionState } from './connection-state.ts';
import { mayEnable } from './may-enable.ts';
import { baseUrlOf } from './open-scim-scope.ts';
import type { Provisioning } from './provisioning.ts';

/** How the organisation is connected, what was last heard, and what SCIM has brought. */
export function getProvisioning(scope: Scope, at: { publicOrigin: string }): Promise<Provisioning> {
  return inTenant(scope, async (tx) => {
    const row = await readProvisioning(tx);
    const canEnable = await mayEnable(tx, row);
    return {
      enabled: row.enabled,
      enabledAt: (row.enabled && row.enabledAt?.toISOString()) || null,
      baseUrl: baseUrlOf(at.publicOrigin, scope.tenant.key),
      dialect: row.dialect,
      canEnable,
      whyNot: canEnable ? null : saveIdentityProviderFirst,
      connection: {
        state: connectionState(row),
        testedAt: row.testedAt?.toISOString() ?? null,
        firstWriteAt: row.firstWriteAt?.toISOString() ?? null,
        lastCallAt: row.lastCallAt?.toISOString() ?? null,
        lastCall: row.lastCall,
      },
      directory: await countProvisioned(tx),
    };
  });
}
