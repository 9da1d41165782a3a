import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../connect.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { changeRows, type ChangeRow } from './history.ts';

/** How far the stream was before a batch, held until the transaction ends. */
export type EventStream = Readonly<{
  lastSeq: string;
  isOfThisEra: boolean;
  era: number;
  seen: string;
  target: string;
  afterId: string | null;
}>;

/** From now on the tenant's changes become events. Those before did not happen to anybody who listens. */
export async function openEventStream(tx: TenantTransaction): Promise<void> {
  const opened = await sql`update tenants set wants_events = true
    where id = current_tenant() and not wants_events returning id`.execute(tx);
  if (opened.rows.length === 0) return;
  await sql`insert into event_streams default values on conflict (tenant_id) do update
    set began_at = now(), sequenced_at = now(), era = current_era(), seen = pg_current_snapshot(), target = null,
      after_id = null`.execute(tx);
}

/** The tenant's changes become no events any more, unless there is a webhook or a live feed token left. */
export async function closeUnusedEventStream(tx: TenantTransaction, now: Date): Promise<void> {
  await sql`update tenants set wants_events = false where id = current_tenant()
    and not exists (select from webhooks)
    and not exists (select from feed_tokens where revoked_at is null and expires_at > ${now})`.execute(tx);
}

/** Ids of the tenants whose ledger has news, or whose deliveries are due at that moment. */
export async function tenantsWithEventWork(db: Database, now: Date): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>('select tenants_with_event_work($1) as id', [now]);
  return rows.map(({ id }) => id);
}

/**
 * The tenant's stream, held until the transaction ends, with the snapshot that its batch goes up to; undefined where there
 * is none, or another process is at it. Two statements: what is seen after a lock may be newer than what was there before,
 * and a target older than what was seen already would make the stream go back.
 */
export async function lockEventStream(tx: TenantTransaction): Promise<EventStream | undefined> {
  const held = await sql`select from event_streams for update skip locked`.execute(tx);
  if (held.rows.length === 0) return undefined;
  const { rows } =
    await sql<EventStream>`update event_streams set target = coalesce(target, pg_current_snapshot())
    returning last_seq as "lastSeq", era, era = current_era() as "isOfThisEra", seen::text as seen,
      target::text as target, after_id as "afterId"`.execute(tx);
  return rows[0];
}

/** The next lines of the ledger that the stream has not dealt with, oldest first. */
export function listUnseenChanges(
  tx: TenantTransaction,
  stream: EventStream,
  limit: number,
): Promise<ChangeRow[]> {
  const { era, seen, target, afterId } = stream;
  const unseen = stream.isOfThisEra
    ? sql<boolean>`era = ${era} and tx >= pg_snapshot_xmin(${seen}::pg_snapshot)
        and not pg_visible_in_snapshot(tx, ${seen}::pg_snapshot)
        and pg_visible_in_snapshot(tx, ${target}::pg_snapshot)`
    : leftBehind;
  const further = afterId === null ? sql<boolean>`true` : sql<boolean>`id > ${afterId}`;
  return changeRows(tx, sql<boolean>`${unseen} and ${further}`)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** When the oldest change was made that the stream has not dealt with; undefined where it has dealt with all. */
export async function oldestUnseenChange(tx: TenantTransaction): Promise<Date | undefined> {
  const { rows } =
    await sql<EventStream>`select last_seq as "lastSeq", era, era = current_era() as "isOfThisEra",
    seen::text as seen, pg_current_snapshot()::text as target, after_id as "afterId" from event_streams`.execute(
      tx,
    );
  const [stream] = rows;
  if (!stream) return undefined;
  const [oldest] = await listUnseenChanges(tx, stream, 1);
  return oldest?.at;
}

/**
 * What an older era holds and no event tells of. Every transaction of it has ended, so ids are enough: none began a day
 * before the stream was last looked at.
 */
const leftBehind: RawBuilder<boolean> = sql`era < current_era()
  and id > (select uuidv7(greatest(sequenced_at - interval '1 day', began_at) - now()) from event_streams)
  and not exists (select from events e where e.change_id = changes.id)`;

/** The stream has dealt with those lines, of which some became events; with `isWhole` the batch is over. */
export async function advanceEventStream(
  tx: TenantTransaction,
  to: { lastSeq: bigint; afterId: string | null; isWhole: boolean; isOfThisEra: boolean },
): Promise<void> {
  // Of a new era nothing has been seen: no transaction is older than the first there is.
  const seen = to.isOfThisEra ? sql`target` : sql`'1:1:'::pg_snapshot`;
  const step = to.isWhole
    ? sql`seen = ${seen}, target = null, after_id = null, era = current_era(), sequenced_at = now()`
    : sql`after_id = ${to.afterId}`;
  await sql`update event_streams set last_seq = ${to.lastSeq}, ${step}`.execute(tx);
}
