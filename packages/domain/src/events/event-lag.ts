import { oldestUnseenChange, tenantsWithEventWork, withTenant, type Database } from '@rollcall/database';

/** How long the oldest change has waited, over all organisations, that should have become an event; 0 where none waits. */
export async function eventLagSeconds(db: Database, now: Date): Promise<number> {
  let lag = 0;
  for (const tenantId of await tenantsWithEventWork(db, now)) {
    const since = await withTenant(db, tenantId, oldestUnseenChange);
    if (since) lag = Math.max(lag, (now.getTime() - since.getTime()) / 1000);
  }
  return lag;
}
