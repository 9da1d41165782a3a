import {
  findTenant,
  listEvents,
  readEventRange,
  useFeedToken,
  withTenant,
  type Database,
  type TenantTransaction,
} from '@rollcall/database';
import { cursorAhead, cursorExpired, unauthenticated } from '../errors.ts';
import { eventView, type Event } from '../events/event.ts';
import { hashToken } from '../tokens/token-secret.ts';

/** A page of the feed. `cursor` is where the next one begins, also of a page without events. */
export type FeedPage = Readonly<{ events: Event[]; cursor: string; more: boolean }>;

/** What is asked for: `after` a cursor, or from the oldest event that is kept. */
export type FeedQuery = Readonly<{ after: bigint | undefined; limit: number; withValues: boolean }>;

/** The address of an organisation's feed. */
export function feedUrlOf(publicOrigin: string, tenantKey: string): string {
  return `${publicOrigin}/t/${tenantKey}/events`;
}

/**
 * The organisation's events after a cursor, in order, for whoever holds a live feed token of it. Throws `unauthenticated`,
 * the same for an organisation that is none; `cursorExpired` where events between were kept no longer; `cursorAhead`.
 */
export async function readFeed(
  deps: { db: Database; now: () => Date },
  caller: { tenantKey: string; token: string | undefined },
  query: FeedQuery,
): Promise<FeedPage> {
  const { tenantKey, token } = caller;
  const isKey = /^[a-z0-9-]{1,128}$/.test(tenantKey);
  const tenant = isKey && token !== undefined ? await findTenant(deps.db, tenantKey) : undefined;
  if (!tenant || token === undefined) throw unauthenticated();
  return withTenant(deps.db, tenant.id, async (tx) => {
    if (!(await useFeedToken(tx, hashToken(token), deps.now()))) throw unauthenticated();
    return pageOf(tx, query);
  });
}

async function pageOf(tx: TenantTransaction, { after, limit, withValues }: FeedQuery): Promise<FeedPage> {
  const { first, last } = await readEventRange(tx);
  const from = after ?? first - 1n;
  if (from > last) throw cursorAhead();
  if (from < first - 1n) throw cursorExpired();
  const rows = await listEvents(tx, from, limit);
  const cursor = rows.at(-1)?.seq ?? String(from);
  return {
    events: rows.map((row) => eventView(row, { withValues })),
    cursor,
    more: BigInt(cursor) < last,
  };
}
