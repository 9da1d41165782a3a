import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { PageOf } from './page.ts';

/** A group that somebody is in, and the groups in between: the one they are named in first, none where that is it itself. */
export type GroupWay = Readonly<{
  id: string;
  displayName: string;
  archived: boolean;
  through: readonly Readonly<{ id: string; displayName: string }>[];
}>;

/**
 * The first groups that the user or group is in, directly and through groups inside each other, by name, each with the
 * shortest way there, and how many there are.
 */
export async function listGroupWays(
  tx: TenantTransaction,
  memberId: string,
  limit: number,
): Promise<PageOf<GroupWay>> {
  const { rows } = await sql<GroupWay & { total: number }>`
    with recursive climbed (group_id, chain) as (
      select m.group_id, '{}'::uuid[] from memberships m
      where (m.user_id = ${memberId} or m.subgroup_id = ${memberId}) and m.requested
      union all
      select distinct on (m.group_id) m.group_id, c.chain || c.group_id
      from climbed c join memberships m on m.subgroup_id = c.group_id and m.requested
      where m.group_id <> all (c.chain) and m.group_id <> c.group_id),
    ways as (select distinct on (group_id) group_id, chain from climbed order by group_id, cardinality(chain), chain)
    select g.id, g.display_name as "displayName", g.archived_at is not null as archived,
      (select coalesce(json_agg(json_build_object('id', t.id, 'displayName', t.display_name) order by s.place), '[]')
       from unnest(w.chain) with ordinality s (id, place) join groups t on t.id = s.id) as through,
      (count(*) over ())::int as total
    from ways w join groups g on g.id = w.group_id
    order by cardinality(w.chain) > 0, g.display_key limit ${limit}`.execute(tx);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
