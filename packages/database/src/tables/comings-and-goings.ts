import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** How many people joined and left on a day of UTC, `2026-03-12`. Days on which nobody did are left out. */
export type DayOfPeople = Readonly<{ day: string; joined: number; left: number }>;

/**
 * Comings and goings by day since then, from the ledger in one pass over an index of its own: whoever was created or
 * became active joined, whoever became inactive or was deleted while active left.
 */
export async function listComingsAndGoings(tx: TenantTransaction, since: Date): Promise<DayOfPeople[]> {
  const { rows } = await sql<DayOfPeople>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day,
      (count(*) filter (where operation = 'create' or paths @> '[{"path": "active", "after": true}]'))::int as joined,
      (count(*) filter (where paths @> '[{"path": "active", "after": false}]'
        or operation = 'delete' and not paths @> '[{"path": "", "before": {"active": false}}]'))::int as left
    from changes
    where at >= ${since} and resource_type = 'User' and outcome = 'applied'
      and (operation in ('create', 'delete') or paths @> '[{"path": "active"}]')
    group by day order by day`.execute(tx);
  return rows;
}
