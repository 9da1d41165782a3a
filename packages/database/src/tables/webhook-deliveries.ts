import { sql, type ExpressionBuilder } from 'kysely';
import type { DB } from '../schema.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';

export type DeliveryState = 'pending' | 'delivered' | 'dead';

/** One event on its way to one webhook. */
export type DeliveryRow = Readonly<{
  id: string;
  /** Null for a test event. */
  seq: string | null;
  type: string;
  state: DeliveryState;
  attempts: number;
  dueAt: Date;
  createdAt: Date;
  settledAt: Date | null;
  /** How the last attempt ended; null before the first. */
  status: number | null;
  error: string | null;
  ms: number | null;
}>;

/** One attempt, as it ended. */
export type AttemptRow = Readonly<{
  at: Date;
  ms: number;
  status: number | null;
  error: string | null;
  answer: string | null;
}>;

/** A delivery that this process has taken on, until its claim ends. */
export type ClaimedDelivery = Readonly<{
  id: string;
  seq: string | null;
  type: string;
  attempts: number;
  createdAt: Date;
  claimedUntil: Date;
}>;

/**
 * The next delivery of the webhook is this process's until then, if one is due. One waits while an earlier event of the
 * same resource is not delivered: of the same person or group, of the group that somebody joins or leaves, and for a
 * group, of its members. Called with the webhook locked, so that two processes cannot both look before they take.
 */
export async function claimDelivery(
  tx: TenantTransaction,
  webhookId: string,
  at: { now: Date; until: Date },
): Promise<ClaimedDelivery | undefined> {
  const earlier = (same: string) =>
    sql`exists (select from webhook_deliveries e
      where e.webhook_id = d.webhook_id and e.state = 'pending' and e.seq < d.seq and ${sql.raw(same)})`;
  const { rows } = await sql<ClaimedDelivery>`
    update webhook_deliveries set attempts = attempts + 1, claimed_until = ${at.until}
    where id = (
      select d.id from webhook_deliveries d
      where d.webhook_id = ${webhookId} and d.state = 'pending' and d.due_at <= ${at.now}
        and (d.claimed_until is null or d.claimed_until <= ${at.now})
        and not ${earlier('e.resource_id = d.resource_id')}
        and not ${earlier('e.group_id = d.resource_id')}
        and not ${earlier('e.resource_id = d.group_id')}
      order by d.due_at, d.seq limit 1)
    returning id, seq, type, attempts, created_at as "createdAt", claimed_until as "claimedUntil"`.execute(
    tx,
  );
  return rows[0];
}

/** The attempt is in the log, and the delivery is in that state; one still pending is due then. */
export async function settleDelivery(
  tx: TenantTransaction,
  delivery: ClaimedDelivery,
  outcome: { state: DeliveryState; dueAt: Date; at: Date; attempt: AttemptRow },
): Promise<void> {
  const { state, dueAt, at, attempt } = outcome;
  await sql`with settled as (
      update webhook_deliveries set state = ${state}, due_at = ${dueAt}, claimed_until = null,
        settled_at = ${state === 'pending' ? null : at}
      where id = ${delivery.id} and state = 'pending' returning id)
    insert into webhook_attempts (delivery_id, at, ms, status, error, answer)
    select id, ${attempt.at}, ${attempt.ms}, ${attempt.status}, ${attempt.error}, ${attempt.answer} from settled`.execute(
    tx,
  );
}

/** A test event is due; answers with its id. */
export async function insertTestDelivery(
  tx: TenantTransaction,
  webhookId: string,
  type: string,
  dueAt: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('webhook_deliveries')
    .values({ webhook_id: webhookId, type, due_at: dueAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Which deliveries of a webhook. */
export type DeliveryChoice =
  Readonly<{ id: string }> | Readonly<{ undelivered: true }> | Readonly<{ since: Date }>;

/** Those deliveries, unless one is being made right now, are due with all their attempts before them; answers with how many. */
export async function replayDeliveries(
  tx: TenantTransaction,
  webhookId: string,
  choice: DeliveryChoice,
  now: Date,
): Promise<number> {
  const chosen =
    'id' in choice
      ? sql`id = ${choice.id}`
      : 'undelivered' in choice
        ? sql`state <> 'delivered'`
        : sql`created_at >= ${choice.since}`;
  const { numAffectedRows } = await sql`update webhook_deliveries
    set state = 'pending', due_at = ${now}, attempts = 0, settled_at = null
    where webhook_id = ${webhookId} and (claimed_until is null or claimed_until <= ${now}) and ${chosen}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/** One page of a webhook's deliveries, newest first. */
export async function listDeliveries(
  tx: TenantTransaction,
  webhookId: string,
  query: { state?: DeliveryState | undefined; type?: string | undefined },
  page: Page,
): Promise<PageOf<DeliveryRow>> {
  let deliveries = tx.selectFrom('webhook_deliveries as d').where('d.webhook_id', '=', webhookId);
  if (query.state) deliveries = deliveries.where('d.state', '=', query.state);
  if (query.type) deliveries = deliveries.where('d.type', '=', query.type);
  const { total } = await deliveries.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await deliveries
    .leftJoinLateral(lastAttempt, (join) => join.onTrue())
    .select(deliveryColumns)
    .orderBy('d.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total };
}

/** The attempt `a` that was the last of the delivery `d`. */
const lastAttempt = (lateral: ExpressionBuilder<DB & { d: DB['webhook_deliveries'] }, 'd'>) =>
  lateral
    .selectFrom('webhook_attempts as t')
    .select(['t.status', 't.error', 't.ms'])
    .whereRef('t.delivery_id', '=', 'd.id')
    .orderBy('t.id', 'desc')
    .limit(1)
    .as('a');

const deliveryColumns = [
  'd.id',
  'd.seq',
  'd.type',
  'd.state',
  'd.attempts',
  'd.due_at as dueAt',
  'd.created_at as createdAt',
  'd.settled_at as settledAt',
  'a.status',
  'a.error',
  'a.ms',
] as const;

/** The delivery of that id with its attempts, the last first. */
export async function findDelivery(
  tx: TenantTransaction,
  webhookId: string,
  id: string,
): Promise<{ delivery: DeliveryRow; attempts: AttemptRow[] } | undefined> {
  const delivery = await tx
    .selectFrom('webhook_deliveries as d')
    .leftJoinLateral(lastAttempt, (join) => join.onTrue())
    .where('d.webhook_id', '=', webhookId)
    .where('d.id', '=', id)
    .select(deliveryColumns)
    .executeTakeFirst();
  if (!delivery) return undefined;
  const attempts = await tx
    .selectFrom('webhook_attempts')
    .where('delivery_id', '=', id)
    .select(['at', 'ms', 'status', 'error', 'answer'])
    .orderBy('id', 'desc')
    .execute();
  return { delivery, attempts };
}

/** No delivery older than that is left, whatever became of it. */
export async function deleteDeliveriesBefore(tx: TenantTransaction, before: Date): Promise<void> {
  await tx.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute();
}
