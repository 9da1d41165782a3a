import { sql } from 'kysely';
import type { Filter } from '@rollcall/scim';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { writtenStatement } from '../written-statement.ts';
import { condition, peopleSought, type Rules, type Sought } from './effective-access.ts';
import type { Page, PageOf } from './page.ts';

/** Somebody who holds or reaches something. */
export type HolderRow = Readonly<{
  id: string;
  displayName: string | null;
  userName: string;
  access: 'granted' | 'suspended' | 'pending' | 'held';
  lastSignInAt: Date | null;
}>;

/** How many there are, and how many of them may sign in. */
export type HolderCount = Readonly<{ all: number; granted: number }>;

const columns = `u.id, u.display_name as "displayName", u.user_name as "userName", u.access,
  u.last_sign_in_at as "lastSignInAt"`;

/** One page of those sought whose access is granted, by name; `all` counts the others too. */
export async function listHolders(
  tx: TenantTransaction,
  sought: Sought,
  rules: Rules,
  { search, limit, offset }: Page & { search?: string | undefined },
): Promise<PageOf<HolderRow> & { all: number }> {
  type Found = HolderCount & { matching: number } & (HolderRow | { [Column in keyof HolderRow]: null });
  const found = await writtenStatement<Found>(tx, (bind) => {
    const matches = search ? `position(' ' || fold(${bind(search)}::text) in u.search_key) > 0` : 'true';
    return `with recursive ${peopleSought(sought, rules, bind)},
      found as materialized (
        select u.id, u.display_key, u.access = 'granted' as granted, ${matches} as matches
        from holders h join users u on u.id = h.id),
      counted as (
        select count(*)::int as all, (count(*) filter (where granted))::int as granted,
          (count(*) filter (where granted and matches))::int as matching
        from found),
      page as (
        select id from found where granted and matches
        order by display_key, id limit ${bind(limit)} offset ${bind(offset)})
      select ${columns}, c.* from counted c left join (page p join users u on u.id = p.id) on true
      order by u.display_key, u.id`;
  });
  const rows = found.flatMap(({ all: _, granted: __, matching: ___, ...row }) =>
    row.id === null ? [] : [row],
  );
  return { rows, total: found[0]?.matching ?? 0, all: found[0]?.all ?? 0 };
}

/** How many are sought. */
export async function countHolders(
  tx: TenantTransaction,
  sought: Sought,
  rules: Rules,
): Promise<HolderCount> {
  const [count] = await writtenStatement<HolderCount>(
    tx,
    (bind) => `with recursive ${peopleSought(sought, rules, bind)}
      select count(*)::int as all, (count(*) filter (where u.access = 'granted'))::int as granted
      from holders h join users u on u.id = h.id`,
  );
  return count ?? { all: 0, granted: 0 };
}

/** The first few whom the filter matches, by name, and how many it matches. */
export async function findMatched(
  tx: TenantTransaction,
  target: Rules['target'],
  filter: Filter,
  limit: number,
): Promise<HolderCount & { first: HolderRow[] }> {
  const first = await writtenStatement<HolderRow>(
    tx,
    (bind) => `select ${columns} from users u where u.access = 'granted'
      and u.id in (select r.id from users r where ${condition(target, filter, bind)})
      order by u.display_key, u.id limit ${bind(limit)}`,
  );
  return { ...(await countHolders(tx, { filters: [filter] }, { target, of: [] })), first };
}

/** The roles that open one of those services now. */
export async function rolesOpening(tx: TenantTransaction, serviceIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct r.role_id as id
    from policy_services s join policies p on p.id = s.policy_id and p.enabled
      join policy_roles r on r.policy_id = p.id
    where s.service_id = any(${serviceIds}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The roles given to one of those groups, or to a group that one of them is in, however far up. */
export async function rolesThrough(tx: TenantTransaction, groupIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive above (group_id) as (
      select unnest(${groupIds}::uuid[])
      union
      select m.group_id from above a join memberships m on m.subgroup_id = a.group_id and m.effective)
    select distinct r.role_id as id from above a join role_assignments r on r.group_id = a.group_id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** The services that those roles open now. */
export async function servicesOpenedBy(tx: TenantTransaction, roleIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct s.service_id as id
    from policy_roles r join policies p on p.id = r.policy_id and p.enabled
      join policy_services s on s.policy_id = p.id
    where r.role_id = any(${roleIds}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}
