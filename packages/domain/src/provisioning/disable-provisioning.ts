import { lockProvisioning, markDisabled, recordChange, suspendProvisioned } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';

/** What becomes of the people SCIM brought: their access stays as it is, or is suspended until SCIM is enabled again. */
export type PeopleOnDisable = 'keep' | 'suspend';

/** The Base URL refuses from the next request on; tokens and directory stay. Disabling what is disabled changes nothing. */
export function disableProvisioning(scope: Scope, people: PeopleOnDisable): Promise<void> {
  return inTenant(scope, async (tx) => {
    const { enabled } = await lockProvisioning(tx);
    if (!enabled) return;
    await markDisabled(tx, scope.now());
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Provisioning', id: null, label: null },
      operation: 'disable',
      paths: [
        { path: 'enabled', before: true, after: false },
        { path: 'people', before: null, after: people },
      ],
    });
    if (people === 'suspend') await suspendProvisioned(tx, authorOf(scope));
  });
}
