import { noteActivity, withTenant, type Activity, type Database } from '@rollcall/database';

/** What was last heard from one tenant's identity provider is on record for the Command Center. */
export function recordActivity(db: Database, tenantId: string, activity: Activity): Promise<void> {
  return withTenant(db, tenantId, (tx) => noteActivity(tx, activity));
}
