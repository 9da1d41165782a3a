import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** What was heard from an identity provider since the last note. Times are ISO 8601. */
export type Activity = Readonly<{
  tokenId: string;
  /** The caller's address; only its network is kept. */
  address: string | null;
  lastCallAt: string;
  lastCall: Readonly<{ method: string; path: string; status: number; tokenLabel: string }>;
  /** When a list was read with success, as Entra's Test Connection does. */
  testedAt: string | null;
  /** When something was written with success. */
  wroteAt: string | null;
}>;

/** The connection and the token carry what was last heard. */
export async function noteActivity(tx: TenantTransaction, activity: Activity): Promise<void> {
  await tx
    .updateTable('provisioning')
    .set({
      last_call_at: activity.lastCallAt,
      last_call: JSON.stringify(activity.lastCall),
      tested_at: sql`coalesce(${activity.testedAt}::timestamptz, tested_at)`,
      first_write_at: sql`coalesce(first_write_at, ${activity.wroteAt}::timestamptz)`,
    })
    .execute();
  await tx
    .updateTable('tokens')
    .set({
      last_used_at: activity.lastCallAt,
      last_network: sql`network(set_masklen(${activity.address}::inet,
        case family(${activity.address}::inet) when 4 then 24 else 48 end))`,
    })
    .where('id', '=', activity.tokenId)
    .execute();
}
