import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { writtenStatement } from '../written-statement.ts';
import { grantedAfter, type DirectoryAct } from './directory-acts.ts';
import {
  peopleSought,
  rolesOfPeople,
  servicesReached,
  type AccessLevel,
  type Rules,
  type Sought,
} from './effective-access.ts';
import type { Page, PageOf } from './page.ts';

/** Who gains and who loses; a higher level is gained, a lower one lost. Whoever may not sign in is counted apart. */
export type AccessDifference = Readonly<{ gaining: number; losing: number; notGranted: number }>;

/** What a change does to the people of one service. */
export type ServiceDifference = Readonly<{ serviceId: string; gaining: number; losing: number }>;

/** A person whose access changes, and how, service by service. */
export type PersonDifference = Readonly<{
  id: string;
  displayName: string | null;
  userName: string;
  changes: Readonly<{ serviceId: string; before: AccessLevel | null; after: AccessLevel | null }>[];
}>;

/** The transaction is the only one at work on this tenant's access, or comes after the other (SQLSTATE 40001). */
export async function takeAccessTurn(tx: TenantTransaction): Promise<void> {
  await sql`insert into access_turns as t default values
    on conflict (tenant_id) do update set times = t.times + 1`.execute(tx);
}

/** Those people are noted for a comparison, which this transaction can make once; answers with how many they are. */
export async function notePeople(tx: TenantTransaction, sought: Sought, rules: Rules): Promise<number> {
  await sql`create temporary table compared_people (id uuid primary key) on commit drop`.execute(tx);
  await sql`create temporary table access_before
    (user_id uuid, service_id uuid, level access_level, primary key (user_id, service_id)) on commit drop`.execute(
    tx,
  );
  await sql`create temporary table access_difference
    (user_id uuid, service_id uuid, before access_level, after access_level, granted boolean,
     primary key (user_id, service_id)) on commit drop`.execute(tx);
  const rows = await writtenStatement<{ people: number }>(
    tx,
    (bind) => `with recursive ${peopleSought(sought, rules, bind)},
      noted as (insert into compared_people (id) select id from holders returning id)
      select count(*)::int as people from noted`,
  );
  await sql`analyze compared_people`.execute(tx);
  return rows[0]?.people ?? 0;
}

/** Part of an effective access: those services, through the roles that open them now. */
export type Compared = Readonly<{ services: readonly string[]; roles: readonly string[]; rules: Rules }>;

/** What the people noted reach of the services now is what is compared with. */
export async function noteAccessBefore(tx: TenantTransaction, compared: Compared): Promise<void> {
  await writtenStatement(
    tx,
    (bind) => `with recursive ${accessNow(compared, bind)}
      insert into access_before (user_id, service_id, level) select user_id, service_id, level from now_reached`,
  );
  await sql`analyze access_before`.execute(tx);
}

/** What the people noted reach of the services now differs from before as counted. */
export async function compareAccess(tx: TenantTransaction, compared: Compared): Promise<AccessDifference> {
  await writtenStatement(
    tx,
    (bind) => `with recursive ${accessNow(compared, bind)},
      differing as (
        select coalesce(b.user_id, n.user_id) as user_id, coalesce(b.service_id, n.service_id) as service_id,
          b.level as before, n.level as after
        from access_before b full join now_reached n on n.user_id = b.user_id and n.service_id = b.service_id
        where b.level is distinct from n.level)
      insert into access_difference (user_id, service_id, before, after, granted)
      select d.*, u.access = 'granted' from differing d join users u on u.id = d.user_id`,
  );
  return countDifferences(tx);
}

/** What the people noted would gain or lose by an act on their place in the directory, as counted. Nobody's row is written. */
export async function compareWithAct(
  tx: TenantTransaction,
  act: DirectoryAct | 'delete',
  rules: Rules,
): Promise<AccessDifference> {
  const after = grantedAfter(act);
  await sql`create temporary table grants_after on commit drop as
    select u.id as user_id, ${after} as granted from compared_people p join users u on u.id = p.id
    where (u.access = 'granted') <> ${after}`.execute(tx);
  await sql`analyze grants_after`.execute(tx);
  await writtenStatement(
    tx,
    (bind) => `with recursive ${rolesOfPeople('select user_id from grants_after', rules, bind)},
      ${servicesReached},
      best as (select user_id, service_id, max(level) as level from reached group by user_id, service_id)
      insert into access_difference (user_id, service_id, before, after, granted)
      select b.user_id, b.service_id, case when not g.granted then b.level end, case when g.granted then b.level end, true
      from best b join grants_after g on g.user_id = b.user_id`,
  );
  return countDifferences(tx);
}

async function countDifferences(tx: TenantTransaction): Promise<AccessDifference> {
  const { rows } = await sql<AccessDifference>`select
      (count(distinct user_id) filter (where granted and ${gains}))::int as gaining,
      (count(distinct user_id) filter (where granted and ${loses}))::int as losing,
      (count(distinct user_id) filter (where not granted))::int as "notGranted"
    from access_difference`.execute(tx);
  return rows[0] ?? { gaining: 0, losing: 0, notGranted: 0 };
}

/** The same service by service. */
export async function listServiceDifferences(tx: TenantTransaction): Promise<ServiceDifference[]> {
  const { rows } = await sql<ServiceDifference>`select service_id as "serviceId",
      (count(*) filter (where ${gains}))::int as gaining, (count(*) filter (where ${loses}))::int as losing
    from access_difference where granted group by service_id`.execute(tx);
  return rows;
}

/** One page of the people whose access changes: those who lose first, then by name. */
export async function listPersonDifferences(
  tx: TenantTransaction,
  page: Page,
): Promise<PageOf<PersonDifference>> {
  const { rows } = await sql<PersonDifference & { total: number }>`
    select u.id, u.display_name as "displayName", u.user_name as "userName", d.changes, d.total
    from (
      select user_id, bool_or(${loses}) as loses, (count(*) over ())::int as total,
        json_agg(json_build_object('serviceId', service_id, 'before', before, 'after', after)) as changes
      from access_difference where granted group by user_id) d
      join users u on u.id = d.user_id
    order by not d.loses, u.display_key, u.id limit ${page.limit} offset ${page.offset}`.execute(tx);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The names that those services have now, or all services, by id. */
export async function nameServices(
  tx: TenantTransaction,
  ids?: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from services ${ids ? sql`where id = any(${ids}::uuid[])` : sql``}`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const gains = sql`(before is null or after > before)`;
const loses = sql`(after is null or after < before)`;

function accessNow({ services, roles, rules }: Compared, bind: Parameters<typeof rolesOfPeople>[2]): string {
  return `${rolesOfPeople('select id from compared_people', rules, bind, roles)},
  ${servicesReached},
  now_reached as (
    select user_id, service_id, max(level) as level from reached
    where service_id = any(${bind(services)}::uuid[]) group by user_id, service_id)`;
}
