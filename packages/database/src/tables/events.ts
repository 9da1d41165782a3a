import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { changeRows, type ChangeRow } from './history.ts';

/** An event: where it stands in the tenant's stream, and the line of the ledger that tells the rest. */
export type EventRow = Readonly<{ seq: string; type: string; change: ChangeRow }>;

/** The events are stored, and each enabled webhook that wants one has it to deliver. */
export async function insertEvents(
  tx: TenantTransaction,
  events: readonly Readonly<{ seq: bigint; type: string; change: ChangeRow }>[],
  now: Date,
): Promise<void> {
  const given = JSON.stringify(
    events.map(({ seq, type, change }) => ({
      seq: String(seq),
      type,
      change_id: change.id,
      resource_id: change.resourceId,
      group_id: change.groupId,
    })),
  );
  await sql`with given as materialized (
      select * from jsonb_to_recordset(${given}::jsonb)
        as g (seq bigint, type text, change_id uuid, resource_id uuid, group_id uuid)),
    stored as (insert into events (seq, change_id, type) select seq, change_id, type from given)
    insert into webhook_deliveries (webhook_id, seq, type, resource_id, group_id, due_at)
    select w.id, g.seq, g.type, g.resource_id, g.group_id, ${now}
    from given g join webhooks w on w.enabled and (w.types = '{}' or g.type = any (w.types))
    order by g.seq`.execute(tx);
}

/** The tenant's events after that one, in order. */
export async function listEvents(tx: TenantTransaction, after: bigint, limit: number): Promise<EventRow[]> {
  const rows = await tx
    .selectFrom('events')
    .select(['seq', 'type', 'change_id as changeId'])
    .where('seq', '>', String(after))
    .orderBy('seq')
    .limit(limit)
    .execute();
  return withChanges(tx, rows);
}

/** Where the tenant's events begin and end: the oldest and the newest that are kept; the newest is 0 before the first. */
export async function readEventRange(tx: TenantTransaction): Promise<{ first: bigint; last: bigint }> {
  const { rows } = await sql<{ first: string; last: string }>`
    select coalesce((select min(seq) from events), last_seq + 1) as first, last_seq as last
    from event_streams`.execute(tx);
  const { first = '1', last = '0' } = rows[0] ?? {};
  return { first: BigInt(first), last: BigInt(last) };
}

/** The events of those numbers. */
export async function findEvents(tx: TenantTransaction, seqs: readonly string[]): Promise<EventRow[]> {
  if (seqs.length === 0) return [];
  const rows = await tx
    .selectFrom('events')
    .select(['seq', 'type', 'change_id as changeId'])
    .where('seq', 'in', [...seqs])
    .execute();
  return withChanges(tx, rows);
}

/** No event older than that is left. The last number stays, so that none is given twice. */
export async function deleteEventsBefore(tx: TenantTransaction, before: Date): Promise<void> {
  await tx.deleteFrom('events').where('at', '<', before).execute();
}

async function withChanges(
  tx: TenantTransaction,
  rows: readonly { seq: string; type: string; changeId: string }[],
): Promise<EventRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ changeId }) => changeId);
  const changes = await changeRows(tx, sql<boolean>`id = any (${ids}::uuid[])`).execute();
  const byId = new Map(changes.map((change) => [change.id, change]));
  return rows.flatMap(({ seq, type, changeId }) => {
    const change = byId.get(changeId);
    return change ? [{ seq, type, change }] : [];
  });
}
