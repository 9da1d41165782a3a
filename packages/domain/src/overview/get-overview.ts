import { countDirectory, listChanges, readProvisioning } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { changeView, type Change } from '../ledger/change.ts';
import { connectionState } from '../provisioning/connection-state.ts';
import type { Provisioning } from '../provisioning/provisioning.ts';
import type { Scope } from '../scope.ts';

/** An organisation at a glance. `suspended` are those requested active and kept out all the same. */
export type Overview = Readonly<{
  people: Readonly<{
    total: number;
    active: number;
    suspended: number;
    byOrigin: Readonly<{ scim: number; jit: number; local: number }>;
  }>;
  groups: number;
  provisioning: Readonly<{
    enabled: boolean;
    state: Provisioning['connection']['state'];
    dialect: Provisioning['dialect'];
    lastCallAt: string | null;
  }>;
  /** The newest changes, newest first. */
  recent: Change[];
}>;

const recentShown = 10;

/** Who is here, how the connection does, and what changed last. */
export function getOverview(scope: Scope): Promise<Overview> {
  return inTenant(scope, async (tx) => {
    const { total, active, suspended, scim, jit, local, groups } = await countDirectory(tx);
    const provisioning = await readProvisioning(tx);
    const { rows } = await listChanges(tx, { offset: 0, limit: recentShown });
    return {
      people: { total, active, suspended, byOrigin: { scim, jit, local } },
      groups,
      provisioning: {
        enabled: provisioning.enabled,
        state: connectionState(provisioning),
        dialect: provisioning.dialect,
        lastCallAt: provisioning.lastCallAt?.toISOString() ?? null,
      },
      recent: rows.map(changeView),
    };
  });
}
