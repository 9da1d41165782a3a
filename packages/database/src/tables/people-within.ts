import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { MemberQuery, MemberRow } from './directory-groups.ts';
import type { PageOf } from './page.ts';
import { holdsWords } from './search-condition.ts';

/** From so many people on it is quicker to walk everybody by name and leave out who is not among them. */
const many = 2_000;

/**
 * One page of the people in the group and in groups inside it, each once, of those that match, by name; and through which
 * group, where it does not name them itself. Only ids are put in order: what the page shows is read for its rows alone.
 */
export async function listPeopleWithin(
  tx: TenantTransaction,
  groupId: string,
  { search, limit, offset }: MemberQuery,
): Promise<PageOf<MemberRow>> {
  const { rows: below } = await sql<{ id: string }>`select id from groups_below(${groupId}::uuid) id`.execute(
    tx,
  );
  const groups = sql`${below.map(({ id }) => id)}::uuid[]`;
  const people = sql`select m.user_id from memberships m
    where m.group_id = any(${groups}) and m.user_id is not null and m.requested`;
  const size = await countRows(tx, sql`select from (${people} group by m.user_id) p`);
  // Said as a truth the people are hashed once, and the walk keeps its order; as a list they are gathered and sorted.
  const isAmong = size > many ? sql`(u.id in (${people})) is true` : sql`u.id in (${people})`;
  const matching = search ? sql`${isAmong} and ${holdsWords(search, sql<string>`u.search_key`)}` : isAmong;
  const total = search ? await countRows(tx, sql`select from users u where ${matching}`) : size;
  const { rows } = await sql<MemberRow>`
    select u.id, 'User' as type, coalesce(u.display_name, u.user_name) as "displayName", u.user_name as "userName",
      u.email, u.active, u.access,
      (select case when t.id <> ${groupId}::uuid then json_build_object('id', t.id, 'displayName', t.display_name) end
       from memberships m join groups t on t.id = m.group_id
       where m.user_id = u.id and m.group_id = any(${groups}) and m.requested
       order by m.group_id <> ${groupId}::uuid, m.group_id limit 1) as through
    from (select u.id from users u where ${matching}
      order by u.display_key, u.id limit ${limit} offset ${offset}) p join users u on u.id = p.id
    order by u.display_key, u.id`.execute(tx);
  return { rows, total };
}

async function countRows(tx: TenantTransaction, from: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (${from}) r`.execute(tx);
  return rows[0]?.total ?? 0;
}
