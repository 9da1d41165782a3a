import {
  closeUnusedEventStream,
  deleteDeliveriesBefore,
  deleteEventsBefore,
  withTenant,
  type Database,
} from '@rollcall/database';

/** How long events and the log of their deliveries are kept. The ledger they tell of is kept for ever. */
export const eventsKeptDays = 30;

/** The organisation has no events and deliveries older than that, and no stream that nobody listens to. */
export function pruneEvents(db: Database, tenantId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - eventsKeptDays * 24 * 60 * 60 * 1000);
  return withTenant(db, tenantId, async (tx) => {
    await deleteDeliveriesBefore(tx, before);
    await deleteEventsBefore(tx, before);
    await closeUnusedEventStream(tx, now);
  });
}
