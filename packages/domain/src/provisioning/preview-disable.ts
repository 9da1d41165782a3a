import { countLiveTokens, countProvisioned } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import type { ProvisionedCounts } from './provisioning.ts';

/** Whom and what switching SCIM off would touch at this moment. */
export function previewDisable(scope: Scope): Promise<ProvisionedCounts & { liveTokens: number }> {
  return inTenant(scope, async (tx) => ({
    ...(await countProvisioned(tx)),
    liveTokens: await countLiveTokens(tx, scope.now()),
  }));
}
