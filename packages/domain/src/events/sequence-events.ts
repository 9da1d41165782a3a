import {
  advanceEventStream,
  insertEvents,
  listUnseenChanges,
  lockEventStream,
  withTenant,
  type Database,
} from '@rollcall/database';
import { eventTypeOf } from './event-types.ts';

const linesAtOnce = 500;

/**
 * The next lines of the organisation's ledger are events, each with the next number, and on their way to the webhooks
 * that want them. Answers whether there are more. Does nothing while another process does it.
 */
export function sequenceEvents(
  db: Database,
  tenantId: string,
  now: Date,
  limit = linesAtOnce,
): Promise<boolean> {
  return withTenant(db, tenantId, async (tx) => {
    const stream = await lockEventStream(tx);
    if (!stream) return false;
    const changes = await listUnseenChanges(tx, stream, limit);
    let lastSeq = BigInt(stream.lastSeq);
    const events = changes.flatMap((change) => {
      const type = eventTypeOf(change);
      return type === undefined ? [] : [{ seq: ++lastSeq, type, change }];
    });
    if (events.length > 0) await insertEvents(tx, events, now);
    const isWhole = changes.length < limit;
    const afterId = changes.at(-1)?.id ?? null;
    await advanceEventStream(tx, { lastSeq, afterId, isWhole, isOfThisEra: stream.isOfThisEra });
    // What came while the batch was worked off piece by piece is for the next.
    return !(isWhole && stream.isOfThisEra && stream.afterId === null);
  });
}
